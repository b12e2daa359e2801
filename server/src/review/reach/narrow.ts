// SPDX-License-Identifier: GPL-2.0-only
/** Which candidates of a tree the lint of a few files needs: those that could say otherwise about them. */
import { posix } from 'node:path';
import type { FunctionDefinition } from '../../facts/model.ts';
import type { Searches } from '../../io/search/searches.ts';
import type { PatchedTree } from '../tree.ts';
import { addHomes, type Homes, homeOf } from './home.ts';
import type { NameUsers } from './nameUsers.ts';
import type { Versions } from './versions.ts';

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
  { users, versions, searches }: { users: NameUsers; versions: Versions; searches: Searches },
): Promise<string[]> {
  const { names, above, below } = needsOf(tree, paths, versions);
  const found = new Set(paths);
  if (above.size + below.size > 0) {
    const options = { folders: [...below], flat: [...above] };
    for (const path of await tree.sources.over(searches).files(tree.root, pattern, options)) found.add(path);
  }
  await users.learn(names);
  const test = new RegExp(pattern, 'm');
  for (const path of new Set([...names.keys()].flatMap((name) => users.in(tree, name)))) {
    const text = found.has(path) ? null : tree.read(path);
    if (typeof text === 'string' && test.test(text)) found.add(path);
  }
  return [...found].sort();
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
function mayHandle({ file, item }: FunctionDefinition): boolean {
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
