// SPDX-License-Identifier: GPL-2.0-only
import { type FlagStore, flagStores } from '../facts/flagStores.ts';
import { isForThisKernel, mayBeCompiled } from './compiled.ts';
import type { Draft, Rule } from './rule.ts';

/** vm_flags is const for everyone but the functions that take the locks. */
export const vmFlagsDirectWrite: Rule = {
  id: 'vm-flags-direct-write',
  title: 'vm_flags is stored to directly',
  severity: 'error',
  basis: 'core',
  since: { major: 6, minor: 3, patch: 0 },
  until: null,
  fact: 'Since 6.3 vm_area_struct.vm_flags is const: a store does not compile. vm_flags_set() and its kin take the lock of the VMA, so that faults that hold it alone see the change.',
  source: 'include/linux/mm_types.h struct vm_area_struct; include/linux/mm.h vm_flags_init() and kin, 6.3',
  check({ kernel, program, isUnderLint }) {
    const drafts: Draft[] = [];
    for (const facts of program.files.values()) {
      if (isUnderLint && !isUnderLint(facts.file.path)) continue;
      for (const store of flagStores(facts)) {
        if (!mayBeCompiled(store.guards, kernel.release) || !isForThisKernel(store.guards, kernel.release))
          continue;
        drafts.push({
          place: store.place,
          function: store.definition.name,
          confidence: store.guards.length > 0 ? 'medium' : 'high',
          message: `${store.definition.name}() stores to ${store.vma}->vm_flags, which is const since 6.3 and does not compile: ${instead(store)}`,
        });
      }
    }
    return drafts;
  },
};

function instead({ op, vma, value, cleared }: FlagStore): string {
  if (op === '|=') return `use vm_flags_set(${vma}, ${value})`;
  if (op === '&=' && cleared) return `use vm_flags_clear(${vma}, ${cleared})`;
  if (op !== '=') return `use vm_flags_mod(${vma}, set, clear)`;
  return `use vm_flags_reset() under mmap_lock for writing, or vm_flags_init() on a VMA that is not visible yet`;
}
