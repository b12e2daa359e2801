// SPDX-License-Identifier: GPL-2.0-only
/** Which of several definitions with one name a file means. */
import type { SourceFile } from '../../text/source.ts';

/** Something defined in a file. */
interface Defined {
  file: Pick<SourceFile, 'path'>;
  isStatic: boolean;
}

/** Says whether a file is a header: what it defines is seen by those that include it. */
export function isHeader(path: string): boolean {
  return !path.endsWith('.c');
}

/** Returns the number of folders that two paths share from the top. */
export function sharedFolders(a: string, b: string): number {
  let shared = 0;
  for (let at = 0; at < a.length && at < b.length && a[at] === b[at]; at++) if (a[at] === '/') shared++;
  return shared;
}

/**
 * Picks the definitions that a file may mean, most likely first: its own; else those of the header that it
 * includes by name, and the non-static ones of the folder nearest to it. A header's function under `#if` is often
 * the stub for a kernel without the real one, so both are returned.
 *
 * @param included says whether `from` includes a path itself, or is included by it
 * @param guarded says whether a definition stands under an `#if`
 */
export function pickVisible<T extends Defined>(
  candidates: readonly T[],
  from: SourceFile,
  included: (path: string) => boolean,
  guarded: (candidate: T) => boolean,
): T[] {
  const own = candidates.filter((candidate) => candidate.file === from);
  const sources = nearest(
    candidates.filter(
      (one) => one.file !== from && !isHeader(one.file.path) && (!one.isStatic || included(one.file.path)),
    ),
    from,
  );
  const headers = candidates.filter((one) => one.file !== from && isHeader(one.file.path));
  const named = headers.filter((one) => included(one.file.path));
  const inHeaders = named.length > 0 ? named : nearest(headers, from);
  if (own.length > 0) {
    // The stub of a header stands in for the real function, also for what else is in the header.
    return isHeader(from.path) && own.every(guarded) ? [...own, ...sources] : own;
  }
  if (inHeaders.length === 0) return sources;
  if (sources.length === 0) return inHeaders;
  const first = inHeaders[0] as T;
  const close =
    sharedFolders(first.file.path, from.path) >= sharedFolders((sources[0] as T).file.path, from.path);
  if (named.length === 0 && !close) return sources;
  return inHeaders.every(guarded) ? [...sources, ...inHeaders] : inHeaders;
}

function nearest<T extends Defined>(candidates: readonly T[], from: SourceFile): T[] {
  let best = -1;
  let found: T[] = [];
  for (const candidate of candidates) {
    const shared = sharedFolders(candidate.file.path, from.path);
    if (shared < best) continue;
    if (shared > best) found = [];
    best = shared;
    found.push(candidate);
  }
  return found;
}
