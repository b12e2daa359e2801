// SPDX-License-Identifier: GPL-2.0-only
/** Pages too long for a hover, as files of the user's cache folder that a link leads to. */
import { createHash } from 'node:crypto';
import { readFileSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { userCacheFolder, writeWhole } from './cacheFile.ts';

/** Folder of the cache. */
const KIND = 'pages';

/** How many are kept: one an op and release, and a tree with a document of its own has its own. */
const MOST = 256;

/**
 * Returns the path of a file with a text; null where the user has no cache folder, or none that can be written.
 *
 * @param name a word for the file's name
 */
export function keptPage(name: string, text: string): string | null {
  const cache = userCacheFolder();
  if (cache === null) return null;
  const id = createHash('sha256').update(text).digest('hex').slice(0, 12);
  const path = join(cache, KIND, `${name}-${id}.md`);
  try {
    if (isKept(path, text)) renew(path);
    else writeWhole(path, text, MOST);
    return path;
  } catch {
    // A hover without the link is better than none.
    return null;
  }
}

function isKept(path: string, text: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true && readFileSync(path, 'utf8') === text;
}

/** Those that nobody asks for go first. */
function renew(path: string): void {
  try {
    const now = new Date();
    utimesSync(path, now, now);
  } catch {
    // A folder that is read only: nothing goes.
  }
}
