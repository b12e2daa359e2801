// SPDX-License-Identifier: GPL-2.0-only
/** Which module a file outside of a kernel tree belongs to: a folder may hold drivers of several generations. */
import { dirname, join, resolve } from 'node:path';
import type { InferredRelease } from '../contracts/infer.ts';
import { compareReleases } from '../contracts/model.ts';
import type { Program, ResolvedHandler } from '../facts/model.ts';
import { isSkipped } from '../io/read.ts';
import type { Sources } from '../io/sources.ts';
import { isOwn } from '../text/source.ts';
import { inferFrom, type ReleaseRange } from './kernel.ts';

/** Names the folder of the module that builds a file; '' where none does. */
export type ModuleOf = (path: string) => string;

const MAKEFILES = ['Kbuild', 'Makefile'];

/** `obj-m += foo.o`: what an `obj-` list of folders names is built by them. */
const BUILDS = /^\s*obj-\S+\s*[:+?]?=[^#\n]*(?:\\\n[^#\n]*)*\.o\b/m;

export function modulesBelow(base: string, sources: Sources): ModuleOf {
  const builds = new Map<string, boolean>();
  const isModule = (folder: string) => {
    let answer = builds.get(folder);
    if (answer === undefined) {
      const files = MAKEFILES.map((name) => sources.read(resolve(base, folder, name), join(folder, name)));
      answer = files.some((file) => !isSkipped(file) && BUILDS.test(file.text));
      builds.set(folder, answer);
    }
    return answer;
  };
  return (path) => {
    for (let folder = dirname(path); folder !== '.'; folder = dirname(folder))
      if (isModule(folder)) return folder;
    return '';
  };
}

/** What each module tells of its release; only those of which something tells it. */
export function inferModules(
  handlers: readonly ResolvedHandler[],
  program: Program,
  moduleOf: ModuleOf,
): Map<string, InferredRelease> {
  const told = new Map<string, InferredRelease>();
  const files = [...program.files.values()].filter(({ file }) => isOwn(file.path));
  const modules = new Set(files.map(({ file }) => moduleOf(file.path)));
  if (modules.size < 2) return told;
  for (const module of modules) {
    const isIn = ({ path }: { path: string }) => moduleOf(path) === module;
    const own = handlers.filter(({ table }) => isIn(table.place.file));
    const its = files.filter(({ file }) => isIn(file));
    const inferred = inferFrom(own, program, its);
    if (inferred.isTold) told.set(module, inferred);
  }
  return told;
}

/** Modules that are for other releases than the whole, by the range that each is for. */
export interface ModulesApart {
  /** The range of a file. */
  rangeOf: (path: string) => ReleaseRange;
  /** All that there are. */
  ranges: ReleaseRange[];
}

/** What a module tells narrows the range of the whole, or stands against it; null where all may be for one. */
export function modulesApart(
  told: ReadonlyMap<string, InferredRelease>,
  whole: ReleaseRange,
  moduleOf: ModuleOf,
): ModulesApart | null {
  const ranges = new Map<string, ReleaseRange>([[keyOf(whole), whole]]);
  const keys = new Map<string, string>();
  for (const [module, { first, last }] of told) {
    const isLater = compareReleases(first, whole.last) > 0;
    // The newest is what code is held against.
    if (!isLater && compareReleases(last, whole.last) >= 0) continue;
    const isWithin = !isLater && compareReleases(last, whole.first) >= 0;
    const isNarrower = isWithin && compareReleases(first, whole.first) < 0;
    const own = { first: isNarrower ? whole.first : first, last };
    ranges.set(keyOf(own), own);
    keys.set(module, keyOf(own));
  }
  if (keys.size === 0 || ranges.size > MOST_RANGES) return null;
  return {
    rangeOf: (path) => ranges.get(keys.get(moduleOf(path)) ?? keyOf(whole)) as ReleaseRange,
    ranges: [...ranges.values()],
  };
}

/** With more it is a part of a kernel, all of one release, of which each driver tells a little. */
const MOST_RANGES = 8;

const keyOf = ({ first, last }: ReleaseRange) => JSON.stringify([first, last]);
