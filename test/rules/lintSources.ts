// SPDX-License-Identifier: GPL-2.0-only
/** The core of `vmops lint` over sources in memory: no disk, no search. */
import { createContext } from '../../server/src/analysis/engine/context.ts';
import { kernelFor } from '../../server/src/contracts/kernel.ts';
import type { Release } from '../../server/src/contracts/model.ts';
import { parseRelease } from '../../server/src/contracts/release.ts';
import { analyse } from '../../server/src/core/analyse.ts';
import { applyRules } from '../../server/src/core/applyRules.ts';
import type { NotAnalysed } from '../../server/src/core/request.ts';
import { resolveHandlers } from '../../server/src/facts/names/resolve.ts';
import { createProgram } from '../../server/src/facts/program.ts';
import { markCrossFileStores } from '../../server/src/facts/tables/crossFileStores.ts';
import type { Basis, Finding } from '../../server/src/findings/finding.ts';
import { rules } from '../../server/src/rules/index.ts';
import { SourceFile } from '../../server/src/text/source.ts';
import { libraryJobs } from '../../server/src/workspace/libraries.ts';

export interface Linted {
  findings: Finding[];
  notAnalysed: NotAnalysed[];
  /** Names of handlers that no source defines. */
  unresolved: string[];
}

/** Lints the sources (path → text) with every rule against a release's data. */
export function lintSources(files: Record<string, string>, release: string, contract: Basis): Linted {
  const kernel = kernelFor(parseRelease(release) as Release, 'option');
  const program = createProgram({ memberOrder: [...kernel.ops.keys()] });
  for (const [path, text] of Object.entries(files)) program.addFile(new SourceFile(path, text));
  markCrossFileStores(program);
  const tables = [...program.files.values()].flatMap((facts) => facts.tables);
  const handlers = resolveHandlers(program, tables);
  const context = createContext(program, kernel);
  const loaded = { kernel, program, context, tables, handlers, libraries: libraryJobs(program) };
  const { reports, mappings, callees, holders, notAnalysed } = analyse(loaded);
  return {
    findings: applyRules(rules, { ...loaded, reports, mappings, callees, holders, contract }, new Map()),
    notAnalysed,
    unresolved: handlers
      .filter(({ definitions }) => definitions.length === 0)
      .map(({ member }) => member.handler as string),
  };
}
