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
/** Longest run of blanks, of one character or of letters that is read, in bytes: no code has one. */
const MAX_RUN_BYTES = 64 * 1024;
const LONG_RUN = `has more than ${MAX_RUN_BYTES / 1024} KB of blanks, of letters or of one character in a row`;
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
    if (hasLongRun(bytes)) return skip(LONG_RUN);
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
    case 'EMFILE':
    case 'ENFILE':
      return 'cannot be read: too many files are open';
    case 'ENAMETOOLONG':
      return 'cannot be read: the name is too long';
    default:
      return `cannot be read: ${code ?? String(error)}`;
  }
}

/**
 * Bytes as `readSource` reads them. Nearly all kernel files are pure ASCII, which latin1 decodes fastest. A carriage
 * return ends a line where nothing else does, as it does for compilers.
 */
export function decodeSource(bytes: Buffer): string {
  const text = bytes.toString(isAscii(bytes) || !isUtf8(bytes) ? 'latin1' : 'utf8');
  return bytes.includes(10) ? text : text.replaceAll('\r', '\n');
}

/** Why a text that is no file's would be skipped as one, or null. */
export function checkText(text: string): string | null {
  if (text.length > MAX_FILE_BYTES) return `is larger than ${MAX_FILE_BYTES / 1024 / 1024} MB`;
  if (text.includes('\0')) return NUL_BYTES;
  if (text.length <= MAX_RUN_BYTES) return null;
  const bytes = Buffer.from(text);
  if (hasLongLine(bytes)) return LONG_LINE;
  return hasLongRun(bytes) ? LONG_RUN : null;
}

/** Looks at one byte of each half of the longest run: a longer one has two of these in it. */
function hasLongRun(bytes: Buffer): boolean {
  const step = MAX_RUN_BYTES / 2;
  for (let at = step; at < bytes.length; at += step) {
    const isAlike = alikeTo(bytes[at] as number);
    let start = at;
    while (start > 0 && isAlike(bytes[start - 1] as number)) start--;
    let end = at;
    while (end < bytes.length && isAlike(bytes[end] as number)) end++;
    if (end - start > MAX_RUN_BYTES) return true;
    // Nothing behind this point belongs to the same run.
    while (at + step < end) at += step;
  }
  return false;
}

function alikeTo(first: number): (byte: number) => boolean {
  if (isBlank(first)) return isBlank;
  if (isLetter(first)) return isLetter;
  return (byte) => byte === first;
}

const isBlank = (byte: number) => byte === 32 || (byte >= 9 && byte <= 13);
const isLetter = (byte: number) =>
  byte === 95 ||
  (byte >= 48 && byte <= 57) ||
  (byte >= 65 && byte <= 90) ||
  (byte >= 97 && byte <= 122) ||
  byte >= 128;

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
