// SPDX-License-Identifier: GPL-2.0-only
/** File URIs and paths. */
import { fileURLToPath, pathToFileURL } from 'node:url';

/** The absolute path of a `file:` URI; null for any other scheme and for what is no URI. */
export function pathOfUri(uri: string): string | null {
  if (!uri.startsWith('file:')) return null;
  try {
    return fileURLToPath(uri);
  } catch {
    return null;
  }
}

/** The `file:` URI of an absolute path. */
export function uriOfPath(path: string): string {
  return pathToFileURL(path).href;
}
