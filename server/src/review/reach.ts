/** How far a change reaches: the files whose tables and handlers it may touch. */
import { helpersFor } from '../analysis/models/table.ts';
import type { Release } from '../contracts/model.ts';
import { createProgram } from '../facts/program.ts';
import type { Searches } from '../io/searches.ts';
import type { Change } from '../patch/change.ts';
import { SourceFile } from '../text/source.ts';
import { candidatePattern } from '../workspace/candidates.ts';
import { DEPTH } from '../workspace/definitions.ts';
import { changedNames } from './changedNames.ts';
import type { PatchedTree } from './tree.ts';

/** A function that more files call is the kernel's library: whoever calls it is not followed further. */
const MOST_CALLERS = 200;
/** Names in one search. */
const MOST_NAMES = 500;

export interface ReachRequest {
  before: PatchedTree;
  after: PatchedTree;
  changes: readonly Change[];
  release: Release;
  searches: Searches;
  /** Patterns of what no search enters. */
  exclude: readonly string[];
}

/** Returns the C files that a lint has to be about, sorted: those changed and those that they may have a hand in. */
export async function reachOf(request: ReachRequest): Promise<string[]> {
  const { changes, release, after } = request;
  const touched = new Set(
    changes.flatMap(({ oldPath, newPath }) => [oldPath, newPath]).filter((path) => path !== null),
  );
  const sources = changes.filter(({ oldPath, newPath }) => /\.[ch]$/.test(newPath ?? oldPath ?? ''));
  const pattern = new RegExp(candidatePattern(release), 'm');
  const isCandidate = (text: string | null) => text !== null && pattern.test(text);
  const paths = new Set<string>();
  for (const { oldPath, newPath, before, after: now } of sources) {
    if (!isCandidate(before) && !isCandidate(now)) continue;
    if (oldPath !== null) paths.add(oldPath);
    if (newPath !== null) paths.add(newPath);
  }
  const helpers = helpersFor(release);
  const isFollowed = (name: string) => helpers.get(name) === undefined;
  let names = [...changedNames(sources).visible].filter(isFollowed);
  const seen = new Set<string>();
  for (let depth = 0; depth < DEPTH && names.length > 0; depth++) {
    for (const name of names) seen.add(name);
    const users = await filesNaming(names, request);
    const next = new Set<string>();
    const isFew = users.length <= MOST_CALLERS;
    for (const path of users) {
      const text = textOf(after, path);
      if (text === null) continue;
      if (isCandidate(text)) {
        paths.add(path);
        for (const { oldPath, newPath } of sources)
          for (const one of [oldPath, newPath]) if (one !== null) paths.add(one);
      } else if (isFew && !touched.has(path))
        for (const name of visibleUsers(path, text, names)) next.add(name);
    }
    names = [...next].filter((name) => !seen.has(name) && isFollowed(name));
  }
  return [...paths].sort();
}

async function filesNaming(
  names: readonly string[],
  { after, searches, exclude }: ReachRequest,
): Promise<string[]> {
  const found = new Set<string>();
  const overlaid = after.sources.over(searches);
  for (let at = 0; at < names.length; at += MOST_NAMES) {
    const pattern = `\\b(?:${names.slice(at, at + MOST_NAMES).join('|')})\\b`;
    for (const path of await overlaid.files(after.root, pattern, { folders: [''], exclude })) found.add(path);
  }
  return [...found];
}

function textOf(tree: PatchedTree, path: string): string | null {
  const text = tree.read(path);
  return typeof text === 'string' ? text : null;
}

/** The functions of a file that name one of the names, and that other files may call. */
function visibleUsers(path: string, text: string, names: readonly string[]): string[] {
  const test = new RegExp(`\\b(?:${names.join('|')})\\b`);
  const isHeader = path.endsWith('.h');
  return createProgram()
    .addFile(new SourceFile(path, text))
    .functions.filter(
      ({ isStatic, item }) => (isHeader || !isStatic) && test.test(text.slice(item.bodyStart, item.end)),
    )
    .map(({ name }) => name);
}
