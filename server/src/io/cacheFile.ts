// SPDX-License-Identifier: GPL-2.0-only
/** A file in the user's cache folder: what a program would like to know again, and may forget. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';
import { isC } from '../text/source.ts';
import { makeFolder } from './makeFolder.ts';

/** How many files of a kind are kept: each tree and each set of options has its own. */
const MOST = 64;

/** Bytes of one that are read: nothing that was written here has more. */
const LARGEST = 64 * 1024 * 1024;

/**
 * The folder for what a program may forget: that of the platform, or what XDG_CACHE_HOME says; null where the user has
 * no home.
 */
export function userCacheFolder(): string | null {
  const { XDG_CACHE_HOME: given, LOCALAPPDATA: local } = process.env;
  if (given !== undefined && isAbsolute(given)) return join(given, 'vmops');
  if (process.platform === 'win32' && local !== undefined) return join(local, 'vmops', 'cache');
  try {
    const caches = process.platform === 'darwin' ? ['Library', 'Caches'] : ['.cache'];
    return join(homedir(), ...caches, 'vmops');
  } catch {
    // A container may run as a user without an entry in passwd.
    return null;
  }
}

/**
 * A hint: its reader asks the tree whether it still holds. So one that is old, of another branch, broken or of
 * another version does no harm.
 */
export class CacheFile {
  readonly #path: string;

  /**
   * @param folder the user's cache folder
   * @param kind what is kept: a folder of its own
   * @param parts what the content depends on, the version of this program among it
   * @param group what it shares with others that `group` tells of
   */
  constructor(folder: string, kind: string, parts: readonly string[], group?: string);
  constructor(path: string);
  constructor(folder: string, kind?: string, parts: readonly string[] = [], group?: string) {
    const prefix = group === undefined ? '' : `${keyOf(group)}-`;
    this.#path = kind === undefined ? folder : join(folder, kind, `${prefix}${keyOf(parts.join('\0'))}.json`);
  }

  /** What is kept of a group, the newest first. */
  static group(folder: string, kind: string, group: string): CacheFile[] {
    const prefix = `${keyOf(group)}-`;
    try {
      return readdirSync(join(folder, kind))
        .filter((name) => name.startsWith(prefix) && name.endsWith('.json'))
        .map((name) => ({ path: join(folder, kind, name), time: timeOf(join(folder, kind, name)) }))
        .sort((a, b) => b.time - a.time)
        .map(({ path }) => new CacheFile(path));
    } catch {
      return [];
    }
  }

  /** What was kept last, as JSON gives it; undefined where nothing is that can be read. */
  read(): unknown {
    try {
      const stat = statSync(this.#path);
      if (!stat.isFile() || stat.size > LARGEST) return undefined;
      return JSON.parse(readFileSync(this.#path, 'utf8'));
    } catch {
      return undefined;
    }
  }

  /**
   * As `read`, for what `writeChecked` kept: what was cut or changed since is nothing, and what lacks one of the fields
   * that its reader names.
   */
  readChecked(fields: readonly string[]): unknown {
    const text = this.readText();
    try {
      const value = text === null ? null : JSON.parse(Buffer.from(text, 'latin1').toString('utf8'));
      return fields.every((field) => value?.[field] !== undefined) ? (value ?? undefined) : undefined;
    } catch {
      return undefined;
    }
  }

  /** As `write`, of what is believed when it is read again. */
  writeChecked(value: unknown, most: number = MOST): void {
    this.writeText(Buffer.from(JSON.stringify(value)).toString('latin1'), most);
  }

  /** The bytes that `writeText` kept, a character each; null where there are none, or others. */
  readText(): string | null {
    try {
      const stat = statSync(this.#path);
      if (!stat.isFile() || stat.size > LARGEST) return null;
      const bytes = readFileSync(this.#path);
      const end = bytes.indexOf(10);
      const text = bytes.subarray(end + 1);
      return bytes.toString('latin1', 0, end) === digest(text) ? text.toString('latin1') : null;
    } catch {
      return null;
    }
  }

  /** Whether `readText` has something; then it counts as kept just now. */
  renew(): boolean {
    if (this.readText() === null) return false;
    try {
      const now = new Date();
      utimesSync(this.#path, now, now);
    } catch {
      // A cache that cannot be written: it is forgotten when its time comes.
    }
    return true;
  }

  /** Keeps bytes, a character each, with what tells whether they are whole. `most` files of the kind are kept. */
  writeText(text: string, most: number = MOST): void {
    const bytes = Buffer.from(text, 'latin1');
    this.#write([`${digest(bytes)}\n`, bytes], most);
  }

  /** Keeps a value for the next run. A failed write is ignored. */
  write(value: unknown): void {
    this.#write([JSON.stringify(value)], MOST);
  }

  #write(parts: readonly (string | Buffer)[], most: number): void {
    try {
      writeWhole(this.#path, Buffer.concat(parts.map((part) => Buffer.from(part))), most);
    } catch {
      // A full or read-only disk: the next start is a bit slower.
    }
  }
}

function timeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

function keyOf(text: string): string {
  return digest(text).slice(0, 32);
}

/** Names a text by its content, as bytes of an encoding. */
export function digestOfText(text: string, encoding: 'utf8' | 'latin1' = 'utf8'): string {
  return createHash('sha256').update(text, encoding).digest('hex');
}

function digest(text: string | Buffer): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Writes a file of the cache, all of it or nothing; `most` of its folder are kept. Throws where that cannot be. */
export function writeWhole(path: string, content: Buffer | string, most: number): void {
  const folder = dirname(path);
  makeFolder(folder);
  // Two programs may write at once: each its own file, and the last one stays.
  const own = `${path}.${process.pid}`;
  rmSync(own, { force: true });
  writeFileSync(own, content, { flag: 'wx' });
  renameSync(own, path);
  removeOldest(folder, most);
}

/** Leaves the newest `most` files of a folder. */
export function removeOldest(folder: string, most: number): void {
  const names = readdirSync(folder);
  if (names.length <= most) return;
  const byAge = names
    .map((name) => ({ path: join(folder, name), time: statSync(join(folder, name)).mtimeMs }))
    .sort((a, b) => b.time - a.time);
  for (const { path } of byAge.slice(most)) rmSync(path, { force: true });
}

/** Whether a value that was kept is a path inside of a tree that may hold C. */
export function isSourcePath(value: unknown): value is string {
  return (
    typeof value === 'string' && isC(value) && !isAbsolute(value) && !value.split(/[\\/]/).includes('..')
  );
}
