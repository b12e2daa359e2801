// SPDX-License-Identifier: GPL-2.0-only
/** What is kept of a file that a run read, to tell what has come to it since. */
import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { MAX_FILE_BYTES } from './read.ts';

/** The length in bytes, and the digest. */
export type ReadContent = [length: number, digest: string];

/** More than this is no note at the end of a file. */
const MOST_ADDED = 4096;

/** Returns what is to be kept of a file; null for one that cannot be read. */
export function contentOf(absolute: string): ReadContent | null {
  const bytes = bytesOf(absolute);
  return bytes && [bytes.length, digest(bytes)];
}

/**
 * Returns what has come behind the end of a file, plain ASCII on lines of its own; empty for a file that is as it was,
 * null for any other.
 */
export function addedTo(absolute: string, [length, before]: ReadContent): string | null {
  const bytes = bytesOf(absolute);
  if (!bytes || bytes.length < length || bytes.length > length + MOST_ADDED) return null;
  const own = bytes.subarray(0, length);
  if (digest(own) !== before) return null;
  if (bytes.length === length) return '';
  const added = bytes.toString('latin1', length);
  // What comes behind an open line is part of it.
  const isWhole = /(?:^|[^\\\r])\r?\n$/.test(own.subarray(-3).toString('latin1'));
  return isWhole && /^[\t\r\n\x20-\x7e]*$/.test(added) ? added : null;
}

function bytesOf(absolute: string): Buffer | null {
  try {
    const stat = statSync(absolute);
    return stat.isFile() && stat.size <= MAX_FILE_BYTES ? readFileSync(absolute) : null;
  } catch {
    return null;
  }
}

function digest(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
