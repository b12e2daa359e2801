/** Searches for where functions are defined: the pattern, what a matching line says, and which files to read. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isHeader, pickVisible, sharedFolders } from '../facts/nearness.ts';
import type { SourceFile } from '../text/source.ts';

/** Folders of a tree whose functions the rest of the kernel calls. */
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

/** Names in one pattern: a longer alternation makes ripgrep slower than a second pass. */
const NAMES_PER_PATTERN = 2000;

/** How many files are read for one name that several places define equally near. */
const MAX_FILES_PER_NAME = 4;

/** A line that looks like the start of a definition. */
export interface DefinitionLine {
  name: string;
  isStatic: boolean;
  shown: string;
  absolute: string;
}

/**
 * Returns patterns of the lines that may define one of the names: what stands in the first column and calls it,
 * as kernel code never does, or a macro.
 */
export function definitionPattern(names: readonly string[]): string[] {
  const patterns: string[] = [];
  for (let at = 0; at < names.length; at += NAMES_PER_PATTERN) {
    const any = `(?:${names.slice(at, at + NAMES_PER_PATTERN).join('|')})`;
    patterns.push(`^(?:[A-Za-z_].*)?\\b${any}[ \\t]*\\(|^[ \\t]*#[ \\t]*define[ \\t]+${any}\\b`);
  }
  return patterns;
}

/** Returns the names that a line may define; none for a prototype that ends on it. */
export function readDefinitionLine(
  text: string,
  wanted: ReadonlySet<string>,
): Pick<DefinitionLine, 'name' | 'isStatic'>[] {
  const macro = /^[ \t]*#[ \t]*define[ \t]+(\w+)/.exec(text);
  if (macro) return wanted.has(macro[1] as string) ? [{ name: macro[1] as string, isStatic: false }] : [];
  if (/;[ \t]*(?:\/[/*].*)?$/.test(text) && !text.includes('{')) return [];
  const isStatic = /^static\b/.test(text);
  for (const match of text.matchAll(/\b([A-Za-z_]\w*)[ \t]*\(/g)) {
    const name = match[1] as string;
    // Only the first can be the function: what follows stands between its parentheses.
    if (wanted.has(name)) return [{ name, isStatic }];
  }
  return [];
}

/** Returns the folders of a tree where the definitions that these files name most likely are. */
export function nearFolders(root: string, askers: readonly string[]): string[] {
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

/**
 * Picks the files to read: for each name those that some asker may mean.
 *
 * @param askersOf the files that look for a name
 * @param includes says whether an asker includes a path
 * @returns shown path → absolute path
 */
export function choosePaths(
  lines: readonly DefinitionLine[],
  askersOf: (name: string) => readonly SourceFile[],
  includes: (asker: SourceFile, path: string) => boolean,
): Map<string, string> {
  const byName = new Map<string, DefinitionLine[]>();
  for (const line of lines) {
    const known = byName.get(line.name);
    if (known) known.push(line);
    else byName.set(line.name, [line]);
  }
  const chosen = new Map<string, string>();
  for (const [name, candidates] of byName) {
    for (const line of chooseForName(candidates, askersOf(name), includes))
      chosen.set(line.shown, line.absolute);
  }
  return chosen;
}

function chooseForName(
  lines: readonly DefinitionLine[],
  askers: readonly SourceFile[],
  includes: (asker: SourceFile, path: string) => boolean,
): DefinitionLine[] {
  const candidates = lines.map((line) => ({ file: { path: line.shown }, isStatic: line.isStatic, line }));
  const chosen = new Set<DefinitionLine>();
  for (const asker of askers) {
    const visible = pickVisible(
      candidates,
      asker,
      (path) => includes(asker, path),
      // Whether a stub stands under #if is only known once it is read.
      () => true,
    );
    const ranked = visible.sort(
      (a, b) => rank(a.line, asker) - rank(b.line, asker) || compare(a.line, b.line),
    );
    const paths = new Set<string>();
    for (const { line } of ranked) {
      paths.add(line.shown);
      if (paths.size <= MAX_FILES_PER_NAME) chosen.add(line);
    }
  }
  return [...chosen];
}

/** Of many that are as near, generic code and x86 stand for the other architectures. */
function rank({ shown }: DefinitionLine, asker: SourceFile): number {
  if (!shown.startsWith('arch/') || sharedFolders(shown, asker.path) > 1) return isHeader(shown) ? 1 : 0;
  return shown.startsWith('arch/x86/') ? 2 : 3;
}

function compare(a: DefinitionLine, b: DefinitionLine): number {
  return a.shown < b.shown ? -1 : a.shown > b.shown ? 1 : 0;
}
