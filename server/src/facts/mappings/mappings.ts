// SPDX-License-Identifier: GPL-2.0-only
/** Picks the functions that map memory, worth exploring for the flags that they leave on a VMA. */

import { KNOWN_ENTRIES, TABLES_BESIDE } from '../../contracts/mappingEntries.ts';
import type { ItemChange } from '../file/incrementalFile.ts';
import type { LoadedFile } from '../file/loadedFile.ts';
import { bodyOf, folderOf } from '../functions/texts.ts';
import type { FunctionDefinition, Installation, OpsTable, Program } from '../model.ts';
import { calledNames, mentionsOf } from '../names/mentions.ts';
import { isNamedIn } from '../names/words.ts';
import type { MutableProgram } from '../program.ts';
import { isFileMmap, isHandedVma, isLibraryMap } from './fileMmaps.ts';
import type { MappingEntry } from './mappingEntries.ts';

/** How many calls deep an mmap function is followed to what it installs. */
const DEPTH = 3;

export interface MappingCandidate {
  definition: FunctionDefinition;
  /** Tables that it, or a function that it calls, may install; empty when none of them has a known name. */
  tables: OpsTable[];
  /**
   * `mmap`: it stands as `.mmap` or `.mmap_prepare` in some operations table, or looks so, and nothing calls it but core;
   * or it is a function of the library to which drivers leave all of it.
   * `installer`: it installs a table, and its callers may set flags too.
   */
  role: 'mmap' | 'installer';
  /** Files with an object that has the function for `.mmap` and no table beside it: whether it may is theirs to know. */
  bareIn: ReadonlySet<string>;
}

/**
 * Returns the functions that install an ops table, and the mmap functions of the loaded files that do so through
 * their callees or touch `vm_flags`; sorted by file and place. Looks at loaded files only, except for the `.mmap`
 * beside a `.vm_ops`, which is recorded in `program.wanted` when it has no definition.
 */
export function mappingCandidates(program: MutableProgram): MappingCandidate[] {
  const finder = new Finder(program);
  for (const { file, installations, syntax } of program.files.values()) {
    for (const installation of installations) {
      if (installation.function === null) continue;
      const table = installedTable(program, installation);
      const tables = table ? [table] : tablesBehind(program, installation);
      const definitions =
        installation.form === 'initializer'
          ? program.lookup(installation.function, file)
          : syntax.functions.filter((one) => one.name === installation.function);
      const role = installation.form === 'initializer' ? 'mmap' : 'installer';
      for (const definition of definitions) finder.add(definition, role, tables);
    }
  }
  for (const loaded of program.files.values()) {
    for (const entry of loaded.entries) {
      const { function: name } = entry;
      if (name === null) continue;
      const isBare = leavesTableOut(entry);
      for (const definition of isBare ? program.lookup(name, loaded.file) : program.peek(name, loaded.file)) {
        if (isBare) finder.addBare(definition, loaded.file.path);
        if (isCalledByCore(entry) || finder.concerns(definition) || finder.handsOut(definition))
          finder.add(definition, 'mmap', []);
      }
    }
    for (const definition of loaded.functions)
      if (
        isLibraryMap(definition) ||
        isCallback(definition) ||
        (isFileMmap(definition) && finder.concerns(definition))
      )
        finder.add(definition, 'mmap', []);
  }
  return finder.finish();
}

/** A function that maps by its text, handed to another for it to call: `foo_register(foo, size, foo_mmap, priv)`. */
function isCallback(definition: FunctionDefinition): boolean {
  const { name, file } = definition;
  if (!isHandedVma(definition) || !MAPS.test(bodyOf(definition))) return false;
  const mentions = mentionsOf(name, file);
  return mentions.some(({ role }) => role === 'argument') && !mentions.some(({ isCalled }) => isCalled);
}

const MAPS = /\b(?:io_)?remap_pfn_range\b|\bvmf?_insert_|\bvm_iomap_memory\b|\bdma_mmap_/;

/** Core or a subsystem calls it to map, whatever it does: it may do so through a pointer alone. */
function isCalledByCore({ struct, member }: MappingEntry): boolean {
  return struct !== null && member !== null && KNOWN_ENTRIES.has(`${struct}.${member}`);
}

/** An object of a subsystem that hangs the object's table on the VMA has none. */
function leavesTableOut({ struct, member, members }: MappingEntry): boolean {
  const table = struct === null || member === null ? undefined : TABLES_BESIDE.get(struct);
  return table !== undefined && members !== null && !members.has(table);
}

/**
 * Returns the candidates after an edit that changed the body of one function and leaves them as they were; null when
 * they have to be looked for again.
 */
export function keepCandidates(
  candidates: readonly MappingCandidate[],
  before: LoadedFile,
  after: LoadedFile,
  { removed, added }: ItemChange,
): MappingCandidate[] | null {
  if (removed.length !== 1 || added.length !== 1) return null;
  if (before.tables !== after.tables || before.installations !== after.installations) return null;
  const old = before.functions.find(({ item }) => item === removed[0]);
  const now = after.functions.find(({ item }) => item === added[0]);
  if (!old || !now || old.name !== now.name || old.isStatic !== now.isStatic) return null;
  if (TOUCHES_VMA.test(bodyOf(old)) !== TOUCHES_VMA.test(bodyOf(now))) return null;
  if (calledNames(old).join() !== calledNames(now).join()) return null;
  return candidates.map((one) => (one.definition === old ? { ...one, definition: now } : one));
}

/** Returns the table that an installation names: one of the function's own first; undefined when no name tells. */
export function installedTable(program: Program, installation: Installation): OpsTable | undefined {
  const { place, table: name, function: owner } = installation;
  const own = program.files.get(place.file.path)?.tables ?? [];
  const local = own.find((table) => table.name === name && table.owner !== null && table.owner === owner);
  return local ?? program.lookupTable(name, place.file);
}

/**
 * Returns the tables that an installation may mean which takes one from a field of some object: `obj->ops->mmap_ops`.
 * They stand in that field of an initializer, at or below the folder of the function that installs, or in a file that
 * names that function, as one does that hands it to core.
 */
export function tablesBehind(
  program: Program,
  { form, field, place, function: name }: Installation,
): OpsTable[] {
  if (form !== 'assignment' || field === null) return [];
  const folder = folderOf(place.file.path);
  const found: OpsTable[] = [];
  for (const { file, installations } of program.files.values()) {
    const those = installations.filter((other) => other.form === 'initializer' && other.field === field);
    if (those.length === 0) continue;
    if (!file.path.startsWith(folder) && !(name !== null && isNamedIn(name, file))) continue;
    for (const { table: called } of those) {
      const table = program.lookupTable(called, file);
      if (table) found.push(table);
    }
  }
  return found;
}

/** Whether its text touches what rules ask of a VMA; most functions say nothing of the kind. */
const TOUCHES_VMA =
  /\bvm_(?:flags|ops)\b|\bvm_flags_(?:set|clear|mod|init|reset)|\bVM_[A-Z]+|\bvmf?_insert_|\b(?:io_)?remap_pfn_range\b|\bvm_map_pages|\bvm_pgoff\b|->mmap\(|\bcall_mmap\(|\bvma_set_file\(/;

/** `foo(file, vma)`, `foo(vma, &bar)`: the VMA itself is an argument of a call. */
const HANDS_VMA = /\b([A-Z\d_]*[a-z]\w*)\s*\((?:[^;()]*,)?\s*vma\s*[,)]/g;

const NOWHERE: ReadonlySet<string> = new Set();

class Finder {
  readonly #program: MutableProgram;
  readonly #found = new Map<FunctionDefinition, { role: MappingCandidate['role']; tables: Set<OpsTable> }>();
  readonly #bare = new Map<FunctionDefinition, Set<string>>();
  readonly #callees = new Map<FunctionDefinition, FunctionDefinition[]>();

  constructor(program: MutableProgram) {
    this.#program = program;
  }

  add(definition: FunctionDefinition, role: MappingCandidate['role'], tables: readonly OpsTable[]): void {
    let known = this.#found.get(definition);
    if (!known) {
      known = { role, tables: new Set() };
      this.#found.set(definition, known);
    }
    if (role === 'mmap') known.role = role;
    for (const table of tables) known.tables.add(table);
  }

  addBare(definition: FunctionDefinition, path: string): void {
    const known = this.#bare.get(definition) ?? new Set();
    this.#bare.set(definition, known.add(path));
  }

  /** Says whether a function, or one it calls, touches what rules ask about. */
  concerns(definition: FunctionDefinition): boolean {
    return this.#reach(definition).some((one) => TOUCHES_VMA.test(bodyOf(one)));
  }

  /** Says whether a function hands its VMA to one that no loaded file defines: what that does is looked for later. */
  handsOut(definition: FunctionDefinition): boolean {
    const callees = new Set([...bodyOf(definition).matchAll(HANDS_VMA)].map((match) => match[1] as string));
    return [...callees].some((name) => this.#program.peek(name, definition.file).length === 0);
  }

  finish(): MappingCandidate[] {
    const own = new Map([...this.#found].map(([definition, { tables }]) => [definition, [...tables]]));
    const candidates = [...this.#found].map(([definition, { role, tables }]) => {
      for (const callee of this.#reach(definition))
        for (const table of own.get(callee) ?? []) tables.add(table);
      return { definition, role, tables: [...tables], bareIn: this.#bare.get(definition) ?? NOWHERE };
    });
    return candidates.sort((a, b) => compare(a.definition, b.definition));
  }

  /** A function with those that it calls, as far as they are loaded. */
  #reach(definition: FunctionDefinition): FunctionDefinition[] {
    const reached = new Set([definition]);
    let edge = [definition];
    for (let depth = 0; depth < DEPTH; depth++) {
      const next = edge.flatMap((one) => this.#calls(one)).filter((one) => !reached.has(one));
      for (const one of next) reached.add(one);
      edge = [...new Set(next)];
    }
    return [...reached];
  }

  #calls(definition: FunctionDefinition): FunctionDefinition[] {
    let callees = this.#callees.get(definition);
    if (!callees) {
      callees = calledNames(definition).flatMap((name) =>
        this.#program.peek(name, definition.file, definition.guards),
      );
      this.#callees.set(definition, callees);
    }
    return callees;
  }
}

function compare(a: FunctionDefinition, b: FunctionDefinition): number {
  if (a.file.path !== b.file.path) return a.file.path < b.file.path ? -1 : 1;
  return a.file.toCurrent(a.item.start) - b.file.toCurrent(b.item.start);
}
