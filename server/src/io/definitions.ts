/** Searches a tree for the places where functions may be defined. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type SearchOptions, searchLines } from './search.ts';

/** A line that looks like the start of a definition. */
export interface Definition {
  name: string;
  /** `static` stands on the same line. */
  isStatic: boolean;
  /** Relative to the root, with `/`. */
  path: string;
}

export interface DefinitionSearch {
  /** The files that need the names, relative to the root: their folders are searched first. */
  askers: readonly string[];
  /** `near`: only the askers' subsystems and core code. `tree`: then everywhere, for names not found there. */
  reach: 'near' | 'tree';
  /** Exclusions, skips, cancellation, as for any search. */
  options?: Omit<SearchOptions, 'folders'>;
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

/** Folders of a kernel tree that no kernel code calls into: tools, documentation, examples. */
const ASIDE = ['tools', 'scripts', 'Documentation', 'samples', 'usr'];

/** Names in one pattern: an argument of a process may have 128 KB on Linux. */
const NAMES_PER_PATTERN = 2000;

/**
 * Finds lines that may define one of the functions, or a macro of that name. A prototype that goes on in the next
 * line looks the same, so a caller reads the file to be sure. On Linux 6.12 the near folders take a third of the
 * time of the whole tree and hold every handler of another file.
 *
 * @param root absolute path
 * @param names C identifiers
 * @returns sorted by path and name, each pair once
 */
export async function findDefinitions(
  root: string,
  names: readonly string[],
  { askers, reach, options = {} }: DefinitionSearch,
): Promise<Definition[]> {
  const near = await search(root, names, nearFolders(root, askers), options);
  const found = new Map(near.map((one) => [`${one.path}\0${one.name}`, one]));
  if (reach === 'tree') {
    const known = new Set(near.map((one) => one.name));
    const rest = names.filter((name) => !known.has(name));
    const aside = ASIDE.filter((folder) => !askers.some((asker) => asker.startsWith(`${folder}/`)));
    const exclude = [...(options.exclude ?? []), ...aside.map((folder) => `/${folder}/`)];
    for (const one of await search(root, rest, [''], { ...options, exclude }))
      found.set(`${one.path}\0${one.name}`, one);
  }
  return [...found.values()].sort((a, b) => compare(a.path, b.path) || compare(a.name, b.name));
}

async function search(
  root: string,
  names: readonly string[],
  folders: readonly string[],
  options: SearchOptions,
): Promise<Definition[]> {
  const found: Definition[] = [];
  if (folders.length === 0) return found;
  const wanted = new Set(names);
  for (let at = 0; at < names.length; at += NAMES_PER_PATTERN) {
    const any = `(?:${names.slice(at, at + NAMES_PER_PATTERN).join('|')})`;
    // Kernel code calls nothing from the first column.
    const pattern = `^(?:[A-Za-z_].*)?\\b${any}[ \\t]*\\(|^[ \\t]*#[ \\t]*define[ \\t]+${any}\\b`;
    for await (const { path, text } of searchLines(root, pattern, { ...options, folders })) {
      const definition = readDefinitionLine(text, wanted);
      if (definition) found.push({ ...definition, path });
    }
  }
  return found;
}

/** Returns what a line may define; null for a prototype that ends on it. */
function readDefinitionLine(text: string, wanted: ReadonlySet<string>): Omit<Definition, 'path'> | null {
  const macro = /^[ \t]*#[ \t]*define[ \t]+(\w+)/.exec(text)?.[1];
  if (macro !== undefined) return wanted.has(macro) ? { name: macro, isStatic: false } : null;
  if (/;[ \t]*(?:\/[/*].*)?$/.test(text) && !text.includes('{')) return null;
  // Only the first can be the function itself: what follows stands between its parentheses or in its body.
  for (const match of text.matchAll(/\b([A-Za-z_]\w*)[ \t]*\(/g)) {
    const name = match[1] as string;
    if (wanted.has(name)) return { name, isStatic: /^static\b/.test(text) };
  }
  return null;
}

/** The folders of a tree where what these files name is most likely defined. */
function nearFolders(root: string, askers: readonly string[]): string[] {
  const folders = new Set(CORE);
  for (const path of askers) {
    const parts = path.split('/').slice(0, -1);
    // `drivers/gpu/drm`, `drivers/char`, `arch/x86`: a subsystem, not its smallest part.
    const depth = parts[0] === 'drivers' && parts[1] === 'gpu' ? 3 : 2;
    if (parts.length > 0) folders.add(parts.slice(0, depth).join('/'));
  }
  const kept = [...folders].filter((folder) => ![...folders].some((other) => folder.startsWith(`${other}/`)));
  return kept.filter((folder) => existsSync(join(root, folder))).sort();
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
