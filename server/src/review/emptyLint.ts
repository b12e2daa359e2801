// SPDX-License-Identifier: GPL-2.0-only
/** The lint of nothing: what is said of changes that reach no table and no handler. */
import { createContext } from '../analysis/engine/context.ts';
import type { Release } from '../contracts/model.ts';
import type { LintResult } from '../core/request.ts';
import { Settings } from '../core/settings.ts';
import { createProgram } from '../facts/program.ts';
import { findTreeRoot } from '../io/tree.ts';
import { chooseKernel } from '../workspace/kernel.ts';

/**
 * Returns the result of a lint that had nothing to look at.
 *
 * @param release that the user names, or null
 */
export function emptyLint(root: string, release: Release | null): LintResult {
  const own = findTreeRoot(root);
  const { kernel } = chooseKernel({ own, given: null, release });
  const program = createProgram({ memberOrder: [...kernel.ops.keys()] });
  return {
    kernel,
    releaseNote: null,
    base: root,
    inTree: own !== null,
    structs: null,
    named: [],
    tables: [],
    handlers: [],
    libraries: [],
    librariesElsewhere: [],
    program,
    context: createContext(program, kernel),
    settings: new Settings(),
    skippedFiles: [],
    badInputs: [],
    findings: [],
    suppressed: [],
    notAnalysed: [],
    notFound: [],
    summary: {
      files: 0,
      tables: 0,
      handlers: 0,
      resolved: 0,
      unresolved: 0,
      skipped: 0,
      notAnalysed: 0,
      suppressed: 0,
      milliseconds: 0,
    },
  };
}
