// SPDX-License-Identifier: GPL-2.0-only
import { versionCondition } from '../../contracts/versions.ts';
import { type FlagStore, flagStores } from '../../facts/mappings/flagStores.ts';
import { namesIn } from '../../facts/names/words.ts';
import type { Fix } from '../../findings/finding.ts';
import { writtenAt } from '../../text/layout.ts';
import type { Place } from '../../text/source.ts';
import type { Rule } from '../rule.ts';
import { isForThisKernel, mayBeCompiled } from '../shared/compiled.ts';

/** vm_flags is const for everyone but the functions that take the locks. */
export const vmFlagsDirectWrite: Rule = {
  id: 'vm-flags-direct-write',
  title: 'vm_flags is stored to directly',
  severity: 'error',
  basis: 'core',
  since: '6.3',
  until: null,
  fact: 'Since 6.3 vm_area_struct.vm_flags is const: a store does not compile. vm_flags_set() and its kin take the lock of the VMA, so that faults that hold it alone see the change.',
  source: 'include/linux/mm_types.h struct vm_area_struct; include/linux/mm.h vm_flags_init() and kin, 6.3',
  check({ kernel, program, isUnderLint }, emit) {
    for (const facts of program.files.values()) {
      if (isUnderLint && !isUnderLint(facts.file.path)) continue;
      for (const store of flagStores(facts)) {
        // That arm is for kernels with the functions, and this one for those without.
        if (store.besideCalls.some(({ condition }) => versionCondition(condition, kernel.release) === null))
          continue;
        if (!mayBeCompiled(store.guards, kernel.release) || !isForThisKernel(store.guards, kernel.release))
          continue;
        emit({
          place: store.place,
          function: store.definition.name,
          confidence: store.guards.length > 0 ? 'medium' : 'high',
          says: {
            fault: `${store.definition.name}() stores to ${writtenAt(store.vma)}->vm_flags, which is const since 6.3 and does not compile`,
            advice: instead(store),
            remedy: { code: linesInstead(store) },
          },
          fix: fixOf(store),
        });
      }
    }
  },
};

/** What takes the place of a store: the functions, and the call itself where it can be told. */
export function functionInstead({ op, vma, value, cleared }: FlagStore): {
  name: string;
  call: string | null;
} {
  const call = (name: string, flags: Place) => `${name}(${writtenAt(vma)}, ${writtenAt(flags)})`;
  if (op === '|=') return { name: 'vm_flags_set()', call: call('vm_flags_set', value) };
  if (op === '&=' && cleared) return { name: 'vm_flags_clear()', call: call('vm_flags_clear', cleared) };
  if (op !== '=') return { name: 'vm_flags_mod()', call: null };
  return {
    name: 'vm_flags_reset() under mmap_lock for writing, or vm_flags_init() on a VMA that is not visible yet',
    call: null,
  };
}

/** The functions assert that mmap_lock is held for writing. */
function readsMmapLock({ definition }: FlagStore): boolean {
  const names = namesIn(definition);
  const isByName = names.has('down_read') && (names.has('mmap_sem') || names.has('mmap_lock'));
  return isByName || names.has('mmap_read_lock');
}

function instead(store: FlagStore): string {
  const { name, call } = functionInstead(store);
  const lock = readsMmapLock(store) ? 'take mmap_lock for writing, and ' : '';
  return `${lock}use ${call ?? (name === 'vm_flags_mod()' ? `vm_flags_mod(${writtenAt(store.vma)}, set, clear)` : name)}`;
}

/** The call, where it can be told; none where it takes more. */
function linesInstead(store: FlagStore): string[] {
  const { call } = functionInstead(store);
  return call === null ? [] : [`${call};`];
}

/** A statement alone: what a store gives, no function gives. */
function fixOf(store: FlagStore): Fix | null {
  const { name, call } = functionInstead(store);
  if (call === null || !store.isStatement || readsMmapLock(store)) return null;
  return { title: `Call ${name}`, safe: true, edits: [{ place: store.place, text: call }] };
}
