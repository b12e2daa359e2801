// SPDX-License-Identifier: GPL-2.0-only
/** Members of a module's own structs that map: `.block_mmap = foo_block_mmap` of an initializer. */

import { folderOf } from '../functions/texts.ts';
import { namedFunctions } from '../functions/values.ts';
import type { FileFacts, FunctionDefinition, Program } from '../model.ts';

/** Names of members that are there to map, whatever the struct. */
const MAPS = /(?:^|_)mmap(?:_|$)/;

/** Folders less deep than this hold many modules. */
const DEEPEST_SHARED = 3;

const known = new WeakMap<FileFacts, Map<string, string[]>>();

/** The folder of a file, and the one above it where that belongs to the same module. */
export function foldersOfModule(path: string): string[] {
  const own = folderOf(path);
  const above = folderOf(own.slice(0, -1));
  return above.split('/').length > DEEPEST_SHARED ? [own, above] : [own];
}

/**
 * Returns the functions that initializers below a folder put into a member of that name; none for a name that does not say
 * that it maps.
 */
export function functionsInMember(member: string, folder: string, program: Program): FunctionDefinition[] {
  if (!MAPS.test(member)) return [];
  const found = new Set<FunctionDefinition>();
  for (const facts of program.files.values()) {
    if (!facts.file.path.startsWith(folder)) continue;
    for (const name of namesIn(facts, member))
      for (const definition of program.peek(name, facts.file)) found.add(definition);
  }
  return [...found];
}

function namesIn(facts: FileFacts, member: string): string[] {
  let members = known.get(facts);
  if (!members) {
    members = new Map();
    known.set(facts, members);
  }
  let names = members.get(member);
  if (!names) {
    names = facts.file.text.includes(`.${member}`) ? readNames(facts, member) : [];
    members.set(member, names);
  }
  return names;
}

function readNames(facts: FileFacts, member: string): string[] {
  return facts.variablesNaming(member).flatMap(({ declarator: { init } }) => {
    if (init?.kind !== 'list') return [];
    return init.entries
      .filter(({ path }) => path.at(-1)?.field === member)
      .flatMap(({ value }) => namedFunctions(value, facts.file.text))
      .flatMap(({ name }) => (name !== null && name !== '' ? [name] : []));
  });
}
