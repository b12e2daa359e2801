// SPDX-License-Identifier: GPL-2.0-only
/** Rewrites a source file in the encoding that it has. */
import { isUtf8 } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { describeError } from './read.ts';
import { writeFileWhole } from './writeFile.ts';

/**
 * Replaces the text of a file, whole or not at all.
 *
 * @param before the text that the new one was made from: another one on disk stays
 * @returns null, or why the file was left alone, as a phrase fit for one line of output
 */
export function rewriteFile(path: string, before: string, after: string): string | null {
  let encoding: 'utf8' | 'latin1';
  try {
    const bytes = readFileSync(path);
    encoding = isUtf8(bytes) ? 'utf8' : 'latin1';
    if (bytes.toString(encoding) !== before) return 'has changed meanwhile, so it was not fixed';
  } catch (error) {
    return describeError(error);
  }
  return writeFileWhole(path, Buffer.from(after, encoding));
}
