// SPDX-License-Identifier: GPL-2.0-only
import { type GoneName, goneNames, mmapLockFunction } from '../../contracts/changes.ts';
import type { FunctionDefinition } from '../../facts/model.ts';
import { type NameUse, namesUsed } from '../../facts/names/namesUsed.ts';
import type { Fix } from '../../findings/finding.ts';
import type { Says } from '../../findings/says.ts';
import { isForThisKernel, mayBeCompiled } from '../shared/compiled.ts';
import type { Change, TargetRule } from './rule.ts';

/** A helper, a field or a flag that the target no longer has. */
export const goneName: TargetRule = {
  id: 'gone-name',
  title: 'a helper, field or flag that the target release no longer has',
  severity: 'error',
  basis: 'core',
  since: null,
  until: null,
  fact: 'Helpers that insert pages and pages in the cache, fields of struct vm_fault and flags of VMAs came and went; code that names one that is gone does not compile.',
  source: 'include/linux/mm.h, mm_types.h, pagemap.h, dax.h, buffer_head.h, 2.6.12 to 7.1',
  check({ from, kernel, program, tables, isUnderLint }) {
    const gone = new Map(goneNames(from, kernel.release).map((one) => [one.name, one]));
    const names = new Set(gone.keys());
    const changes: Change[] = [];
    const isOwn = (name: string, { file }: FunctionDefinition) =>
      program.lookup(name, file).length > 0 || program.macrosNamed(name, file).length > 0;
    for (const facts of program.files.values()) {
      if (isUnderLint && !isUnderLint(facts.file.path)) continue;
      for (const use of namesUsed(facts, names)) {
        if (!mayBeCompiled(use.guards, kernel.release) || !isForThisKernel(use.guards, kernel.release))
          continue;
        const one = gone.get(use.name) as GoneName;
        if (isOwn(use.name, use.definition) || (one.of !== null && one.of !== use.of)) continue;
        changes.push(changeOf(one, use));
      }
    }
    for (const table of tables)
      for (const member of table.members) {
        const one = gone.get(member.handler ?? '');
        const guards = [...table.guards, ...member.guards];
        if (!one || !mayBeCompiled(guards, kernel.release) || !isForThisKernel(guards, kernel.release))
          continue;
        if (program.lookup(one.name, table.place.file).length > 0) continue;
        changes.push({
          release: one.release,
          says: saysOf(one),
          draft: {
            place: member.handlerPlace,
            table: table.name,
            op: member.op,
            says: { fault: `.${member.op} of ${table.name}` },
          },
        });
      }
    return changes;
  },
};

function changeOf(one: GoneName, use: NameUse): Change {
  return {
    release: one.release,
    says: saysOf(one),
    draft: {
      place: use.place,
      function: use.definition.name,
      says: { fault: `in ${use.definition.name}()` },
      fix: fixOf(one, use),
    },
  };
}

function saysOf({ name, instead }: GoneName): Says {
  return { fault: `${name} is gone`, advice: instead === null ? undefined : `use ${instead}` };
}

function fixOf({ name, rename }: GoneName, { place, lockCall }: NameUse): Fix | null {
  if (rename !== null)
    return { title: `Write ${rename} for ${name}`, safe: true, edits: [{ place, text: rename }] };
  const lock = name === 'mmap_sem' && lockCall ? mmapLockFunction(lockCall.callee) : null;
  if (lock === null || !lockCall) return null;
  const text = `${lock}(${lockCall.object})`;
  return { title: `Call ${lock}()`, safe: true, edits: [{ place: lockCall.place, text }] };
}
