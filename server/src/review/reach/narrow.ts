// SPDX-License-Identifier: GPL-2.0-only
/** Which candidates of a tree the lint of a few files needs: those that could say otherwise about them. */
import { posix } from 'node:path';
import type { HelperTable } from '../../analysis/models/table.ts';
import { isHandedVma } from '../../facts/mappings/fileMmaps.ts';
import type { FunctionDefinition } from '../../facts/model.ts';
import { calledNames } from '../../facts/names/mentions.ts';
import type { Searches } from '../../io/search/searches.ts';
import type { PatchedTree } from '../tree.ts';
import { addHomes, type Homes, homeOf } from './home.ts';
import type { NameUsers } from './nameUsers.ts';
import type { Versions } from './versions.ts';

/** What narrowing goes by. */
export interface Means {
  users: NameUsers;
  versions: Versions;
  searches: Searches;
  /** The kernel's library, of which it is known what maps. */
  helpers: HelperTable;
}

/** Which files beside those under lint a lint of them needs. */
export interface Needs {
  /** Names by which other files and these may know each other, with the folder that these files lie below. */
  names: Homes;
  /** Folders of which the files right in them may install a table through a field. */
  above: ReadonlySet<string>;
  /** Folders below which a table may be that is installed through a field. */
  below: ReadonlySet<string>;
}

/**
 * Returns the candidates to read beside the files under lint: those that may use a handler or a table of these files,
 * have a table that these install, or lie where a table may be installed through a field.
 *
 * @param paths the files under lint
 * @param pattern what a candidate matches
 */
export async function narrowCandidates(
  tree: PatchedTree,
  paths: readonly string[],
  pattern: string,
  { users, versions, searches, helpers }: Means,
): Promise<string[]> {
  const { names, above, below } = needsOf(tree, paths, versions);
  const found = new Set(paths);
  if (above.size + below.size > 0) {
    const options = { folders: [...below], flat: [...above] };
    for (const path of await tree.sources.over(searches).files(tree.root, pattern, options)) found.add(path);
  }
  await users.learn(names);
  const test = new RegExp(pattern, 'm');
  for (const path of await mappingCallees(tree, paths, test, { users, versions, helpers })) found.add(path);
  for (const path of new Set([...names.keys()].flatMap((name) => users.in(tree, name)))) {
    const text = found.has(path) ? null : tree.read(path);
    if (typeof text === 'string' && test.test(text)) found.add(path);
  }
  return [...found].sort();
}

/** Calls from one file to the next that a function which maps is followed. */
const MOST_CALLS = 3;

/** The candidates that define what mmap functions of files hand the VMA on to: whether these map is told by them. */
async function mappingCallees(
  tree: PatchedTree,
  paths: readonly string[],
  candidate: RegExp,
  { users, versions, helpers }: Omit<Means, 'searches'>,
): Promise<Set<string>> {
  const found = new Set<string>();
  let edge = paths;
  for (let depth = 0; depth < MOST_CALLS && edge.length > 0; depth++) {
    const named = edge.flatMap((path) => handedOn(tree, path, versions));
    const asked = new Set(named.filter((name) => !helpers.has(name)));
    await users.learn(new Map([...asked].map((name) => [name, ''])));
    const next = new Set<string>();
    for (const name of asked)
      for (const path of users.in(tree, name)) {
        const text = found.has(path) || paths.includes(path) ? null : tree.read(path);
        if (typeof text !== 'string' || !candidate.test(text)) continue;
        const isThere = ({ name: own, isStatic }: FunctionDefinition) => own === name && !isStatic;
        if (versions.of(path, text).facts.functions.some(isThere)) next.add(path);
      }
    for (const path of next) found.add(path);
    edge = [...next];
  }
  return found;
}

/** The functions of other files that functions of a file which map hand their VMA on to. */
function handedOn(tree: PatchedTree, path: string, versions: Versions): string[] {
  const text = tree.read(path);
  if (typeof text !== 'string') return [];
  const { functions } = versions.of(path, text).facts;
  const own = new Set(functions.map(({ name }) => name));
  return functions
    .filter(isHandedVma)
    .flatMap(calledNames)
    .filter((name) => /_\w*map|map\w*_/.test(name) && !own.has(name));
}

/** What a lint of files needs beside them. */
export function needsOf(tree: PatchedTree, paths: readonly string[], versions: Versions): Needs {
  const names = new Map<string, string>();
  const above = new Set<string>();
  const below = new Set<string>();
  for (const path of paths) {
    const text = tree.read(path);
    if (typeof text !== 'string') continue;
    const version = versions.of(path, text);
    const { functions, tables, installations } = version.facts;
    const isHeader = path.endsWith('.h');
    const exported = version.exports;
    const add = (name: string) => addHomes(names, [[name, homeOf(path, name, exported)]]);
    for (const one of functions) if ((isHeader || !one.isStatic) && mayHandle(one)) add(one.name);
    for (const { name, isStatic, owner } of tables)
      if ((isHeader || !isStatic) && owner === null && /^\w+$/.test(name)) add(name);
    const own = new Set(tables.map(({ name }) => name));
    for (const { form, field, table } of installations) {
      if (form === 'initializer') for (const folder of foldersAbove(path)) above.add(folder);
      else if (form === 'assignment' && field !== null) below.add(folderOf(path));
      if (!own.has(table) && /^\w+$/.test(table)) addHomes(names, [[table, '']]);
    }
  }
  return { names, above, below };
}

/** Whether core may call a function, or one that maps: it takes a VMA or a fault. */
export function mayHandle({ file, item }: FunctionDefinition): boolean {
  return /\bvm_area_struct\b|\bvm_fault\b/.test(file.text.slice(item.start, item.bodyStart));
}

function folderOf(path: string): string {
  const folder = posix.dirname(path);
  return folder === '.' ? '' : folder;
}

function foldersAbove(path: string): string[] {
  const parts = path.split('/').slice(0, -1);
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}
