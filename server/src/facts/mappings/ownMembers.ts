// SPDX-License-Identifier: GPL-2.0-only
/** Members of a module's own structs that map: `.block_mmap = foo_block_mmap` of an initializer. */

import { MAPPING_ENTRIES } from '../../contracts/mappingEntries.ts';
import type { SourceFile } from '../../text/source.ts';
import { folderOf } from '../functions/texts.ts';
import { namedFunctions } from '../functions/values.ts';
import type { FileFacts, FunctionDefinition, Program } from '../model.ts';

/** Names of members that are there to map, whatever the struct. */
const MAPS = /(?:^|_)m?map(?:_|$)/;

/** Folders less deep than this hold many modules. */
const DEEPEST_SHARED = 3;

/** Structs of the kernel whose members core or a subsystem calls: a module's own are the others. */
const OF_KERNEL: ReadonlySet<string> = new Set(
  MAPPING_ENTRIES.flatMap(({ struct, isInside }) => (isInside ? [] : [struct])),
);

/** What an initializer puts into a member. */
interface Setter {
  function: string;
  /** The variable that is initialized. */
  object: string;
}

const known = new WeakMap<FileFacts, Map<string, Setter[]>>();

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
  return MAPS.test(member) ? functionsBelow(folder, member, program) : [];
}

/** What a struct of a module's own has in a member by which subsystems map as well: `.mmap`. */
export interface OwnEntry {
  struct: string;
  member: string;
  function: string;
  /** The variable that is initialized; null for a store. */
  object: string | null;
  file: SourceFile;
}

/** Returns what initializers and stores of a folder and of those below put into such a member. */
export function ownEntries(member: string, folder: string, program: Program): OwnEntry[] {
  const found: OwnEntry[] = [];
  for (const facts of program.files.values())
    if (facts.file.path.startsWith(folder))
      found.push(...entriesIn(facts).filter((entry) => entry.member === member));
  return found;
}

/** Returns those of one file. */
export function entriesIn({ file, entries }: FileFacts): OwnEntry[] {
  return entries.flatMap(({ struct, member, function: name, object }) =>
    struct === null || member === null || name === null || OF_KERNEL.has(struct)
      ? []
      : [{ struct, member, function: name, object, file }],
  );
}

/** Returns the members through which functions of these names may be called, or those in variables of these names. */
export function membersOf(names: ReadonlySet<string>, program: Program): Set<string> {
  const isMeant = ({ function: name, object }: Pick<OwnEntry, 'function' | 'object'>) =>
    names.has(name) || (object !== null && names.has(object));
  const asked = new Set<string>();
  const found = new Set<string>();
  for (const facts of program.files.values()) {
    for (const member of known.get(facts)?.keys() ?? []) asked.add(member);
    for (const entry of entriesIn(facts)) if (isMeant(entry)) found.add(entry.member);
  }
  for (const facts of program.files.values())
    for (const member of asked) if (settersIn(facts, member).some(isMeant)) found.add(member);
  return found;
}

/** Returns the members that say of themselves that they map, and that initializers of a file put a function into. */
export function mappingMembersOf(name: string, facts: FileFacts): string[] {
  return facts.variablesNaming(name).flatMap(({ declarator: { init } }) => {
    if (init?.kind !== 'list') return [];
    return init.entries.flatMap(({ path, value }) => {
      const member = path.at(-1)?.field;
      const isIt = () => namedFunctions(value, facts.file.text).some((named) => named.name === name);
      return typeof member === 'string' && MAPS.test(member) && isIt() ? [member] : [];
    });
  });
}

function functionsBelow(folder: string, member: string, program: Program): FunctionDefinition[] {
  const found = new Set<FunctionDefinition>();
  for (const facts of program.files.values()) {
    if (!facts.file.path.startsWith(folder)) continue;
    for (const { function: name } of settersIn(facts, member))
      for (const definition of program.peek(name, facts.file)) found.add(definition);
  }
  return [...found];
}

function settersIn(facts: FileFacts, member: string): Setter[] {
  let members = known.get(facts);
  if (!members) {
    members = new Map();
    known.set(facts, members);
  }
  let setters = members.get(member);
  if (!setters) {
    setters = facts.file.text.includes(`.${member}`) ? readSetters(facts, member) : [];
    members.set(member, setters);
  }
  return setters;
}

function readSetters(facts: FileFacts, member: string): Setter[] {
  return facts.variablesNaming(member).flatMap(({ declarator: { init, name: object } }) => {
    if (init?.kind !== 'list') return [];
    return init.entries
      .filter(({ path }) => path.at(-1)?.field === member)
      .flatMap(({ value }) => namedFunctions(value, facts.file.text))
      .flatMap(({ name }) => (name !== null && name !== '' ? [{ function: name, object }] : []));
  });
}
