// SPDX-License-Identifier: GPL-2.0-only
/** The state of a git checkout: its index, and the content of what differs from that. */
import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { digestOfText } from '../cacheFile.ts';
import { Git } from '../git/git.ts';
import { GitError } from '../git/runGit.ts';
import { digestOfBytes } from '../readContent.ts';
import { isSearchedPath, SOURCE_SUFFIXES } from '../search/walk.ts';
import { latestChange } from './clock.ts';
import type { KnownIndexes } from './knownIndexes.ts';
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
export async function gitState(root: string, indexes: KnownIndexes | null): Promise<TreeState | null> {
  try {
    if (!mayBeCheckout(root)) return null;
    const git = await Git.at(root);
    if (git === null) return null;
    const [index, changed, others] = await Promise.all([
      indexOf(git, root, indexes),
      git.unlikeIndex(root, STRICT),
      git.ask(root, [...STRICT, 'ls-files', '-o', '-z']),
    ]);
    if (index === null) return null;
    const unfollowed = others.toString('latin1').split('\0');
    // A repository inside: git does not look into it.
    if (unfollowed.some((path) => path.endsWith('/'))) return null;
    const different = [...new Set([...changed.toString('latin1').split('\0'), ...unfollowed])].filter(
      isSearchedPath,
    );
    if (different.length > MOST) return null;
    let apart = '';
    let { latest } = index;
    for (const path of different.sort()) {
      const absolute = join(root, Buffer.from(path, 'latin1').toString('utf8'));
      const stat = lstatSync(absolute, { throwIfNoEntry: false });
      latest = Math.max(latest, stat ? latestChange(stat) : lastChangeAbove(absolute));
      apart += `${stat?.isFile() ? contentId(absolute) : 'none'}\t${path}\0`;
    }
    const id = digestOfText(`git\n${index.base.id}\n${apart}`);
    return { id, isOlderThan: (moment) => latest < moment, base: index.base, apart };
  } catch (error) {
    if (error instanceof GitError || (error as NodeJS.ErrnoException).code !== undefined) return null;
    throw error;
  }
}

/** What the index says of C files, and when it changed last; null where it does not tell the whole. */
async function indexOf(
  git: Git,
  root: string,
  indexes: KnownIndexes | null,
): Promise<(Pick<TreeState, 'base'> & { latest: number }) | null> {
  if (git.index === null) return null;
  const path = resolve(root, git.index);
  const latest = latestChange(lstatSync(path));
  // An index may share most of its entries with others, in a file beside it.
  const isShared = readdirSync(dirname(path)).some((name) => name.startsWith('sharedindex.'));
  const own = isShared || indexes === null ? null : contentId(path);
  const below = relative(git.top, root);
  const read = async () => {
    const entries = (await git.ask(root, [...STRICT, 'ls-files', '-s', '-v', '-z'])).toString('latin1');
    return entries === '' || UNUSUAL.test(entries) ? null : sourcesIn(entries);
  };
  const known = own === null ? null : (indexes?.entriesOf(own, below) ?? null);
  if (known !== null) {
    const entries = async () => {
      const now = await read().catch(() => null);
      return now !== null && digestOfText(now, 'latin1') === known ? now : null;
    };
    return { base: { id: known, entries }, latest };
  }
  const now = await read();
  if (now === null) return null;
  const id = digestOfText(now, 'latin1');
  if (own !== null) indexes?.keep(own, below, id);
  return { base: { id, entries: async () => now }, latest };
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
  return digestOfBytes(readFileSync(path));
}

/** When the nearest folder that is there changed: something in it went then, or before. */
function lastChangeAbove(path: string): number {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    const stat = lstatSync(folder, { throwIfNoEntry: false });
    if (stat) return latestChange(stat);
    if (dirname(folder) === folder) return Number.POSITIVE_INFINITY;
  }
}
