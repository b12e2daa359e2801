// SPDX-License-Identifier: GPL-2.0-only
/**
 * A folder outside of a tree that has kernel trees below it: each is linted as the tree that it is, and the modules
 * beside them against the nearest one, unless they are written for another release.
 */
import { isAbsolute, join, resolve } from 'node:path';
import { compareReleases, type Release } from '../../contracts/model.ts';
import { type Inputs, resolveInputs } from '../../io/inputs.ts';
import type { Skipped } from '../../io/read.ts';
import { freshSearches } from '../../io/search/searches.ts';
import { DISK } from '../../io/sources.ts';
import { treesOf } from '../../io/tree.ts';
import { isOwn } from '../../text/source.ts';
import { kernelOfRelease, type ReleaseRange } from '../../workspace/kernel.ts';
import { underLint } from '../candidates.ts';
import type { LintRun } from '../lint.ts';
import { load, withConfig } from '../load.ts';
import type { LintRequest, Loaded } from '../request.ts';
import { Settings } from '../settings.ts';
import { distinct, noteOf, together } from './lintModules.ts';

/** The trees below the named folders. */
export interface TreesBelow {
  inputs: Inputs;
  /** Relative to the base of the inputs. */
  roots: string[];
}

/** Null where there are none, or the user says which kernel counts. */
export async function treesBelow(request: LintRequest): Promise<TreesBelow | null> {
  const inputs = resolveInputs(request.paths, request.cwd, request.sources, request.around);
  const { tree, base, folders } = inputs;
  if (tree !== null || folders.length === 0 || request.workspace !== undefined) return null;
  const settings = new Settings();
  const { kernel, tree: given } = withConfig(request, inputs, settings);
  if (kernel !== null || given !== null) return null;
  const searches = (request.sources ?? DISK).over(request.searches ?? freshSearches);
  const headers = await searches.files(base, STRUCT, { folders, exclude: [] });
  const isOut = settings.excludes(base, [], request.exclude);
  const roots = treesOf(
    base,
    headers.filter((path) => !isOut(path)),
  );
  return roots.length === 0 ? null : { inputs, roots };
}

/** In the header of a tree that `treesOf` knows it by. */
const STRUCT = '^struct vm_operations_struct \\{';

export async function lintTrees(
  { inputs, roots }: TreesBelow,
  request: LintRequest,
  lintPart: (part: LintRequest) => Promise<LintRun>,
): Promise<LintRun> {
  const { base } = inputs;
  const isOut = new Settings().excludes(base, [], request.exclude);
  const isNarrowed = request.isInPart !== undefined || request.exclude.length > 0;
  const trees: LintRun[] = [];
  for (const root of roots) {
    const isInPart = (path: string) => {
      const outer = `${root}/${path}`;
      return !isOut(outer) && (request.isInPart?.(outer) ?? true);
    };
    const part = { ...request, paths: [join(base, root)], ...(isNarrowed && { isInPart }) };
    trees.push(seenFromAbove(await lintPart(part), base, root));
  }
  const modules = await lintBeside(inputs, roots, request, lintPart);
  const parts = [...trees, ...modules];
  const ranges = distinctRanges(parts.flatMap(rangesOf));
  const { releaseRange: _range, modules: _modules, isOfOtherPart: _other, ...head } = trees[0] as LintRun;
  const isUnderLint = underLint(inputs, request.isInPart);
  const badInputs = distinct([...inputs.bad, ...parts.flatMap((part) => part.badInputs)]);
  return together(
    { ...head, base, inTree: false, named: inputs.files, isUnderLint, badInputs },
    parts,
    ranges.length === 1 ? null : noteOf(ranges),
  );
}

/** What lies in no tree. */
async function lintBeside(
  { base }: Inputs,
  roots: readonly string[],
  asked: LintRequest,
  lintPart: (part: LintRequest) => Promise<LintRun>,
): Promise<LintRun[]> {
  const request = { ...asked, exclude: [...asked.exclude, ...roots.map((root) => `/${root}/`)] };
  const loaded = await load(request, 0);
  const treeOf = nearestTree(base, roots, loaded);
  const files = [...loaded.program.files.values()].filter(({ file }) => isOwn(file.path));
  const chosen = [...new Set(files.map(({ file }) => treeOf(file.path)))];
  const parts: LintRun[] = [];
  for (const root of chosen) {
    const isInPart = (path: string) => treeOf(path) === root && (request.isInPart?.(path) ?? true);
    const tree = root === null ? null : join(base, root);
    parts.push(await lintPart({ ...request, tree, ...(chosen.length > 1 && { isInPart }) }));
  }
  return parts;
}

/** The tree that a module is linted against: of those of the releases that it may be for, the nearest; null for none. */
function nearestTree(base: string, roots: readonly string[], { releaseRange, modules }: Loaded) {
  const releases = new Map(roots.map((root) => [root, kernelOfRelease(join(base, root), null).release]));
  const releaseOf = (root: string) => releases.get(root) as Release;
  return (path: string): string | null => {
    const range = modules?.rangeOf(path) ?? releaseRange;
    const fitting = roots.filter((root) => fits(releaseOf(root), range));
    const shared = (root: string) => sharedFolders(root, path);
    const most = Math.max(...fitting.map(shared));
    const [first, ...others] = fitting.filter((root) => shared(root) === most);
    const isOne = others.every((root) => compareReleases(releaseOf(root), releaseOf(first as string)) === 0);
    return first !== undefined && isOne ? first : null;
  };
}

/** A range ends with a release as such, of which a tree may have a later patch level. */
function fits(release: Release, range: ReleaseRange | undefined): boolean {
  if (range === undefined) return true;
  const { first, last } = range;
  const isLast = last.major === release.major && last.minor === release.minor;
  return compareReleases(first, release) <= 0 && (isLast || compareReleases(release, last) <= 0);
}

function sharedFolders(a: string, b: string): number {
  const others = b.split('/');
  const at = a.split('/').findIndex((part, index) => part !== others[index]);
  return at === -1 ? others.length : at;
}

/** A run over a tree with its files named from the folder above. */
function seenFromAbove(run: LintRun, base: string, root: string): LintRun {
  for (const { file } of run.program.files.values()) file.seenFromAbove(root);
  const named = (path: string) => (isAbsolute(path) ? path : `${root}/${path}`);
  const skipped = (list: Skipped[]) => list.map((one) => ({ ...one, path: named(one.path) }));
  return {
    ...run,
    base,
    skippedFiles: skipped(run.skippedFiles),
    badInputs: run.badInputs.map((one) => ({ ...one, path: resolve(base, root, one.path) })),
    notAnalysed: run.notAnalysed.map((one) => ({ ...one, file: named(one.file) })),
    notFound: run.notFound.map((one) => ({ ...one, file: named(one.file) })),
  };
}

function rangesOf({ kernel: { release }, inTree, modules, releaseRange }: LintRun): ReleaseRange[] {
  const own = { first: release, last: release };
  return inTree || releaseRange === undefined ? [own] : (modules?.ranges ?? [releaseRange]);
}

function distinctRanges(ranges: readonly ReleaseRange[]): ReleaseRange[] {
  return [...new Map(ranges.map((range) => [JSON.stringify(range), range])).values()];
}
