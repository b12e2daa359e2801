// SPDX-License-Identifier: GPL-2.0-only
/** Reads one file as text, whatever is in it; what cannot be read comes back as a reason, never as an exception. */
import { isAscii, isUtf8 } from 'node:buffer';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { SourceFile } from '../text/source.ts';

/** A file or folder that was left out, and the reason as a phrase fit for one line of output. */
export interface Skipped {
  path: string;
  reason: string;
}

/** Largest file that is read, in bytes. The largest C file of Linux 6.12 has 22 MB, of generated register masks. */
export const MAX_FILE_BYTES = 20 * 1024 * 1024;
/** Longest line that is read, in bytes: longer ones are generated data that no parser finishes in useful time. */
export const MAX_LINE_BYTES = 5 * 1024 * 1024;

const NUL_BYTES = 'has NUL bytes, so it is not C source';
const LONG_LINE = `has a line longer than ${MAX_LINE_BYTES / 1024 / 1024} MB`;

/** Tells a skipped file from a read one. */
export function isSkipped(result: SourceFile | Skipped): result is Skipped {
  return 'reason' in result;
}

/**
 * Reads a file. Bytes that are not UTF-8 are read as latin1; line ends and a byte order mark stay as they are, so
 * offsets fit the file.
 *
 * @param absolute where the file is
 * @param shown the path that findings print
 * @returns the file, or why it was skipped
 */
export function readSource(absolute: string, shown: string): SourceFile | Skipped {
  const skip = (reason: string): Skipped => ({ path: shown, reason });
  try {
    const place = oddPlace(absolute) ?? absolute;
    const stat = statSync(place);
    if (stat.isDirectory()) return skip('is a directory');
    // Opening a pipe or a device could wait for ever.
    if (!stat.isFile()) return skip('is not a regular file');
    if (stat.size > MAX_FILE_BYTES) return skip(`is larger than ${MAX_FILE_BYTES / 1024 / 1024} MB`);
    const bytes = readFileSync(place);
    if (bytes.includes(0)) return skip(NUL_BYTES);
    if (hasLongLine(bytes)) return skip(LONG_LINE);
    return new SourceFile(shown, decodeSource(bytes));
  } catch (error) {
    return skip(describeError(error));
  }
}

/**
 * Where a path leads that has U+FFFD in it, which stands for bytes that are no UTF-8: the path as bytes, or null where
 * no name comes out like that.
 */
function oddPlace(absolute: string): Buffer | null {
  if (!absolute.includes('\ufffd')) return null;
  let place: Buffer = Buffer.alloc(0);
  for (const name of absolute.split('/').filter((one) => one !== '')) {
    const slash = Buffer.concat([place, Buffer.from('/')]);
    const bytes = name.includes('\ufffd')
      ? readdirSync(slash, { encoding: 'buffer' }).find((entry) => entry.toString('utf8') === name)
      : Buffer.from(name);
    if (bytes === undefined) return null;
    place = Buffer.concat([slash, bytes]);
  }
  return place;
}

/** Returns a system error as a phrase: `does not exist`, `cannot be read: permission denied`, … */
export function describeError(error: unknown): string {
  const code = (error as NodeJS.ErrnoException)?.code;
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return 'does not exist';
    case 'EACCES':
    case 'EPERM':
      return 'cannot be read: permission denied';
    case 'ELOOP':
      return 'cannot be read: symbolic links form a loop';
    case 'ENAMETOOLONG':
      return 'cannot be read: the name is too long';
    default:
      return `cannot be read: ${code ?? String(error)}`;
  }
}

/** Bytes as `readSource` reads them. Nearly all kernel files are pure ASCII, which latin1 decodes fastest. */
export function decodeSource(bytes: Buffer): string {
  if (isAscii(bytes)) return bytes.toString('latin1');
  return bytes.toString(isUtf8(bytes) ? 'utf8' : 'latin1');
}

/** Why a text that is no file's would be skipped as one, or null. */
export function checkText(text: string): string | null {
  if (text.length > MAX_FILE_BYTES) return `is larger than ${MAX_FILE_BYTES / 1024 / 1024} MB`;
  if (text.includes('\0')) return NUL_BYTES;
  if (text.length <= MAX_LINE_BYTES) return null;
  return hasLongLine(Buffer.from(text)) ? LONG_LINE : null;
}

function hasLongLine(bytes: Buffer): boolean {
  if (bytes.length <= MAX_LINE_BYTES) return false;
  let start = 0;
  while (start < bytes.length) {
    const end = bytes.indexOf(10, start);
    if ((end === -1 ? bytes.length : end) - start > MAX_LINE_BYTES) return true;
    if (end === -1) return false;
    start = end + 1;
  }
  return false;
}
