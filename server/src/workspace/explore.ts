// SPDX-License-Identifier: GPL-2.0-only
/** Explores the handlers and the functions that map; the same for command line, editor and review. */
import { unpairedLocks } from '../analysis/calls/unpairedLocks.ts';
import type { AnalysisContext } from '../analysis/engine/context.ts';
import { defaultMapping } from '../analysis/reports/defaultMapping.ts';
import type { MappingReport } from '../analysis/reports/model/mappings.ts';
import type { CalleeReport, HandlerReport, HolderReport } from '../analysis/reports/report.ts';
import { defaultContract } from '../contracts/mappingEntries.ts';
import { folderOf } from '../facts/functions/texts.ts';
import { whyUnread } from '../facts/functions/unread.ts';
import type { FunctionDefinition, OpsTable } from '../facts/model.ts';
import { reasonOf } from '../text/failure.ts';
import type { AnalysisCache } from './analysisCache.ts';
import { calleesWithLocks } from './callees.ts';
import { lockNames, lockUsers, mayName } from './holders.ts';
import { orderUsers } from './lockOrders.ts';
import type { Scope } from './scope.ts';

export interface Explored {
  /** One per handler, op and configuration. */
  reports: HandlerReport[];
  /** One per function that maps and configuration. */
  mappings: MappingReport[];
  /** One per function with locks of its own that handlers call, or that maps, and configuration. */
  callees: CalleeReport[];
  /** One per function with locks of its own in a file where some are held over user memory, and configuration. */
  holders: HolderReport[];
  /** One per function that may take the locks of handlers in another order, and configuration. */
  others: CalleeReport[];
  /** Functions whose exploration failed, and why. */
  lost: Map<FunctionDefinition, string>;
}

/** Told before a function is explored: how many of how many are done. */
export interface ExploreStep {
  done: number;
  total: number;
}

/**
 * Explores what the cache does not know yet, and yields before each such function, so that its caller can show
 * progress, let others work, or stop. What makes one function fail costs that function alone.
 */
export function* explore(analysis: AnalysisCache, scope: Scope): Generator<ExploreStep, Explored> {
  const found: Explored = {
    reports: [],
    mappings: [],
    callees: [],
    holders: [],
    others: [],
    lost: new Map(),
  };
  const total = scope.jobs.length + scope.mappings.length;
  const attempt = (definition: FunctionDefinition, run: () => void) => {
    try {
      const unread = whyUnread(definition);
      if (unread === null) run();
      const lost = unread ?? analysis.context.failed.get(definition);
      if (lost !== undefined) found.lost.set(definition, lost);
    } catch (error) {
      found.lost.set(definition, reasonOf(error));
      analysis.context.active.clear();
    }
  };
  for (const [done, { definition, op, tables }] of scope.jobs.entries()) {
    if (!analysis.has(definition, op)) yield { done, total };
    attempt(definition, () => found.reports.push(...analysis.reports(definition, op, tables)));
  }
  for (const [done, definition] of scope.mappings.entries()) {
    if (!analysis.hasMapping(definition)) yield { done: scope.jobs.length + done, total };
    attempt(definition, () => found.mappings.push(...analysis.mapping(definition)));
  }
  const mapping = scope.mappings.filter((definition) => unpairedLocks(definition).pairs);
  const handlers = scope.jobs.map(({ definition }) => definition);
  const below = calleesWithLocks([...handlers, ...scope.mappings], analysis.context);
  for (const definition of new Set([...below, ...mapping])) {
    if (!analysis.hasCallee(definition)) yield { done: total, total };
    attempt(definition, () => found.callees.push(...analysis.callee(definition)));
  }
  const roots = [...handlers, ...scope.mappings];
  for (const { holding, below, touching } of lockUsers(
    roots,
    analysis.context,
    analysis.context.program.files,
  )) {
    const folder = folderOf((holding[0] as FunctionDefinition).file.path);
    const own = <T extends { definition: FunctionDefinition }>(reports: readonly T[]) =>
      reports.filter(({ definition }) => folderOf(definition.file.path) === folder);
    const look = function* (definition: FunctionDefinition) {
      if (!analysis.hasHolder(definition)) yield { done: total, total };
      attempt(definition, () =>
        found.holders.push(...analysis.holder(definition).map((report) => ({ ...report, touching }))),
      );
    };
    for (const definition of below) yield* look(definition);
    const taken = lockNames([...own(found.reports), ...own(found.mappings), ...own(found.holders)]);
    for (const definition of holding)
      if (!below.includes(definition) && mayName(definition, taken)) yield* look(definition);
  }
  const nesting = [...found.reports, ...found.mappings, ...found.callees];
  for (const definition of orderUsers(nesting, analysis.context.program.files)) {
    if (!analysis.hasOther(definition)) yield { done: total, total };
    attempt(definition, () => found.others.push(...analysis.other(definition)));
  }
  found.mappings.push(...defaultMappings(analysis.context, new Set(scope.tables)));
  return found;
}

/** Objects with a table of the scope that leave it to their subsystem to map. */
function defaultMappings(context: AnalysisContext, tables: ReadonlySet<OpsTable>): MappingReport[] {
  const found: MappingReport[] = [];
  for (const facts of context.program.files.values())
    for (const entry of facts.entries) {
      if (entry.member !== null) continue;
      const contract = defaultContract(entry.struct, context.kernel.release);
      const report = contract && defaultMapping({ entry, facts }, contract, context);
      const table = report?.exits[0]?.table?.definition;
      if (report && table && tables.has(table)) found.push(report);
    }
  return found;
}
