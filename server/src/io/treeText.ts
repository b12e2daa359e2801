// SPDX-License-Identifier: GPL-2.0-only
/** Reads the files of a tree that a patch names. */
import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import { describeError, isSkipped, readSource } from './read.ts';

/**
 * Returns the text of a file, null where there is none, or why it cannot be had: a patch reaches nothing through a
 * symbolic link.
 *
 * @param path relative to the root, with `/`, and within it
 */
export function readTreeText(root: string, path: string): string | null | { reason: string } {
  const parts = path.split('/');
  for (let depth = 1; depth <= parts.length; depth++) {
    try {
      const stat = lstatSync(join(root, ...parts.slice(0, depth)), { throwIfNoEntry: false });
      if (stat === undefined) return null;
      if (stat.isSymbolicLink()) return { reason: 'leads through a symbolic link' };
      if (depth < parts.length && !stat.isDirectory()) return null;
    } catch (error) {
      const reason = describeError(error);
      return reason === 'does not exist' ? null : { reason };
    }
  }
  const file = readSource(join(root, path), path);
  return isSkipped(file) ? { reason: file.reason } : file.text;
}
