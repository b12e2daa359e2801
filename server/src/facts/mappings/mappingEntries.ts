// SPDX-License-Identifier: GPL-2.0-only
/** Finds the functions through which core lets a driver map: members such as `.mmap` of initializers and objects. */

import { ENTRY_MEMBERS, HANDED_BY } from '../../contracts/mappingEntries.ts';
import type { Expression, InitializerList } from '../../syntax/ast.ts';
import { compareInFile, type Place } from '../../text/source.ts';
import { structIn } from '../declarations/structIn.ts';
import { itemsMatching } from '../file/excerpts.ts';
import type { FileSyntax } from '../file/syntax.ts';
import { readLocals } from '../functions/locals.ts';
import { namedFunctions } from '../functions/values.ts';
import { walk } from '../functions/visit.ts';

/** An initializer with a member that maps, a store to such a member, or a call of a subsystem that makes one. */
export interface MappingEntry {
  /** The struct's name, `file_operations`; null where the declaration does not say. */
  struct: string | null;
  /** The member that maps; null where an initializer of such a struct leaves it out. */
  member: string | null;
  function: string | null;
  /** What stands in the other members of the same initializer: functions and tables by their names. */
  beside: ReadonlyMap<string, string>;
  /** The members that the initializer sets, whatever to; null where not each of them is named, and for a store or a call. */
  members: ReadonlySet<string> | null;
  /** The variable that is initialized; null for a store or a call. */
  object: string | null;
  place: Place;
}

const MEMBERS = [...ENTRY_MEMBERS].join('|');
const IN_INITIALIZER = new RegExp(`\\b(?:${MEMBERS})\\s*[=:](?!=)|\\bstruct drm_gem_object_funcs\\b`, 'g');
const IN_FUNCTION = new RegExp(
  `(?:->|\\.)\\s*(?:${MEMBERS})\\s*=\\s*(?:[^;=?]*\\?\\s*&?\\s*\\w+\\s*:\\s*)?&?\\s*\\w+\\s*;`,
  'g',
);
const IN_CALL = new RegExp(`\\b(?:${[...HANDED_BY.keys()].join('|')})\\s*\\(`, 'g');

/** A name alone; NULL and other constants have no letter that is small. */
const IS_FUNCTION = /^(?!\d)\w*[a-z]\w*$/;

/** Returns the entries of a file in order. */
export function extractMappingEntries(syntax: FileSyntax): MappingEntry[] {
  const { text } = syntax.file;
  const found = new Map<string, MappingEntry>();
  const add = (entry: MappingEntry) =>
    found.set(`${entry.place.start} ${entry.function} ${[...entry.beside].join()}`, entry);
  for (const item of itemsMatching(text, syntax.items, ['variable'], IN_INITIALIZER))
    for (const { declarator } of syntax.variableVariants(item))
      if (declarator.init)
        readInitializer(declarator.init, structIn(declarator.type), declarator.name, syntax, add);
  for (const item of itemsMatching(text, syntax.items, ['function'], IN_FUNCTION))
    for (const variant of syntax.functionVariants(item)) {
      const locals = readLocals(variant);
      walk(variant.body, (node) => {
        if (node.kind !== 'assignment' || node.op !== '=' || node.target.kind !== 'member') return;
        const { property, object } = node.target;
        if (!ENTRY_MEMBERS.has(property)) return;
        const type = object.kind === 'identifier' ? locals.get(object.name)?.type : undefined;
        for (const { name } of namedFunctions(node.value, text))
          if (name !== null && IS_FUNCTION.test(name) && !locals.has(name))
            add({
              struct: type === undefined ? null : structIn(type),
              member: property,
              function: name,
              beside: new Map(),
              members: null,
              object: null,
              place: syntax.place(node),
            });
      });
    }
  for (const item of itemsMatching(text, syntax.items, ['function'], IN_CALL))
    for (const variant of syntax.functionVariants(item)) {
      const locals = readLocals(variant);
      walk(variant.body, (node) => {
        if (node.kind !== 'call' || node.callee.kind !== 'identifier') return;
        const by = HANDED_BY.get(node.callee.name);
        const handed = by === undefined ? undefined : node.args[by.argument];
        if (by === undefined || handed === undefined) return;
        const { struct, member } = by;
        for (const { name } of namedFunctions(handed, text))
          if (name !== null && /^[a-z_]\w*$/.test(name) && !locals.has(name))
            add({
              struct,
              member,
              function: name,
              beside: new Map(),
              members: null,
              object: null,
              place: syntax.place(node),
            });
      });
    }
  return [...found.values()].sort((a, b) => compareInFile(a.place, b.place));
}

function readInitializer(
  init: Expression,
  struct: string | null,
  object: string,
  syntax: FileSyntax,
  add: (entry: MappingEntry) => void,
): void {
  let isOutermost = true;
  walk(init, (node) => {
    if (node.kind !== 'list') return;
    // What an inner list initializes its field's declaration would say.
    readList(node, isOutermost && isOne(node) ? struct : null, object, syntax, add);
    isOutermost = false;
  });
}

/** No array of structs. */
function isOne({ entries }: InitializerList): boolean {
  return entries.every(({ path, value }) => path.at(0)?.field != null || value.kind !== 'list');
}

function readList(
  list: InitializerList,
  struct: string | null,
  object: string,
  syntax: FileSyntax,
  add: (entry: MappingEntry) => void,
): void {
  const { text } = syntax.file;
  const beside = new Map<string, string>();
  const named = new Set<string>();
  let isNamed = true;
  const entries: Omit<MappingEntry, 'beside' | 'members'>[] = [];
  for (const entry of list.entries) {
    const field = entry.path.at(-1)?.field;
    if (field == null) isNamed = false;
    else named.add(field);
    if (entry.path.length !== 1 || field == null) continue;
    for (const { name } of namedFunctions(entry.value, text)) {
      if (name === null || !/^\w+$/.test(name)) continue;
      beside.set(field, name);
      if (ENTRY_MEMBERS.has(field))
        entries.push({ struct, member: field, function: name, object, place: syntax.place(entry) });
    }
  }
  if (entries.length === 0 && struct === 'drm_gem_object_funcs')
    entries.push({ struct, member: null, function: null, object, place: syntax.place(list) });
  const members = isNamed ? named : null;
  for (const entry of entries) add({ ...entry, beside, members });
}
