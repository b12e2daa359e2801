// SPDX-License-Identifier: GPL-2.0-only
/** The table of library helpers: which helper does what in which release. Entries are compiled when first asked for. */

import type { Release } from '../../contracts/model.ts';
import { inEra } from '../../contracts/release.ts';
import type { Atom } from '../state/domain.ts';
import convert from './data/convert.json';
import filemap from './data/filemap.json';
import freeze from './data/freeze.json';
import gfp from './data/gfp.json';
import insert from './data/insert.json';
import library from './data/library.json';
import locks from './data/locks.json';
import memory from './data/memory.json';
import mmaplock from './data/mmaplock.json';
import neutral from './data/neutral.json';
import pagelock from './data/pagelock.json';
import references from './data/references.json';
import sleep from './data/sleep.json';
import user from './data/user.json';
import vmaflags from './data/vmaflags.json';
import { compileEntry, type Entry } from './entry.ts';
import type { Converter, GuardClass, HelperSummary } from './model.ts';

/** One data file: entries, and for some files prefixes, lock classes and gfp names. */
export interface HelperFile {
  helpers: Entry[];
  /** Summaries for every name that begins so and has no entry of its own; the longest prefix wins. */
  prefixes?: (Omit<Entry, 'name' | 'names'> & { prefix: string })[];
  scopedGuards?: ({ names: string[] } & GuardClass)[];
  gfp?: GfpEntry[];
}

/** gfp masks or flags that let an allocation block, or do not. */
interface GfpEntry {
  names: string[];
  blocks: boolean;
  since?: string | null;
  until?: string | null;
}

/** The data files by name. */
export const helperFiles = {
  'convert.json': convert,
  'filemap.json': filemap,
  'freeze.json': freeze,
  'gfp.json': gfp,
  'insert.json': insert,
  'library.json': library,
  'locks.json': locks,
  'memory.json': memory,
  'mmaplock.json': mmaplock,
  'neutral.json': neutral,
  'references.json': references,
  'pagelock.json': pagelock,
  'sleep.json': sleep,
  'user.json': user,
  'vmaflags.json': vmaflags,
} as Record<string, HelperFile>;

interface Indexed {
  file: string;
  entry: Omit<Entry, 'name' | 'names'>;
}

interface Index {
  /** One entry for most names, a list for those that differ by release. */
  entries: Map<string, Indexed | Indexed[]>;
  /** By how they begin (`HEAD` letters), the longest first: most names begin as none of them. */
  prefixes: Map<string, ({ prefix: string } & Indexed)[]>;
  scopedGuards: Map<string, GuardClass>;
  /** Names of helpers that touch user memory in some release. */
  userAccess: string[];
  gfp: Map<string, GfpEntry[]>;
}

/** No prefix is shorter. */
const HEAD = 2;

let shared: Index | undefined;

/** The helpers of one release. `get` and `has` are those of a Map; what they give is compiled once and kept. */
export class HelperTable {
  readonly #release: Release;
  readonly #index: Index;
  readonly #without: ReadonlySet<string>;
  readonly #compiled = new Map<string, HelperSummary | undefined>();

  constructor(release: Release, index: Index, without = NO_NAMES) {
    this.#release = release;
    this.#index = index;
    this.#without = without;
  }

  /** The summary of a helper, or undefined when the table knows nothing about the name in this release. */
  get(name: string): HelperSummary | undefined {
    const known = this.#compiled.get(name);
    if (known || this.#compiled.has(name)) return known;
    const found = this.#find(name);
    const summary = found && compileEntry(found.file, name, found.entry);
    this.#compiled.set(name, summary);
    return summary;
  }

  has(name: string): boolean {
    return this.get(name) !== undefined;
  }

  /** The names of helpers that touch user memory, in this release or another. */
  get userAccessNames(): readonly string[] {
    return this.#index.userAccess;
  }

  /** What `guard(name)` takes, or undefined for a class that the table does not know. */
  guard(name: string): GuardClass | undefined {
    return this.#index.scopedGuards.get(name);
  }

  /** Whether a gfp name lets an allocation block; null for a name that the table does not know. */
  gfpBlocks(name: string): boolean | null {
    return this.#index.gfp.get(name)?.find((entry) => inEra(this.#release, entry))?.blocks ?? null;
  }

  #find(name: string): Indexed | undefined {
    if (this.#without.has(name)) return undefined;
    const release = this.#release;
    const exact = this.#index.entries.get(name);
    if (Array.isArray(exact)) return exact.find(({ entry }) => inEra(release, entry));
    if (exact) return inEra(release, exact.entry) ? exact : undefined;
    const near = this.#index.prefixes.get(name.slice(0, HEAD));
    return near?.find(({ prefix, entry }) => name.startsWith(prefix) && inEra(release, entry));
  }
}

/**
 * The table for a release. Cheap: the data is indexed once per process.
 *
 * @param without helpers that are left out: what they do is read from their bodies
 */
export function helpersFor(release: Release, without: ReadonlySet<string> = NO_NAMES): HelperTable {
  shared ??= indexFiles(helperFiles);
  return new HelperTable(release, shared, without);
}

const NO_NAMES: ReadonlySet<string> = new Set();

/**
 * Whether the body of a helper can say as much as the table: it makes a result, or sets what it is handed. That a lock,
 * a reference or an entry of a page table comes or goes shows in no body, unless that calls another helper for it.
 *
 * @param isInserting its body calls a helper that inserts, and makes something else of the result
 * @param isOfLevel its body calls a helper that takes or gives back the freeze protection of a level
 */
export function isToldByBody(
  { outcomes, insert, userAccess, takesMmapLock }: HelperSummary,
  isInserting: boolean,
  isOfLevel: boolean,
): boolean {
  if ((insert !== null && !isInserting) || userAccess || takesMmapLock) return false;
  return outcomes.every(({ effects }) =>
    effects.every(
      ({ verb }) =>
        OF_BODIES.has(verb) || (isInserting && OF_INSERTIONS.has(verb)) || (isOfLevel && OF_LEVELS.has(verb)),
    ),
  );
}

/** Whether which lock a helper takes or gives back hangs on an argument: the level of freeze protection. */
export function isByLevel({ outcomes }: HelperSummary): boolean {
  return outcomes.some(
    ({ conditions, effects }) =>
      conditions.length > 0 &&
      effects.some((one) => OF_LEVELS.has(one.verb) && 'kind' in one && one.kind === 'freeze'),
  );
}

const OF_BODIES: ReadonlySet<string> = new Set(['set', 'clear', 'havoc', 'assign', 'check-truncation']);
const OF_LEVELS: ReadonlySet<string> = new Set(['lock', 'unlock']);
const OF_INSERTIONS: ReadonlySet<string> = new Set(['install', 'find-entry', 'vm-flags']);

/**
 * What a converter makes of one value. A value that may stand for several inputs (`-E?`, `?`) gives every result
 * that they may have.
 */
export function convertAtom(converter: Converter, atom: Atom): Atom[] {
  const exact = converter.map.get(atom);
  if (exact !== undefined) return [exact];
  const rest = converter.map.get('*') ?? '?';
  const results = new Set<Atom>([rest]);
  for (const [from, to] of converter.map) {
    if (atom === '?' || (atom === '-E?' && from.startsWith('-'))) results.add(to);
  }
  return [...results];
}

/** Builds an index over data files; exported for tests that bring their own. */
export function indexFiles(files: Record<string, HelperFile>): Index {
  const index: Index = {
    entries: new Map(),
    prefixes: new Map(),
    scopedGuards: new Map(),
    userAccess: [],
    gfp: new Map(),
  };
  for (const [file, { helpers, prefixes = [], scopedGuards = [], gfp = [] }] of Object.entries(files)) {
    for (const entry of helpers) {
      const indexed = { file, entry };
      if (entry.userAccess) index.userAccess.push(...(entry.names ?? [entry.name ?? '']));
      if (entry.name !== undefined) addEntry(index.entries, entry.name, indexed);
      else for (const name of entry.names ?? []) addEntry(index.entries, name, indexed);
    }
    for (const entry of prefixes) {
      const head = entry.prefix.slice(0, HEAD);
      index.prefixes.set(head, [...(index.prefixes.get(head) ?? []), { file, prefix: entry.prefix, entry }]);
    }
    for (const { names, ...lock } of scopedGuards)
      for (const name of names) index.scopedGuards.set(name, lock);
    for (const entry of gfp)
      for (const name of entry.names) index.gfp.set(name, [...(index.gfp.get(name) ?? []), entry]);
  }
  for (const near of index.prefixes.values()) near.sort((a, b) => b.prefix.length - a.prefix.length);
  return index;
}

function addEntry(entries: Index['entries'], name: string, indexed: Indexed): void {
  const known = entries.get(name);
  if (!known) entries.set(name, indexed);
  else if (Array.isArray(known)) known.push(indexed);
  else entries.set(name, [known, indexed]);
}
