// SPDX-License-Identifier: GPL-2.0-only
/** Writes one file, whole or not at all. */
import { realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';

/**
 * Writes a text to a file: a reader sees what was there before, or all of the new text. A pipe or a device is
 * written to as it is; a symbolic link stays one.
 *
 * @returns null, or why it cannot be written, as a phrase fit for one line of output
 */
export function writeFileWhole(path: string, text: string | Uint8Array): string | null {
  try {
    const target = targetOf(path);
    if (target === null) {
      writeFileSync(path, text);
      return null;
    }
    const own = `${target.path}.${process.pid}.tmp`;
    try {
      writeFileSync(own, text, { mode: target.mode });
      renameSync(own, target.path);
    } catch (error) {
      rmSync(own, { force: true });
      throw error;
    }
    return null;
  } catch (error) {
    return reasonOf(error);
  }
}

/** The file that a path means and its mode; null for what is no regular file. */
function targetOf(path: string): { path: string; mode: number } | null {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return { path, mode: 0o666 };
  if (stat.isDirectory()) throw Object.assign(new Error(), { code: 'EISDIR' });
  return stat.isFile() ? { path: realpathSync(path), mode: stat.mode & 0o777 } : null;
}

function reasonOf(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code;
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return 'cannot be written: there is no such folder';
    case 'EACCES':
    case 'EPERM':
      return 'cannot be written: permission denied';
    case 'EISDIR':
      return 'cannot be written: it is a folder';
    case 'ENOSPC':
      return 'cannot be written: the disk is full';
    case 'EROFS':
      return 'cannot be written: the file system is read-only';
    default:
      return `cannot be written: ${code ?? String(error)}`;
  }
}
