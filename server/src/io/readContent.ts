// SPDX-License-Identifier: GPL-2.0-only
/** What is kept of a file that a run read, to tell what has come to it since. */
import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { MAX_FILE_BYTES } from './read.ts';

/** The length in bytes, and the digest. */
export type ReadContent = [length: number, digest: string];

/** More than this is no note at the end of a file. */
const MOST_ADDED = 4096;

/**
 * Returns what is to be kept of a file; null for one that cannot be read.
 *
 * @param take is given the bytes, which are others later
 */
export function contentOf(
  absolute: string,
  take: (bytes: Uint8Array) => void = () => {},
): ReadContent | null {
  const bytes = bytesOf(absolute);
  if (bytes === null) return null;
  take(bytes);
  return [bytes.length, digestOfBytes(bytes)];
}

/**
 * Returns what has come behind the end of a file, plain ASCII on lines of its own; empty for a file that is as it was,
 * null for any other.
 */
export function addedTo(absolute: string, [length, before]: ReadContent): string | null {
  const bytes = bytesOf(absolute);
  if (!bytes || bytes.length < length || bytes.length > length + MOST_ADDED) return null;
  const own = bytes.subarray(0, length);
  if (digestOfBytes(own) !== before) return null;
  if (bytes.length === length) return '';
  const added = bytes.toString('latin1', length);
  // What comes behind an open line is part of it.
  const isWhole = /(?:^|[^\\\r])\r?\n$/.test(own.subarray(-3).toString('latin1'));
  return isWhole && /^[\t\r\n\x20-\x7e]*$/.test(added) ? added : null;
}

/** Holds one file after the other: hundreds of buffers of their own would wait for the collector. */
let scratch = Buffer.alloc(0);

/** The bytes of a file, until the next is read. */
function bytesOf(absolute: string): Buffer | null {
  try {
    const { size, isFile } = lookAt(absolute);
    if (!isFile || size > MAX_FILE_BYTES) return null;
    if (scratch.length < size) scratch = Buffer.alloc(2 * size);
    const file = openSync(absolute, 'r');
    try {
      let length = 0;
      for (let more = -1; more !== 0 && length < size; length += more)
        more = readSync(file, scratch, length, size - length, null);
      return scratch.subarray(0, length);
    } finally {
      closeSync(file);
    }
  } catch {
    return null;
  }
}

function lookAt(absolute: string): { size: number; isFile: boolean } {
  const stat = statSync(absolute);
  return { size: stat.size, isFile: stat.isFile() };
}

/** Names bytes by their content. */
export function digestOfBytes(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
