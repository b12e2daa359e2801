// SPDX-License-Identifier: GPL-2.0-only
/** Which candidates of a tree the lint of a few files needs: those that could say otherwise about them. */
import { posix } from 'node:path';
import type { FunctionDefinition } from '../facts/model.ts';
import { createProgram } from '../facts/program.ts';
import { freshSearches } from '../io/search/searches.ts';
import { SourceFile } from '../text/source.ts';
import type { PatchedTree } from './tree.ts';

/**
 * Returns the candidates to read beside the files under lint: those that may use a handler or a table of these files,
 * have a table that these install, or lie where a table may be installed through a field.
 *
 * @param paths the files under lint
 * @param pattern what a candidate matches
 * @param all searches the whole tree for candidates; asked only where it is needed
 */
export async function narrowCandidates(
  tree: PatchedTree,
  paths: readonly string[],
  pattern: string,
  all: () => Promise<string[]>,
): Promise<string[]> {
  const needs = needsOf(tree, paths);
  const found = new Set(paths);
  const searches = tree.sources.over(freshSearches);
  if (needs.above.size + needs.below.size > 0) {
    const options = { folders: [...needs.below], flat: [...needs.above] };
    for (const path of await searches.files(tree.root, pattern, options)) found.add(path);
  }
  if (needs.names.size > 0) {
    const test = new RegExp(`\\b(?:${[...needs.names].join('|')})\\b`);
    for (const path of await all()) {
      const text = tree.read(path);
      if (typeof text === 'string' && test.test(text)) found.add(path);
    }
  }
  return [...found].sort();
}

interface Needs {
  /** Names by which other files and these may know each other. */
  names: Set<string>;
  /** Folders of which the files right in them may install a table through a field. */
  above: Set<string>;
  /** Folders below which a table may be that is installed through a field. */
  below: Set<string>;
}

function needsOf(tree: PatchedTree, paths: readonly string[]): Needs {
  const needs: Needs = { names: new Set(), above: new Set(), below: new Set() };
  for (const path of paths) {
    const text = tree.read(path);
    if (typeof text !== 'string') continue;
    const { functions, tables, installations } = createProgram().addFile(new SourceFile(path, text));
    const isHeader = path.endsWith('.h');
    for (const one of functions) if ((isHeader || !one.isStatic) && mayHandle(one)) needs.names.add(one.name);
    for (const { name, isStatic, owner } of tables)
      if ((isHeader || !isStatic) && owner === null && /^\w+$/.test(name)) needs.names.add(name);
    const own = new Set(tables.map(({ name }) => name));
    for (const { form, field, table } of installations) {
      if (form === 'initializer') for (const folder of foldersAbove(path)) needs.above.add(folder);
      else if (form === 'assignment' && field !== null) needs.below.add(folderOf(path));
      if (!own.has(table) && /^\w+$/.test(table)) needs.names.add(table);
    }
  }
  return needs;
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
