/** Remembers, between runs of the language server, which files of a tree matter: in the user's cache folder. */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

/** The folder for what a program may forget: that of the platform, or what XDG_CACHE_HOME says. */
export function userCacheFolder(): string {
  const { XDG_CACHE_HOME: given, LOCALAPPDATA: local } = process.env;
  if (given !== undefined && isAbsolute(given)) return join(given, 'vmops');
  if (process.platform === 'win32' && local !== undefined) return join(local, 'vmops', 'cache');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'vmops');
  return join(homedir(), '.cache', 'vmops');
}

/**
 * A hint, never a truth: whoever reads it searches the tree all the same, and begins with these files meanwhile. So one
 * that is old, of another branch, broken or of somebody else does no harm.
 */
export class IndexCache {
  readonly #folder: string;
  readonly #key: string;

  /**
   * @param folder the user's cache folder
   * @param parts what the list depends on: root of the tree, version of the server, pattern of the search
   */
  constructor(folder: string, parts: readonly string[]) {
    this.#folder = join(folder, 'index');
    this.#key = createHash('sha256').update(parts.join('\0')).digest('hex').slice(0, 32);
  }

  /** The paths that were found last, relative to the root; none where there is no list that can be used. */
  read(): string[] {
    try {
      const value: unknown = JSON.parse(readFileSync(this.#path, 'utf8'));
      return Array.isArray(value) && value.every(isSourcePath) ? value : [];
    } catch {
      return [];
    }
  }

  /** Keeps a list for the next run. That it cannot be written is nobody's concern. */
  write(paths: readonly string[]): void {
    try {
      mkdirSync(this.#folder, { recursive: true });
      // Two servers may write at once: each its own file, and the last one stays.
      const own = `${this.#path}.${process.pid}`;
      writeFileSync(own, JSON.stringify(paths));
      renameSync(own, this.#path);
    } catch {
      // A full or read-only disk: the next start is a bit slower.
    }
  }

  get #path(): string {
    return join(this.#folder, `${this.#key}.json`);
  }
}

/** A path inside of a tree that may hold C. */
function isSourcePath(value: unknown): value is string {
  return (
    typeof value === 'string' &&
    /\.[ch]$/.test(value) &&
    !isAbsolute(value) &&
    !value.split(/[\\/]/).includes('..')
  );
}
