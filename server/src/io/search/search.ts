// SPDX-License-Identifier: GPL-2.0-only
/** Searches C files for a pattern: with ripgrep, or with a walk in JavaScript where there is no binary. */
import { join, sep } from 'node:path';
import { isSkipped, readSource, type Skipped } from '../read.ts';
import { findRipgrep, NotStarted, type RipgrepRun, runRipgrep } from './ripgrep.ts';
import { walkSources } from './walk.ts';

export interface SearchOptions {
  /** Folders relative to the root with `/`; all of it when absent. */
  folders?: readonly string[];
  /** Folders of which only the files right in them are searched, in addition. */
  flat?: readonly string[];
  /** gitignore-style patterns of what to leave out, relative to the root. */
  exclude?: readonly string[];
  /** Told of each file or folder that could not be read. */
  onSkip?: (skipped: Skipped) => void;
  signal?: AbortSignal;
  /** Takes only what processor time is left over. */
  aside?: boolean;
  /** The ripgrep binary; null forces the walk. Found by itself when absent. */
  ripgrep?: string | null;
}

/** One line that matches. */
export interface LineMatch {
  /** Relative to the root, with `/`. */
  path: string;
  /** From 1. */
  line: number;
  /** The line without its end. */
  text: string;
}

/**
 * Lists the `.c` and `.h` files under a root that match a pattern, sorted.
 *
 * @param root absolute path
 * @param pattern a regular expression that means the same to ripgrep and JavaScript and cannot match a line end
 * @returns paths relative to the root, with `/`
 */
export async function searchFiles(
  root: string,
  pattern: string,
  options: SearchOptions = {},
): Promise<string[]> {
  const run = await prepare(root, pattern, ['-l'], options);
  if (run) {
    try {
      let text = '';
      for await (const piece of runRipgrep(run)) text += piece;
      return [...new Set(text.split('\0').filter(Boolean).map(cleanPath))].sort();
    } catch (error) {
      if (!(error instanceof NotStarted)) throw error;
    }
  }
  return (await searchWithoutRipgrep(root, pattern, options, true)).map((match) => match.path);
}

/**
 * Yields the lines of the `.c` and `.h` files under a root that match a pattern. Lines of one file come in order;
 * the order of files is that in which they were found, so a caller that prints must sort.
 */
export async function* searchLines(
  root: string,
  pattern: string,
  options: SearchOptions = {},
): AsyncGenerator<LineMatch> {
  const run = await prepare(root, pattern, ['-n', '--no-heading', '--with-filename'], options);
  if (run) {
    try {
      yield* linesOf(run);
      return;
    } catch (error) {
      if (!(error instanceof NotStarted)) throw error;
    }
  }
  yield* await searchWithoutRipgrep(root, pattern, options, false);
}

async function* linesOf(run: RipgrepRun): AsyncGenerator<LineMatch> {
  let rest = '';
  for await (const piece of runRipgrep(run)) {
    const lines = (rest + piece).split('\n');
    rest = lines.pop() as string;
    for (const line of lines) {
      const match = parseLine(line);
      if (match) yield match;
    }
  }
  const last = parseLine(rest);
  if (last) yield last;
}

async function prepare(
  root: string,
  pattern: string,
  flags: string[],
  options: SearchOptions,
): Promise<RipgrepRun | null> {
  const binary = options.ripgrep === undefined ? await findRipgrep() : options.ripgrep;
  if (!binary) return null;
  const { folders = [''], flat = [], exclude = [], onSkip = () => {}, signal, aside = false } = options;
  const files = walkSources(root, flat, exclude, onSkip, { flat: true });
  return { binary, root, pattern, flags, paths: [...folders, ...files], exclude, onSkip, signal, aside };
}

/** `path NUL line : text`. */
function parseLine(text: string): LineMatch | null {
  const zero = text.indexOf('\0');
  const colon = text.indexOf(':', zero);
  if (zero === -1 || colon === -1) return null;
  return {
    path: cleanPath(text.slice(0, zero)),
    line: Number(text.slice(zero + 1, colon)),
    text: text.slice(colon + 1).replace(/\r$/, ''),
  };
}

function cleanPath(path: string): string {
  return (sep === '/' ? path : path.replaceAll(sep, '/')).replace(/^\.\/+/, '');
}

async function searchWithoutRipgrep(
  root: string,
  pattern: string,
  options: SearchOptions,
  firstOnly: boolean,
): Promise<LineMatch[]> {
  const { folders = [''], flat = [], exclude = [], onSkip = () => {}, signal } = options;
  const test = new RegExp(pattern, 'gm');
  const found: LineMatch[] = [];
  let files = 0;
  const paths = [
    ...walkSources(root, folders, exclude, onSkip),
    ...walkSources(root, flat, exclude, onSkip, { flat: true }),
  ];
  for (const path of paths) {
    signal?.throwIfAborted();
    // Lets an editor's server answer in between.
    if (++files % 64 === 0) await new Promise(setImmediate);
    const file = readSource(join(root, path), path);
    if (isSkipped(file)) onSkip(file);
    else collectLines(file.path, file.text, test, firstOnly, found);
  }
  return found;
}

function collectLines(
  path: string,
  text: string,
  test: RegExp,
  firstOnly: boolean,
  found: LineMatch[],
): void {
  test.lastIndex = 0;
  let line = 1;
  let counted = 0;
  for (let match = test.exec(text); match; match = test.exec(text)) {
    const start = match.index === 0 ? 0 : text.lastIndexOf('\n', match.index - 1) + 1;
    const end = text.indexOf('\n', match.index);
    const stop = end === -1 ? text.length : end;
    for (let at = text.indexOf('\n', counted); at !== -1 && at < start; at = text.indexOf('\n', at + 1))
      line++;
    counted = start;
    found.push({ path, line, text: text.slice(start, stop).replace(/\r$/, '') });
    if (firstOnly || end === -1) return;
    test.lastIndex = end + 1;
  }
}
