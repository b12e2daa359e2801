// SPDX-License-Identifier: GPL-2.0-only
/** What rules ask about functions that map. */

import type { MappingExit, MappingReport } from '../../analysis/reports/model/mappings.ts';
import { folderOf } from '../../facts/functions/texts.ts';
import { isFileMmap } from '../../facts/mappings/fileMmaps.ts';
import { touchesFlags } from '../../facts/mappings/flagUses.ts';
import { tablesBehind } from '../../facts/mappings/mappings.ts';
import type { FileFacts, FunctionDefinition, Installation, OpsTable, Program } from '../../facts/model.ts';
import { mentionsOf } from '../../facts/names/mentions.ts';
import { isNamedIn, namesInFile } from '../../facts/names/words.ts';
import { contains } from '../../text/source.ts';

/**
 * The table installed on this path; when none was, or one that is only reached through a pointer, the one that stands
 * beside the function in an initializer.
 */
export function tablesOf(
  mapping: MappingReport,
  exit: Pick<MappingExit, 'table'>,
  program: Program,
): OpsTable[] {
  if (exit.table?.definition) return [exit.table.definition];
  let tables = beside.get(mapping);
  if (!tables) {
    tables = tablesBeside(mapping.definition, program);
    beside.set(mapping, tables);
  }
  return tables;
}

/** Reports are made anew for each check. */
const beside = new WeakMap<MappingReport, OpsTable[]>();

function tablesBeside(definition: FunctionDefinition, program: Program): OpsTable[] {
  const found: OpsTable[] = [];
  for (const facts of program.files.values()) {
    for (const i of facts.installations) {
      if (i.form !== 'initializer' || i.function !== definition.name) continue;
      const table = program.lookupTable(i.table, facts.file);
      if (table && program.lookup(i.function, facts.file).includes(definition)) found.push(table);
    }
  }
  return found;
}

/**
 * The tables that the function assigns itself. Where ways to map meet again the table of each is no longer known, but
 * what holds at every exit holds for all of these.
 */
export function tablesIn({ definition: { name, file } }: MappingReport, program: Program): OpsTable[] {
  const { installations } = program.files.get(file.path) ?? { installations: [] };
  return installations
    .filter((i) => i.form === 'assignment' && i.function === name)
    .flatMap((i) => program.lookupTable(i.table, file) ?? []);
}

/** Those of `tablesMaybe` that the function reads out of a field of that name. */
export function tablesInField(
  { definition: { name, file } }: MappingReport,
  field: string,
  program: Program,
): OpsTable[] {
  const { installations } = program.files.get(file.path) ?? { installations: [] };
  return installations
    .filter((i) => i.function === name && i.field === field)
    .flatMap((i) => tablesBehind(program, i));
}

/** Tables that stand in a field of some object which the function installs: `obj->ops->mmap_ops`. */
export function tablesMaybe({ definition: { name, file } }: MappingReport, program: Program): OpsTable[] {
  const { installations } = program.files.get(file.path) ?? { installations: [] };
  return installations.filter((i) => i.function === name).flatMap((i) => tablesBehind(program, i));
}

/**
 * Every successful way to map with a table, or null when there may be others: a mapping function that was not seen to
 * the end, one that others call and that is no root by itself, or a mention of the table that was not understood.
 */
export function mappingsOf(
  table: OpsTable,
  mappings: MappingReport[],
  program: Program,
  isWhole: (exits: MappingExit[]) => boolean = () => false,
): { mapping: MappingReport; exit: MappingExit }[] | null {
  if (table.form === 'copy' || table.form === 'embedded') return null;
  const exitsOf = (m: MappingReport) => m.exits.filter((exit) => tablesOf(m, exit, program).includes(table));
  const concerned = mappings.filter((m) => exitsOf(m).length > 0);
  const installed = installationsOf(table, concerned, program);
  if (!installed) return null;
  const roots = concerned.filter(isRoot);
  if (roots.some((m) => !m.definition.isStatic && m.entries.length === 0 && !isWhole(exitsOf(m))))
    return null;
  const installers = new Set(installed.flatMap((i) => i.function ?? []));
  if (roots.length === 0 || roots.some((m) => m.status !== 'complete')) return null;
  // Each installer is a root, or some root reaches it in the same file.
  for (const name of installers) if (!concerned.some((m) => m.definition.name === name)) return null;
  const found = roots.flatMap((mapping) => exitsOf(mapping).map((exit) => ({ mapping, exit })));
  return found.length > 0 ? found : null;
}

/** The ways to map with a table that are known; there may be others. Core or a subsystem comes in by each. */
export function waysWith(
  table: OpsTable,
  mappings: MappingReport[],
  program: Program,
): { mapping: MappingReport; exit: MappingExit }[] {
  return mappings
    .filter((mapping) => mapping.entries.length > 0 && mapping.status === 'complete')
    .flatMap((mapping) =>
      mapping.exits
        .filter((exit) => tablesOf(mapping, exit, program).includes(table))
        .map((exit) => ({ mapping, exit })),
    );
}

/**
 * The ways to map of a function of a library with a table that it assigns itself: what it lets through every driver lets
 * through that calls it.
 */
export function libraryWays(
  table: OpsTable,
  mappings: MappingReport[],
  program: Program,
): { mapping: MappingReport; exit: MappingExit }[] {
  return mappings
    .filter(({ isHelper, status, entries }) => isHelper && status === 'complete' && entries.length === 0)
    .filter((mapping) => tablesIn(mapping, program).includes(table))
    .flatMap((mapping) => mapping.exits.map((exit) => ({ mapping, exit })));
}

/**
 * The ways to map with a table that only stands in a field of some object, without an mmap function beside it: those
 * of the functions that install what the field has, as far as they leave nothing to others. Null when something in the
 * folder of the table touches flags of a VMA, as its own functions may later, and when there is no such way.
 */
export function mappingsBehind(
  table: OpsTable,
  mappings: MappingReport[],
  program: Program,
): { mapping: MappingReport; exit: MappingExit }[] | null {
  const { path } = table.place.file;
  const folder = folderOf(path);
  if (table.form === 'copy' || table.form === 'embedded' || !table.isStatic) return null;
  for (const facts of program.files.values())
    if (facts.file.path.startsWith(folder) && touchesFlags(facts)) return null;
  const own = program.files.get(path)?.installations.filter((i) => i.table === table.name) ?? [];
  if (own.length === 0 || own.some((i) => i.form !== 'initializer' || i.function !== null)) return null;
  const found = mappings
    .filter((mapping) => tablesMaybe(mapping, program).includes(table))
    .flatMap((mapping) => mapping.exits.map((exit) => ({ mapping, exit })))
    .filter(({ exit }) => !exit.flags.isWhollyOpen);
  return found.length > 0 ? found : null;
}

/** Core or a subsystem calls it, or nothing in its file does. */
export function isRoot({ definition: { name, file }, entries }: MappingReport): boolean {
  return entries.length > 0 || !mentionsOf(name, file).some(({ isCalled }) => isCalled);
}

/** It looks as core calls it, and what is loaded calls it from no other file. */
export function isForOthers(definition: FunctionDefinition, program: Program): boolean {
  if (!isFileMmap(definition)) return false;
  const all = [...program.files.values()];
  const folder = folderOf(definition.file.path);
  const isNear = ({ file }: FileFacts) => file.path.startsWith(folder);
  const isUse = ({ file, items }: FileFacts) => {
    if (file === definition.file || !isNamedIn(definition.name, file)) return false;
    // Its declaration is there for others, too.
    const isDeclared = items.some(({ kind, name }) => kind === 'prototype' && name === definition.name);
    return !(isDeclared && file.path.endsWith('.h'));
  };
  // A use is most often near by, and there are many files.
  return !all.some((one) => isNear(one) && isUse(one)) && !all.some((one) => !isNear(one) && isUse(one));
}

/**
 * Every place that installs the table, or null when some mention of it is none. In an object that leaves it to its
 * subsystem to map, the table stands alone.
 */
function installationsOf(
  table: OpsTable,
  concerned: readonly MappingReport[],
  program: Program,
): Installation[] | null {
  const isLeft = (i: Installation) =>
    concerned.some(({ entries: [only] }) => only?.member === null && contains(only.place, i.place));
  const all: Installation[] = [];
  for (const { file, installations } of program.files.values()) {
    const isOwn = file === table.place.file;
    if (!isOwn && table.isStatic) continue;
    // Behind `vma->vm_ops == &foo_ops` nothing is installed.
    const mentions = mentionsOf(table.name, file).filter(({ role }) => !NO_USE.has(role));
    if (!isOwn && mentions.length === 0) continue;
    const here = installations.filter((i) => i.table === table.name);
    if (here.some((i) => i.form === 'argument' || (i.function === null && !isLeft(i)))) return null;
    // The definition, and declarations before it.
    const declared = mentions.filter(({ role }) => role === 'declaration').length;
    if (mentions.length > here.length + Math.max(declared, isOwn ? 1 : 0)) return null;
    all.push(...here);
  }
  return all.length > 0 ? all : null;
}

const NO_USE: ReadonlySet<string> = new Set(['field', 'comparison']);

/**
 * Nothing stands before the function that may refuse what it lets through: no caller of the driver's own, and no
 * get_unmapped_area, which core asks first.
 */
export function decidesAlone(mapping: MappingReport): boolean {
  const { definition, entries } = mapping;
  if (entries.length > 0)
    return entries.some(({ contract, asksFirst }) => contract !== undefined && !asksFirst);
  return definition.isStatic && isRoot(mapping) && !asksForArea(definition);
}

/**
 * As `decidesAlone`, of what user space may do with the memory: get_unmapped_area is told of no protection, and what a
 * caller in a file that nothing else loads refuses before does not hang on it.
 */
export function decidesOnProtection(mapping: MappingReport): boolean {
  const { definition, entries } = mapping;
  if (entries.length > 0) return entries.some(({ contract }) => contract !== undefined);
  return (definition.isStatic || isFileMmap(definition) || isHandedOver(definition)) && isRoot(mapping);
}

/** Another function is handed it, to call it later, and may check before. */
export const isHandedOver = ({ name, file }: FunctionDefinition) =>
  mentionsOf(name, file).some(({ role }) => role === 'argument');

function asksForArea({ file }: FunctionDefinition): boolean {
  for (const name of namesInFile(file)) if (name.includes('get_unmapped_area')) return true;
  return false;
}
