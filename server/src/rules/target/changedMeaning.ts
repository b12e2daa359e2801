// SPDX-License-Identifier: GPL-2.0-only
import { changedHelpers } from '../../contracts/changes.ts';
import { namesUsed } from '../../facts/names/namesUsed.ts';
import { isForThisKernel, mayBeCompiled } from '../shared/compiled.ts';
import type { Change, TargetRule } from './rule.ts';

/** A helper that the target has too, and that does or takes something else there. */
export const changedMeaning: TargetRule = {
  id: 'changed-meaning',
  title: 'a helper that takes or does something else in the target release',
  severity: 'warning',
  basis: 'core',
  since: null,
  until: null,
  fact: 'block_page_mkwrite() lost its freeze protection in 4.4, helpers of fault handlers took vmf alone from 4.11, frames were pfn_t from 4.5 to 6.16: some of it compiles as before and is wrong.',
  source: 'fs/buffer.c block_page_mkwrite(); include/linux/mm.h, huge_mm.h, dax.h, 4.3 to 6.17',
  check({ from, kernel, program, isUnderLint }) {
    const changed = changedHelpers(from, kernel.release);
    const names = new Set(changed.map(({ name }) => name));
    const changes: Change[] = [];
    for (const facts of program.files.values()) {
      if (isUnderLint && !isUnderLint(facts.file.path)) continue;
      for (const use of namesUsed(facts, names)) {
        if (use.arguments === null) continue;
        if (!mayBeCompiled(use.guards, kernel.release) || !isForThisKernel(use.guards, kernel.release))
          continue;
        if (program.lookup(use.name, facts.file).some(({ file }) => file === facts.file)) continue;
        for (const one of changed) {
          if (one.name !== use.name || (one.arguments !== null && one.arguments === use.arguments)) continue;
          changes.push({
            release: one.release,
            says: { fault: `${one.name}() has changed`, consequences: [one.meaning] },
            draft: {
              place: use.place,
              function: use.definition.name,
              says: { fault: `in ${use.definition.name}()` },
            },
          });
        }
      }
    }
    return changes;
  },
};
