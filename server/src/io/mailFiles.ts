// SPDX-License-Identifier: GPL-2.0-only
/** Reads the files with mail that a command line names: patches, mailboxes, folders of them, standard input. */
import { closeSync, openSync, readdirSync, readFileSync, readSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describeError, type Skipped } from './read.ts';

export interface MailFile {
  /** As the user wrote it, or below that. */
  name: string;
  bytes: Buffer;
}

/** The archive of a busy list for a month has less. */
const MOST_BYTES = 256 * 1024 * 1024;
const MOST_FILES = 10_000;

/**
 * Reads what was named: files, folders with a mail or patch a file (a maildir among them), `-` for standard input.
 *
 * @returns the contents in order, and what could not be read
 */
export function readMailFiles(names: readonly string[], cwd: string): { files: MailFile[]; bad: Skipped[] } {
  const files: MailFile[] = [];
  const bad: Skipped[] = [];
  for (const name of names) {
    if (name === '-') take('standard input', readStandardInput);
    else readNamed(name);
  }
  return { files, bad };

  function readNamed(name: string): void {
    const absolute = resolve(cwd, name);
    try {
      const stat = statSync(absolute);
      if (stat.isDirectory()) {
        const paths = listFolder(absolute);
        if (paths.length === 0) bad.push({ path: name, reason: 'is a folder without a file' });
        for (const path of paths) take(join(name, path), () => read(join(absolute, path)));
      } else if (stat.isFile() || isHandedOver(absolute)) take(name, () => read(absolute));
      else bad.push({ path: name, reason: 'is neither a file nor a folder' });
    } catch (error) {
      bad.push({ path: name || "''", reason: describeError(error) });
    }
  }

  function take(name: string, get: () => Buffer): void {
    try {
      const bytes = get();
      if (bytes.length > MOST_BYTES)
        bad.push({ path: name, reason: `is larger than ${MOST_BYTES / 1024 / 1024} MB` });
      else if (bytes.every((byte) => byte === 10 || byte === 13 || byte === 32))
        bad.push({ path: name, reason: 'is empty' });
      else files.push({ name, bytes });
    } catch (error) {
      bad.push({ path: name, reason: describeError(error) });
    }
  }
}

/** Whether the shell hands a stream over by this name, as `<(…)` does; a pipe in a folder may wait for ever. */
function isHandedOver(absolute: string): boolean {
  return /^\/(?:dev|proc)\//.test(absolute);
}

function read(absolute: string): Buffer {
  const stat = statSync(absolute);
  if (stat.size > MOST_BYTES) return Buffer.alloc(MOST_BYTES + 1);
  return stat.isFile() ? readFileSync(absolute) : readPipe(absolute);
}

/** The files of a folder by name, numbers as numbers; of a maildir those in `new` and `cur`. */
function listFolder(absolute: string): string[] {
  const entries = readdirSync(absolute, { withFileTypes: true });
  const isMaildir = entries.some((entry) => entry.name === 'cur' && entry.isDirectory());
  const folders = isMaildir ? ['new', 'cur'] : [''];
  const order = new Intl.Collator('en', { numeric: true });
  const found = folders.flatMap((folder) =>
    readdirSync(join(absolute, folder), { withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
      .map((entry) => (folder === '' ? entry.name : `${folder}/${entry.name}`)),
  );
  return found.sort((a, b) => order.compare(a, b)).slice(0, MOST_FILES);
}

function readStandardInput(): Buffer {
  return readAll(0);
}

function readPipe(absolute: string): Buffer {
  const file = openSync(absolute, 'r');
  try {
    return readAll(file);
  } finally {
    closeSync(file);
  }
}

/** Reads to the end, or to more than is taken. A pipe may have nothing for the moment. */
function readAll(file: number): Buffer {
  const pieces: Buffer[] = [];
  let size = 0;
  while (size <= MOST_BYTES) {
    const piece = Buffer.alloc(64 * 1024);
    let count = 0;
    try {
      count = readSync(file, piece, 0, piece.length, null);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EAGAIN') {
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
        continue;
      }
      if (code !== 'EOF') throw error;
    }
    if (count === 0) break;
    pieces.push(piece.subarray(0, count));
    size += count;
  }
  return Buffer.concat(pieces);
}
