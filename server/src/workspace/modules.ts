// SPDX-License-Identifier: GPL-2.0-only
/** Which module a file outside of a kernel tree belongs to: a folder may hold drivers of several generations. */
import { dirname, join, resolve } from 'node:path';
import type { InferredRelease } from '../contracts/infer.ts';
import { readMakefileRelease } from '../contracts/makefile.ts';
import { compareReleases, type Release } from '../contracts/model.ts';
import type { FileFacts, Program, ResolvedHandler } from '../facts/model.ts';
import { isSkipped } from '../io/read.ts';
import type { Sources } from '../io/sources.ts';
import { isOwn } from '../text/source.ts';
import type { TextOf } from './evidence.ts';
import { inferFrom, type ReleaseRange } from './kernel.ts';

/** The modules below a folder; a kernel tree there is one module, of the release that it says itself. */
export interface Modules {
  /** Names the folder of the module that builds a file; '' where none does. */
  of: (path: string) => string;
  /** Of a kernel tree; null for any other module. */
  releaseOf: (folder: string) => Release | null;
}

const MAKEFILES = ['Kbuild', 'Makefile'];

/** `obj-m += foo.o`: what an `obj-` list of folders names is built by them. */
const BUILDS = /^\s*obj-\S+\s*[:+?]?=[^#\n]*(?:\\\n[^#\n]*)*\.o\b/m;

export function modulesBelow(base: string, sources: Sources): Modules {
  const known = new Map<string, { builds: boolean; release: Release | null }>();
  const look = (folder: string) => {
    let found = known.get(folder);
    if (found === undefined) {
      const files = MAKEFILES.map((name) => sources.read(resolve(base, folder, name), join(folder, name)));
      const texts = files.map((file) => (isSkipped(file) ? '' : file.text));
      const isTree = sources.look(resolve(base, folder, 'include/linux/mm.h')) === false;
      found = {
        builds: texts.some((text) => BUILDS.test(text)),
        release: isTree ? (readMakefileRelease(texts[1] as string)?.release ?? null) : null,
      };
      known.set(folder, found);
    }
    return found;
  };
  return {
    of: (path) => {
      let nearest = '';
      for (let folder = dirname(path); folder !== '.'; folder = dirname(folder)) {
        const { builds, release } = look(folder);
        if (release !== null) return folder;
        if (builds && nearest === '') nearest = folder;
      }
      return nearest;
    },
    releaseOf: (folder) => (folder === '' ? null : look(folder).release),
  };
}

/** What each module tells of its release; null for those of which nothing tells it. */
export function inferModules(
  handlers: readonly ResolvedHandler[],
  program: Program,
  textOf: TextOf,
  modules: Modules,
): Map<string, Pick<InferredRelease, 'first' | 'last'> | null> {
  const told = new Map<string, Pick<InferredRelease, 'first' | 'last'> | null>();
  const files = [...program.files.values()].filter(({ file }) => isOwn(file.path));
  const folders = new Set(files.map(({ file }) => modules.of(file.path)));
  for (const folder of folders) {
    const release = modules.releaseOf(folder);
    if (release !== null) told.set(folder, { first: release, last: release });
    else if (folders.size > 1) told.set(folder, inferOne(folder, handlers, files, program, textOf, modules));
  }
  return told;
}

function inferOne(
  folder: string,
  handlers: readonly ResolvedHandler[],
  files: readonly FileFacts[],
  program: Program,
  textOf: TextOf,
  modules: Modules,
): InferredRelease | null {
  const isIn = ({ path }: { path: string }) => modules.of(path) === folder;
  const own = handlers.filter(({ table }) => isIn(table.place.file));
  const its = files.filter(({ file }) => isIn(file));
  const inferred = inferFrom(own, program, textOf, its);
  return inferred.isTold ? inferred : null;
}

/** Modules that are for other releases than the whole, by the range that each is for. */
export interface ModulesApart {
  /** The range of a file; undefined where no module has it. */
  rangeOf: (path: string) => ReleaseRange | undefined;
  /** All that there are. */
  ranges: ReleaseRange[];
}

/** What a module tells narrows the range of the whole, or stands against it; null where all may be for one. */
export function modulesApart(
  told: ReadonlyMap<string, Pick<InferredRelease, 'first' | 'last'> | null>,
  whole: ReleaseRange,
  modules: Modules,
): ModulesApart | null {
  const ranges = new Map<string, ReleaseRange>([[keyOf(whole), whole]]);
  const keys = new Map<string, string>();
  for (const [module, tells] of told) {
    if (tells === null) continue;
    const { first, last } = tells;
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
  if (keys.size === told.size && ![...keys.values()].includes(keyOf(whole))) ranges.delete(keyOf(whole));
  return {
    rangeOf: (path) => ranges.get(keys.get(modules.of(path)) ?? keyOf(whole)),
    ranges: [...ranges.values()],
  };
}

/** With more it is a part of a kernel, all of one release, of which each driver tells a little. */
const MOST_RANGES = 8;

const keyOf = ({ first, last }: ReleaseRange) => JSON.stringify([first, last]);
