// SPDX-License-Identifier: GPL-2.0-only
/** Pages too long for a hover, as files that a link leads to. */
import { createHash } from 'node:crypto';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { userCacheFolder } from '../../io/cacheFile.ts';
import { makeFolder } from '../../io/makeFolder.ts';
import { uriOfPath } from '../uris.ts';

/** The URIs of this process by content; null where nothing can be written. */
const written = new Map<string, string | null>();

/**
 * Returns the URI of a file with a text, written when it is not there yet; null where the user has no cache folder.
 *
 * @param name a word for the file's name
 */
export function fullPage(name: string, text: string): string | null {
  const key = `${name}-${createHash('sha256').update(text).digest('hex').slice(0, 12)}`;
  let uri = written.get(key);
  if (uri === undefined) {
    uri = write(`${key}.md`, text);
    written.set(key, uri);
  }
  return uri;
}

function write(name: string, text: string): string | null {
  const cache = userCacheFolder();
  if (cache === null) return null;
  try {
    const folder = join(cache, 'pages');
    const path = join(folder, name);
    makeFolder(folder);
    if (!existsSync(path)) writeFileSync(path, text);
    return uriOfPath(path);
  } catch {
    // A hover without the link is better than none.
    return null;
  }
}
