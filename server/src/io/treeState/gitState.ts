// SPDX-License-Identifier: GPL-2.0-only
/** The state of a git checkout: its index, and the content of what differs from that. */
import { createHash } from 'node:crypto';
import { lstatSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { Git, GitError } from '../git/git.ts';
import { isSearchedPath, SOURCE_SUFFIXES } from '../search/walk.ts';
import { latestChange } from './clock.ts';
import type { TreeState } from './treeState.ts';

/** So many files besides the index are read; where there are more, the index is of little help. */
const MOST = 2000;

/** Git is not to believe less than usual of what it knows of a file, nor to remember what it found. */
const STRICT = [
  '-c',
  'core.checkStat=default',
  '-c',
  'core.trustctime=true',
  '-c',
  'core.untrackedCache=false',
];

/** An entry of the index that git would not look at, or that is a repository of its own. */
const UNUSUAL = /(?:^|\0)(?!H (?:100644|100755|120000) [0-9a-f]+ 0\t)[^\0]/;

/** Returns the state; null for what is no checkout, and where the index does not tell the whole. */
export async function gitState(root: string): Promise<TreeState | null> {
  try {
    if (!mayBeCheckout(root)) return null;
    const git = await Git.at(root);
    if (git === null) return null;
    const [index, changed, others, place] = await Promise.all([
      git.ask(root, [...STRICT, 'ls-files', '-s', '-v', '-z']),
      git.ask(root, [...STRICT, 'diff-files', '--name-only', '--relative', '-z', '--ignore-submodules=all']),
      git.ask(root, [...STRICT, 'ls-files', '-o', '-z']),
      git.ask(root, ['rev-parse', '--git-path', 'index']),
    ]);
    const entries = index.toString('latin1');
    if (entries === '' || UNUSUAL.test(entries)) return null;
    const unfollowed = others.toString('latin1').split('\0');
    // A repository inside: git does not look into it.
    if (unfollowed.some((path) => path.endsWith('/'))) return null;
    const apart = [...new Set([...changed.toString('latin1').split('\0'), ...unfollowed])].filter(
      isSearchedPath,
    );
    if (apart.length > MOST) return null;
    let text = sourcesIn(entries);
    let latest = latestChange(lstatSync(resolve(root, place.toString('utf8').replace(/\r?\n$/, ''))));
    for (const path of apart.sort()) {
      const absolute = join(root, Buffer.from(path, 'latin1').toString('utf8'));
      const stat = lstatSync(absolute, { throwIfNoEntry: false });
      latest = Math.max(latest, stat ? latestChange(stat) : lastChangeAbove(absolute));
      text += `${stat?.isFile() ? contentId(absolute) : 'none'}\t${path}\0`;
    }
    const id = createHash('sha256').update('git\n').update(text, 'latin1').digest('hex');
    return { id, isOlderThan: (moment) => latest < moment, text };
  } catch (error) {
    if (error instanceof GitError || (error as NodeJS.ErrnoException).code !== undefined) return null;
    throw error;
  }
}

/** Git is only asked where a folder says that it might answer. */
function mayBeCheckout(root: string): boolean {
  if (process.env.GIT_DIR !== undefined) return true;
  for (let folder = root; ; folder = dirname(folder)) {
    if (lstatSync(join(folder, '.git'), { throwIfNoEntry: false }) !== undefined) return true;
    if (dirname(folder) === folder) return false;
  }
}

/** The entries of C files. */
function sourcesIn(entries: string): string {
  let found = '';
  let from = -1;
  for (let start = 0; start < entries.length; ) {
    const end = entries.indexOf('\0', start);
    if (end === -1) break;
    const isSource =
      isSuffix(entries, end) && isSearchedPath(entries.slice(entries.indexOf('\t', start) + 1, end));
    if (isSource && from === -1) from = start;
    if (!isSource && from !== -1) {
      found += entries.slice(from, start);
      from = -1;
    }
    start = end + 1;
  }
  return from === -1 ? found : found + entries.slice(from);
}

function isSuffix(text: string, end: number): boolean {
  return SOURCE_SUFFIXES.some((suffix) => text.startsWith(suffix, end - suffix.length));
}

function contentId(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}

/** When the nearest folder that is there changed: something in it went then, or before. */
function lastChangeAbove(path: string): number {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    const stat = lstatSync(folder, { throwIfNoEntry: false });
    if (stat) return latestChange(stat);
    if (dirname(folder) === folder) return Number.POSITIVE_INFINITY;
  }
}
