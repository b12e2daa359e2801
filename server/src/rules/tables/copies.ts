// SPDX-License-Identifier: GPL-2.0-only
/** Which functions map with a table, and what copies the VMAs that they leave with it. */

import type { MappingExit, MappingReport } from '../../analysis/reports/model/mappings.ts';
import type { HandlerReport } from '../../analysis/reports/report.ts';
import { readsSize } from '../../facts/functions/vmaUses.ts';
import type { FunctionDefinition, OpsTable, Program, ResolvedHandler } from '../../facts/model.ts';
import { calls } from '../../facts/names/mentions.ts';
import { isRoot, tablesIn, tablesMaybe, tablesOf } from '../shared/mappings.ts';
import { refusesSplit } from '../shared/splits.ts';

export interface Ways {
  program: Program;
  all: WayToMap[];
  /** By a function that maps those of the ways whose function calls it; looked for once. */
  callers: Map<FunctionDefinition, Set<WayToMap>>;
}

/** A function that maps, with the tables that it may leave on the VMA. */
export interface WayToMap {
  mapping: MappingReport;
  /** At each exit; none where that is not known. */
  atExits: { exit: MappingExit; tables: OpsTable[] }[];
  /** Those that it assigns by their names, and those that may stand in a field that it assigns. */
  assigned: OpsTable[];
  behind: OpsTable[];
}

/** Looks at each function once, whatever number of tables there are. */
export function waysOf(mappings: MappingReport[], program: Program): Ways {
  const all = mappings.map((mapping) => ({
    mapping,
    atExits: mapping.exits.map((exit) => ({ exit, tables: tablesOf(mapping, exit, program) })),
    assigned: tablesIn(mapping, program),
    behind: tablesMaybe(mapping, program),
  }));
  return { program, all, callers: new Map() };
}

export const FORK = 'a fork';

/**
 * What makes copies with the table: VM_DONTCOPY keeps a fork from it, and a member a split. Nothing keeps mremap() from
 * it: a move copies the VMA and closes the one before, or the copy when the member mremap answers with an error.
 */
export function copiers(table: OpsTable, ways: Ways): string[] {
  const all = ['mremap()'];
  if (!refusesSplit(table)) all.unshift('a split');
  if (!isMapped(table, ways) || isCopied(table, ways, letsFork)) all.unshift(FORK);
  return all;
}

/** The one open and the one close of a table with what was explored of them. */
interface OpenAndClose {
  taker: FunctionDefinition;
  giver: FunctionDefinition;
  opens: HandlerReport[];
  closes: HandlerReport[];
}

/**
 * Returns these; null where one of them has several definitions, close looks at the size, or open was not explored to the
 * end.
 */
export function openAndClose(
  { table, definitions }: ResolvedHandler,
  open: ResolvedHandler,
  reports: readonly HandlerReport[],
): OpenAndClose | null {
  const [taker, ...otherTakers] = open.definitions;
  const [giver, ...otherGivers] = definitions;
  if (!taker || !giver || otherTakers.length > 0 || otherGivers.length > 0 || readsSize(giver)) return null;
  const own = (op: string, of: FunctionDefinition) =>
    reports.filter((report) => report.op === op && report.definition === of && report.tables.includes(table));
  const [opens, closes] = [own('open', taker), own('close', giver)];
  if (opens.length === 0 || opens.some(({ status }) => status !== 'complete')) return null;
  return { taker, giver, opens, closes };
}

/** Explored to the end, and nothing out of sight was handed the object. */
export const isSeenWhole = ({ status, handedTo }: HandlerReport): boolean =>
  status === 'complete' && handedTo.size === 0;

/** The functions that install the table, or may, and those that call them in the same file. */
export function waysToMap(table: OpsTable, { program, all }: Ways): FunctionDefinition[] {
  const own = all.filter(
    ({ atExits, assigned, behind }) =>
      atExits.some(({ tables }) => tables.includes(table)) ||
      assigned.includes(table) ||
      behind.includes(table),
  );
  return own.flatMap(({ mapping: { definition } }) => {
    const { functions } = program.files.get(definition.file.path) ?? { functions: [] };
    return [definition, ...functions.filter((one) => one !== definition && calls(one, definition))];
  });
}

/** On some way to map with the table nothing keeps copies away; on every one where it cannot be told which has it. */
function isCopied(table: OpsTable, ways: Ways, lets: (exit: MappingExit) => boolean): boolean {
  const { all } = ways;
  const exitsWith = ({ atExits }: WayToMap) =>
    atExits.filter(({ tables }) => tables.includes(table)).map(({ exit }) => exit);
  const installers = all.filter((way) => exitsWith(way).length > 0);
  const isOfRoot = ({ mapping }: WayToMap) => isRoot(mapping);
  // What a caller of the one that installs sets counts as well.
  const calling = installers.map(({ mapping }) => callersOf(mapping.definition, ways));
  const callers = all.filter((way) => calling.some((some) => some.has(way)) && isOfRoot(way));
  if (callers.length > 0 && !installers.some(isOfRoot))
    return callers.flatMap(({ mapping }) => mapping.exits).every(lets);
  const roots = installers.filter(isOfRoot);
  if (installers.length > 0) return (roots.length > 0 ? roots : installers).flatMap(exitsWith).some(lets);
  const merged = all
    .filter(({ assigned }) => assigned.includes(table))
    .flatMap(({ mapping }) => mapping.exits);
  if (merged.length > 0) return merged.every(lets);
  return all.some(({ mapping, behind }) => behind.includes(table) && mapping.exits.some(lets));
}

function callersOf(definition: FunctionDefinition, { all, callers }: Ways): Set<WayToMap> {
  let found = callers.get(definition);
  if (!found) {
    found = new Set(all.filter((way) => calls(way.mapping.definition, definition)));
    callers.set(definition, found);
  }
  return found;
}

/** Some function is known that maps with the table. */
export const isMapped = (table: OpsTable, ways: Ways): boolean => isCopied(table, ways, () => true);

/** An opaque callee may set VM_DONTCOPY, but hardly does. */
const letsFork = ({ flags }: MappingExit) =>
  flags.changed('VM_DONTCOPY', true) === null && flags.changes.get('VM_DONTCOPY')?.on !== null;
