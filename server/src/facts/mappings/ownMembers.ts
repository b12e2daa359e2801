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

/**
 * Returns the functions that initializers put into a member of that name: those of the folder of a file, and where it has
 * none, those of the folders beside it that belong to the same module. Empty for a name that does not say that it maps.
 */
export function functionsInMember(member: string, path: string, program: Program): FunctionDefinition[] {
  if (!MAPS.test(member)) return [];
  const folder = folderOf(path);
  const own = functionsBelow(folder, member, program);
  if (own.length > 0) return own;
  const above = folderOf(folder.slice(0, -1));
  return above.split('/').length > DEEPEST_SHARED ? functionsBelow(above, member, program) : [];
}

function functionsBelow(folder: string, member: string, program: Program): FunctionDefinition[] {
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
