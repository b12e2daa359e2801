/** Loads the files of the tree that define what loaded code calls and tables name. */
import { collectCallees } from '../analysis/closure.ts';
import { createContext } from '../analysis/context.ts';
import type { Kernel } from '../contracts/model.ts';
import { mappingCandidates } from '../facts/mappings.ts';
import type { FunctionDefinition, ResolvedHandler } from '../facts/model.ts';
import { isHeader, sharedFolders } from '../facts/nearness.ts';
import type { MutableProgram } from '../facts/program.ts';
import type { Inputs } from '../io/inputs.ts';
import { searchLines } from '../io/search.ts';
import type { SourceFile } from '../text/source.ts';
import type { Reader } from './reader.ts';

/** How many calls deep a handler's callees are looked for; deeper ones count as unseen. */
const DEPTH = 4;
/** Searches of the tree: each one costs a walk over all files. */
const ROUNDS = 2;
/** One name is not looked for in more files than this, the nearest first. */
const MOST_FILES = 4;
/** Copies of kernel headers and code that is not the kernel. */
const NOT_KERNEL = /^(?:tools|scripts|Documentation)\//;

/**
 * Searches the tree for what `program.wanted` names, adds the files, and again for what those call.
 *
 * @param resolve resolves the handlers against the program as it is now
 */
export async function loadDefinitions(
  program: MutableProgram,
  resolve: () => ResolvedHandler[],
  kernel: Kernel,
  inputs: Inputs,
  exclude: string[],
  reader: Reader,
): Promise<void> {
  const tried = new Set<string>();
  for (let round = 0; round < ROUNDS; round++) {
    collectCallees(roots(program, resolve()), DEPTH, createContext(program, kernel));
    const names = [...program.wanted.keys()].filter(
      (name) => /^[A-Za-z_]\w*$/.test(name) && !tried.has(name),
    );
    if (names.length === 0) return;
    for (const name of names) tried.add(name);
    const folders = inputs.tree === null ? inputs.folders : [''];
    const paths = await definingFiles(names, program.wanted, inputs.base, folders, exclude, reader);
    for (const path of paths) {
      const file = program.files.has(path) ? null : reader.read(path);
      if (file !== null) program.addFile(file);
    }
  }
}

function roots(program: MutableProgram, handlers: ResolvedHandler[]): FunctionDefinition[] {
  return [
    ...handlers.flatMap(({ definitions }) => definitions),
    ...mappingCandidates(program).map(({ definition }) => definition),
  ];
}

/** Returns the files, sorted, in which the names seem to be defined, judged by single lines. */
async function definingFiles(
  names: string[],
  wanted: Map<string, Set<SourceFile>>,
  base: string,
  folders: string[],
  exclude: string[],
  reader: Reader,
): Promise<string[]> {
  if (folders.length === 0) return [];
  // A definition starts in the first column, with its type on the same line or the one before; a prototype that
  // fits on a line ends in a semicolon.
  const pattern = `^(?:[A-Za-z_][^;=(]*[ \\t*])?(?:${names.join('|')})[ \\t]*\\([^;]*$`;
  const byName = new Map<string, Set<string>>();
  const known = new Set(names);
  for await (const { path, text } of searchLines(base, pattern, {
    folders,
    exclude,
    onSkip: (skipped) => reader.skipped.push(skipped),
  })) {
    const name = /(\w+)[ \t]*\(/.exec(text)?.[1];
    if (name === undefined || !known.has(name) || NOT_KERNEL.test(path)) continue;
    const askers = [...(wanted.get(name) ?? [])];
    if (/^static\b/.test(text) && !isHeader(path) && !askers.some((asker) => sameFolder(asker.path, path)))
      continue;
    byName.set(name, (byName.get(name) ?? new Set()).add(path));
  }
  const chosen = new Set<string>();
  for (const [name, paths] of byName) {
    for (const asker of wanted.get(name) ?? [])
      for (const path of nearest([...paths], asker.path)) chosen.add(path);
  }
  return [...chosen].sort();
}

function nearest(paths: string[], from: string): string[] {
  if (paths.length <= MOST_FILES) return paths;
  const distance = new Map(paths.map((path) => [path, -sharedFolders(path, from)]));
  const order = (a: string, b: string) => (distance.get(a) ?? 0) - (distance.get(b) ?? 0) || (a < b ? -1 : 1);
  return paths.sort(order).slice(0, MOST_FILES);
}

function sameFolder(a: string, b: string): boolean {
  return a.slice(0, a.lastIndexOf('/') + 1) === b.slice(0, b.lastIndexOf('/') + 1);
}
