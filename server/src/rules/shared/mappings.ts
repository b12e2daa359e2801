// SPDX-License-Identifier: GPL-2.0-only
/** What rules ask about functions that map. */

import type { MappingExit, MappingReport } from '../../analysis/reports/report.ts';
import { bodyOf, folderOf, withoutComments } from '../../facts/functions/texts.ts';
import { tablesBehind } from '../../facts/mappings/mappings.ts';
import type { FunctionDefinition, Installation, OpsTable, Program } from '../../facts/model.ts';
import type { Place, SourceFile } from '../../text/source.ts';
import { occurrences } from '../../text/words.ts';

/**
 * The table installed on this path; when none was, or one that is only reached through a pointer, the one that stands
 * beside the function in an initializer.
 */
export function tablesOf(mapping: MappingReport, exit: MappingExit, program: Program): OpsTable[] {
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

/** Tables that stand in a field of some object which the function installs: `obj->ops->mmap_ops`. */
export function tablesMaybe({ definition: { name, file } }: MappingReport, program: Program): OpsTable[] {
  const { installations } = program.files.get(file.path) ?? { installations: [] };
  return installations.filter((i) => i.function === name).flatMap((i) => tablesBehind(program, i));
}

/**
 * Every successful way to map with a table, or null when there may be others: a mapping function that was not seen to
 * the end, one that others call and that is no root by itself, or a mention of the table that nobody understood.
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
  for (const { file, functions } of program.files.values())
    if (file.path.startsWith(folder) && functions.some(touchesFlags)) return null;
  const own = program.files.get(path)?.installations.filter((i) => i.table === table.name) ?? [];
  if (own.length === 0 || own.some((i) => i.form !== 'initializer' || i.function !== null)) return null;
  const found = mappings
    .filter((mapping) => tablesMaybe(mapping, program).includes(table))
    .flatMap((mapping) => mapping.exits.map((exit) => ({ mapping, exit })))
    .filter(({ exit }) => !exit.flags.isWhollyOpen);
  return found.length > 0 ? found : null;
}

/** By name, or with the pages of a buffer for DMA; what installs a table by itself has its own mappings. */
function touchesFlags(definition: FunctionDefinition): boolean {
  const text = bodyOf(definition);
  // Most functions say nothing of the kind, not even in a comment.
  if (!TOUCHES_FLAGS.test(text)) return false;
  const code = withoutComments(text);
  return TOUCHES_FLAGS.test(code) && !/\bvm_ops\s*=/.test(code);
}

const TOUCHES_FLAGS = /\bvm_flags|\bVM_(?:MIXEDMAP|PFNMAP)\b|\bdma_mmap_|\bvm_insert_page\b/;

/** Calls the other by its name. */
export function calls(definition: FunctionDefinition, other: FunctionDefinition): boolean {
  const text = bodyOf(definition);
  for (const at of occurrences(text, other.name)) if (isCall(text, at + other.name.length)) return true;
  return false;
}

/** What was found of the names in a text, once for all tables. */
const rootsIn = new WeakMap<SourceFile, Map<string, boolean>>();

/** Core or a subsystem calls it, or nothing in its file does. */
export function isRoot({ definition, entries }: MappingReport): boolean {
  if (entries.length > 0) return true;
  const { name, file } = definition;
  const known = rootsIn.get(file.current) ?? new Map<string, boolean>();
  rootsIn.set(file.current, known);
  const is = known.get(name) ?? !isCalled(name, codeOf(file));
  known.set(name, is);
  return is;
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
    if (file !== table.place.file && (table.isStatic || !file.current.text.includes(table.name))) continue;
    const here = installations.filter((i) => i.table === table.name);
    if (here.some((i) => i.form === 'argument' || (i.function === null && !isLeft(i)))) return null;
    const text = codeOf(file);
    if (
      mentions(text, table.name) - comparisons(text, table.name) >
      here.length + declarations(text, table.name, file === table.place.file ? 1 : 0)
    )
      return null;
    all.push(...here);
  }
  return all.length > 0 ? all : null;
}

function contains(outer: Place, inner: Place): boolean {
  return outer.file === inner.file && outer.start <= inner.start && inner.end <= outer.end;
}

const bare = new WeakMap<SourceFile, string>();

/**
 * Comments speak of functions that nothing calls. They are taken out, not blanked: how a line begins tells a call from a
 * definition.
 */
function codeOf({ current }: SourceFile): string {
  let text = bare.get(current);
  if (text === undefined) {
    text = current.text.replace(/\/\*[\s\S]*?(?:\*\/|$)|\/\/.*/g, '');
    bare.set(current, text);
  }
  return text;
}

function mentions(text: string, name: string): number {
  return countOf(text, name, (before) => !/[.>]$/.test(before));
}

/** `vma->vm_ops == &foo_ops` installs nothing. */
function comparisons(text: string, name: string): number {
  return countOf(
    text,
    name,
    (before, after) => /[!=]=\s*&\s*$/.test(before) || (/&\s*$/.test(before) && /^\s*[!=]=/.test(after)),
  );
}

/** The definition, and declarations before it. */
function declarations(text: string, name: string, least: number): number {
  return Math.max(
    least,
    countOf(text, name, (before) => /\bstruct vm_operations_struct\s+$/.test(before)),
  );
}

/**
 * Nothing stands before the function that may refuse what it lets through: no caller of the driver's own, and no
 * get_unmapped_area, which core asks first.
 */
export function decidesAlone(mapping: MappingReport): boolean {
  const { definition, entries } = mapping;
  if (entries.length > 0)
    return entries.some(({ contract, asksFirst }) => contract !== undefined && !asksFirst);
  return (
    definition.isStatic && isRoot(mapping) && !definition.file.current.text.includes('get_unmapped_area')
  );
}

/** Called somewhere in its file; the definition itself and prototypes follow a type or a `*`. */
function isCalled(name: string, text: string): boolean {
  for (const at of occurrences(text, name)) {
    if (!isCall(text, at + name.length)) continue;
    const before = text.slice(text.lastIndexOf('\n', at) + 1, at);
    if (/^[\t ]/.test(before) || /[=(,!?:&|]\s*$/.test(before)) return true;
  }
  return false;
}

/** How often a name stands between texts that fit. */
function countOf(text: string, name: string, fits: (before: string, after: string) => boolean): number {
  let count = 0;
  for (const at of occurrences(text, name)) {
    const end = at + name.length;
    if (fits(text.slice(Math.max(0, at - CONTEXT), at), text.slice(end, end + CONTEXT))) count++;
  }
  return count;
}

/** Characters around a name that tell what it stands for. */
const CONTEXT = 60;

function isCall(text: string, end: number): boolean {
  return /^\s*\(/.test(text.slice(end, end + CONTEXT));
}
