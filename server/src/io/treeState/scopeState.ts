// SPDX-License-Identifier: GPL-2.0-only
/** The state of what some searches of a tree enter, and of single files: by what the file system says of each file. */
import { createHash, type Hash } from 'node:crypto';
import { lstatSync, readdirSync, type Stats, statSync } from 'node:fs';
import { isSearchedPath } from '../search/walk.ts';
import { latestChange } from './clock.ts';

/** Where was searched, relative to a root. */
export interface Scope {
  folders: readonly string[];
  /** Folders of which only what stands right in them was searched. */
  flat: readonly string[];
}

export interface ScopeState {
  id: string;
  /** When the last of it changed, in milliseconds since 1970. */
  latest: number;
}

/** Files whose signs are hashed at once: each call costs more than what it hashes. */
const AT_ONCE = 2000;

/** Numbers that the file system tells a file by. */
const SIGNS = 5;

/** Looks at folders of one tree, at each once: the tree must not change meanwhile. */
export class FolderStates {
  readonly #root: string;
  readonly #deep = new Map<string, ScopeState | null>();
  readonly #flat = new Map<string, ScopeState | null>();

  constructor(root: string) {
    this.#root = root;
  }

  /** Returns the state of all C files of a scope; null where something of it cannot be looked at. */
  of({ folders, flat }: Scope): ScopeState | null {
    const deep = folders.includes('') ? [''] : [...new Set(folders)].sort();
    const isInside = (path: string) => deep.some((one) => path === one || isBelow(path, one));
    const states = [
      ...deep.map((folder) => this.#stateOf(folder, this.#deep)),
      ...[...new Set(flat)]
        .filter((path) => !isInside(path))
        .sort()
        .map((folder) => this.#stateOf(folder, this.#flat)),
    ];
    if (states.includes(null)) return null;
    const known = states as ScopeState[];
    return {
      id: known.map(({ id }) => id).join(' '),
      latest: Math.max(0, ...known.map(({ latest }) => latest)),
    };
  }

  #stateOf(folder: string, known: Map<string, ScopeState | null>): ScopeState | null {
    let state = known.get(folder);
    if (state === undefined) {
      state = folderState(this.#root, folder, known === this.#deep);
      known.set(folder, state);
    }
    return state;
  }
}

function folderState(root: string, folder: string, isDeep: boolean): ScopeState | null {
  const signs = new Float64Array(AT_ONCE * SIGNS);
  const walk: Walk = { root, hash: createHash('sha256'), names: '', signs, count: 0, latest: 0 };
  try {
    enter(walk, folder, isDeep);
  } catch {
    return null;
  }
  flush(walk);
  return { id: walk.hash.digest('hex').slice(0, 32), latest: walk.latest };
}

/** What the file system says of a path behind links; null where nothing is that can be looked at. */
export function signOf(path: string): { sign: string | null; latest: number } {
  try {
    const stat = statSync(path);
    return { sign: signsOf(stat), latest: latestChange(stat) };
  } catch {
    return { sign: null, latest: 0 };
  }
}

interface Walk {
  root: string;
  hash: Hash;
  /** Not hashed yet: names, and what the file system says of the files. */
  names: string;
  signs: Float64Array;
  count: number;
  latest: number;
}

function enter(walk: Walk, folder: string, isDeep: boolean): void {
  const absolute = folder === '' ? walk.root : `${walk.root}/${folder}`;
  const own = lstatSync(absolute, { throwIfNoEntry: false });
  walk.names += `${own === undefined ? 'none' : 'folder'}\t${folder}\0`;
  if (own === undefined || !own.isDirectory()) return;
  walk.latest = Math.max(walk.latest, latestChange(own));
  const below: string[] = [];
  for (const entry of readdirSync(absolute, { withFileTypes: true })) {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) {
      if (isDeep && isSearchedPath(`${path}/a.c`)) below.push(path);
    } else if (entry.isFile() && isSearchedPath(path)) {
      const stat = lstatSync(`${absolute}/${entry.name}`);
      walk.latest = Math.max(walk.latest, latestChange(stat));
      walk.names += `${entry.name}\0`;
      walk.signs.set([stat.size, stat.mtimeMs, stat.ctimeMs, stat.ino, stat.mode], walk.count * SIGNS);
      if (++walk.count === AT_ONCE) flush(walk);
    }
  }
  for (const path of below) enter(walk, path, true);
}

function flush(walk: Walk): void {
  walk.hash.update(walk.names).update(walk.signs.subarray(0, walk.count * SIGNS));
  walk.names = '';
  walk.count = 0;
}

function signsOf({ size, mtimeMs, ctimeMs, ino, mode }: Stats): string {
  return `${size} ${mtimeMs} ${ctimeMs} ${ino} ${mode}`;
}

function isBelow(path: string, folder: string): boolean {
  return folder === '' ? path !== '' : path.startsWith(`${folder}/`);
}
