// SPDX-License-Identifier: GPL-2.0-only
/** Picks the files to read for names that nothing loaded defines. */
import type { SourceFile } from '../../text/source.ts';
import type { MutableProgram } from '../program.ts';
import { isHeader, pickVisible, sharedFolders } from './nearness.ts';

/** A place that seems to define a function, judged by one line. */
export interface DefinitionCandidate {
  name: string;
  isStatic: boolean;
  /** As the program names its files. */
  path: string;
}

/** How many files are read for one name that several places define equally near. */
const MAX_FILES_PER_NAME = 4;

/**
 * Returns the paths, sorted, of the files to read: for each wanted name those whose definition one of the files
 * that asked for it may mean. A static function of another source file is none of them.
 */
export function chooseFiles(program: MutableProgram, candidates: readonly DefinitionCandidate[]): string[] {
  const byName = new Map<string, DefinitionCandidate[]>();
  for (const candidate of candidates) {
    const known = byName.get(candidate.name);
    if (known) known.push(candidate);
    else byName.set(candidate.name, [candidate]);
  }
  const chosen = new Set<string>();
  for (const [name, places] of byName) {
    for (const asker of program.wanted.get(name) ?? []) {
      for (const path of chooseFor(program, asker, places)) chosen.add(path);
    }
  }
  return [...chosen].filter((path) => !program.files.has(path)).sort();
}

function chooseFor(
  program: MutableProgram,
  asker: SourceFile,
  candidates: readonly DefinitionCandidate[],
): string[] {
  const visible = pickVisible(
    candidates.map(({ path, isStatic }) => ({ file: { path }, isStatic })),
    asker,
    (path) => program.files.get(asker.path)?.includes(path) === true,
    // Whether a stub stands under #if is only known once it is read.
    () => true,
  );
  const paths = [...new Set(visible.map((one) => one.file.path))];
  paths.sort((a, b) => rank(a, asker) - rank(b, asker) || (a < b ? -1 : 1));
  return paths.slice(0, MAX_FILES_PER_NAME);
}

/** Of many that are as near, generic code and x86 stand for the other architectures. */
function rank(path: string, asker: SourceFile): number {
  if (!path.startsWith('arch/') || sharedFolders(path, asker.path) > 1) return isHeader(path) ? 1 : 0;
  return path.startsWith('arch/x86/') ? 2 : 3;
}
