// SPDX-License-Identifier: GPL-2.0-only
/** Searches a tree for the places where functions may be defined. */

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { compare } from '../../text/order.ts';
import { isName } from '../../text/words.ts';
import { findRipgrep } from './ripgrep.ts';
import { type SearchOptions, searchLines } from './search.ts';

/** A line that looks like the start of a definition. */
export interface Definition {
  name: string;
  /** `static` stands on the same line. */
  isStatic: boolean;
  /** Relative to the root, with `/`. */
  path: string;
}

/** Where to look; all paths are relative to the root, with `/`. */
export interface Place {
  folders: readonly string[];
  /** Folders of which only the files right in them are searched. */
  flat: readonly string[];
  /** Patterns of what to leave out. */
  exclude: readonly string[];
}

export interface DefinitionSearch {
  /** In this order; a name that one has is not looked for in the next. */
  places: readonly Place[];
  /** Names that may be macros for a function or NULL: handlers of tables. Such macros are found for no others. */
  aliases?: readonly string[];
  /** Further exclusions, skips, cancellation, as for any search. */
  options?: Omit<SearchOptions, 'folders' | 'flat'>;
}

/** Folders of a kernel tree whose functions the rest of it calls. */
const CORE = [
  'mm',
  'fs',
  'kernel',
  'lib',
  'include',
  'ipc',
  'block',
  'net/core',
  'security',
  'virt',
  'io_uring',
];

/** Folders of many drivers, each in a folder of its own, that share what stands beside these folders. */
const FAMILIES = [
  'drivers/accel',
  'drivers/gpu/drm',
  'drivers/infiniband/hw',
  'drivers/infiniband/sw',
  'drivers/infiniband/ulp',
  'drivers/scsi',
  'drivers/staging',
  'drivers/usb',
];

/** What else the drivers of a family share. */
const SHARED = ['drivers/gpu/drm/ttm', 'drivers/infiniband/core'];

/** Folders of a kernel tree that no kernel code calls into: tools, documentation, examples. */
const ASIDE = ['tools', 'scripts', 'Documentation', 'samples', 'usr'];

/** So many names are looked for in a text by themselves, before its lines are read. */
const FEW_NAMES = 50;

/** Names in one pattern: an argument of a process may have 128 KB on Linux. */
const NAMES_PER_PATTERN = 2000;

/**
 * Says where to look for what code needs. On Linux 6.12 the near places take a fourth of the time of the whole tree and
 * hold every handler of another file.
 *
 * @param root absolute path
 * @param askers the files that need the names, relative to the root: their subsystems are searched first
 * @param reach `near`: these and core code alone. `tree`: then everywhere.
 */
export function placesToSearch(root: string, askers: readonly string[], reach: 'near' | 'tree'): Place[] {
  const near = { ...nearFolders(root, askers), exclude: [] };
  if (reach === 'near') return [near];
  const aside = ASIDE.filter((folder) => !askers.some((asker) => asker.startsWith(`${folder}/`)));
  return [near, { folders: [''], flat: [], exclude: aside.map((folder) => `/${folder}/`) }];
}

/**
 * Finds lines that may define one of the functions. A prototype that goes on in the next line looks the same, so a
 * caller reads the file to be sure.
 *
 * @param root absolute path
 * @param names C identifiers
 * @returns sorted by path and name, each pair once
 */
export async function findDefinitions(
  root: string,
  names: readonly string[],
  { places, aliases = [], options = {} }: DefinitionSearch,
): Promise<Definition[]> {
  const found = new Map<string, Definition>();
  const known = new Set<string>();
  for (const { folders, flat, exclude } of places) {
    const all = { ...options, folders, flat, exclude: [...(options.exclude ?? []), ...exclude] };
    for (const kind of ['function', 'macro'] as const) {
      const open = (kind === 'function' ? names : aliases).filter((name) => !known.has(name));
      for (const one of await search(root, open, kind, all)) found.set(`${one.path}\0${one.name}`, one);
      for (const { name } of found.values()) known.add(name);
    }
  }
  return sortDefinitions([...found.values()]);
}

/** As `findDefinitions`, in one text. */
export function definitionsIn(
  path: string,
  text: string,
  names: readonly string[],
  aliases: readonly string[],
): Definition[] {
  const found = new Map<string, Definition>();
  // Most texts have none of a few names; of many, all are looked for at once.
  const isIn = (name: string) => names.length > FEW_NAMES || text.includes(name);
  const search = (kind: LineKind, open: readonly string[]) => {
    const wanted = new Set(open.filter((name) => !found.has(name) && isIn(name)));
    if (wanted.size === 0) return;
    for (const [line] of text.matchAll(new RegExp(`${anyLine(kind)}[^\\r\\n]*`, 'gm'))) {
      const name = kind === 'macro' ? macroOf(line) : functionOf(line, wanted);
      if (name !== null && wanted.has(name))
        found.set(name, { name, isStatic: /^static\b/.test(line), path });
    }
  };
  search('function', names);
  search('macro', aliases);
  return [...found.values()];
}

/** Whether a text has a line that may define one of the functions or macros. */
export function definesAny(
  text: string,
  functions: ReadonlySet<string>,
  macros: ReadonlySet<string>,
): boolean {
  for (const [line] of text.matchAll(new RegExp(`${anyLine('function')}[^\\r\\n]*`, 'gm')))
    if (functionOf(line, functions) !== null) return true;
  for (const [line] of text.matchAll(new RegExp(`${anyLine('macro')}[^\\r\\n]*`, 'gm')))
    if (macros.has(macroOf(line) ?? '')) return true;
  return false;
}

type LineKind = 'function' | 'macro';

async function search(
  root: string,
  all: readonly string[],
  kind: LineKind,
  options: SearchOptions,
): Promise<Definition[]> {
  const found: Definition[] = [];
  const names = all.filter(isName);
  const isNowhere = options.folders?.length === 0 && (options.flat ?? []).length === 0;
  if (names.length === 0 || isNowhere) return found;
  const ripgrep = options.ripgrep === undefined ? await findRipgrep() : options.ripgrep;
  const wanted = new Set(names);
  for (const pattern of ripgrep === null ? [anyLine(kind)] : namedLines(kind, names)) {
    for await (const { path, text } of searchLines(root, pattern, { ...options, ripgrep })) {
      const name = kind === 'macro' ? macroOf(text) : functionOf(text, wanted);
      if (name !== null && wanted.has(name)) found.push({ name, isStatic: /^static\b/.test(text), path });
    }
  }
  return found;
}

/** What may stand before a function's name; kernel code calls nothing from the first column. */
const BEFORE = '(?:[A-Za-z_][A-Za-z_0-9 \\t*(),]*[ \\t*])?';

/** Patterns with the names in them, which ripgrep is fast with, whatever their number. */
function namedLines(kind: LineKind, names: readonly string[]): string[] {
  const patterns: string[] = [];
  for (let at = 0; at < names.length; at += NAMES_PER_PATTERN) {
    const any = `(?:${names.slice(at, at + NAMES_PER_PATTERN).join('|')})`;
    patterns.push(
      kind === 'macro' ? `^[ \\t]*#[ \\t]*define[ \\t]+${any}[ \\t]` : `^${BEFORE}${any}[ \\t]*\\(`,
    );
  }
  return patterns;
}

/** A pattern of every such line, which JavaScript is faster with than with many names. */
function anyLine(kind: LineKind): string {
  return kind === 'macro' ? '^[ \\t]*#[ \\t]*define[ \\t]+[a-zA-Z_]' : `^${BEFORE}[A-Za-z_0-9]+[ \\t]*\\(`;
}

function macroOf(text: string): string | null {
  return /^[ \t]*#[ \t]*define[ \t]+(\w+)[ \t]/.exec(text)?.[1] ?? null;
}

/** Returns the function that a line may define; null for a prototype that ends on it. */
function functionOf(text: string, wanted: ReadonlySet<string>): string | null {
  if (/;[ \t]*(?:\/[/*].*)?$/.test(text) && !text.includes('{')) return null;
  // Only the first can be the function itself: what follows stands between its parentheses or in its body.
  for (const match of text.matchAll(/\b([A-Za-z_]\w*)[ \t]*\(/g)) {
    if (wanted.has(match[1] as string)) return match[1] as string;
  }
  return null;
}

/** The folders of a tree where what these files name is most likely defined. */
function nearFolders(root: string, askers: readonly string[]): Pick<Place, 'folders' | 'flat'> {
  const folders = new Set([...CORE, ...SHARED]);
  const flat = new Set<string>();
  for (const path of askers) {
    const parts = path.split('/').slice(0, -1);
    const family = FAMILIES.find((folder) => path.startsWith(`${folder}/`));
    // `sound/core`, `arch/x86`, `drivers/char`: a subsystem, not its smallest part. In a family: one driver.
    const depth = family === undefined ? 2 : family.split('/').length + 1;
    if (family !== undefined) flat.add(family);
    if (parts.length > 0 && parts.join('/') !== family) folders.add(parts.slice(0, depth).join('/'));
  }
  const isThere = (folder: string) => existsSync(join(root, folder));
  const isInside = (folder: string) => [...folders].some((other) => folder.startsWith(`${other}/`));
  return {
    folders: [...folders].filter((folder) => !isInside(folder) && isThere(folder)).sort(),
    flat: [...flat].filter((folder) => !isInside(`${folder}/`) && isThere(folder)).sort(),
  };
}

/** Sorts by path and name. */
export function sortDefinitions(found: readonly Definition[]): Definition[] {
  return [...found].sort((a, b) => compare(a.path, b.path) || compare(a.name, b.name));
}
