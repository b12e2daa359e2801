// SPDX-License-Identifier: GPL-2.0-only
/** One kernel tree (or one folder without a tree) that is kept in memory and follows the editor. */
import { version } from '../../../../package.json';
import type { StructContracts } from '../../contracts/structContracts.ts';
import { treeContracts } from '../../core/documents.ts';
import type { Gap } from '../../core/gaps.ts';
import { mappingCandidates } from '../../facts/mappings/mappings.ts';
import type { FunctionDefinition } from '../../facts/model.ts';
import type { Finding } from '../../findings/finding.ts';
import { IndexCache } from '../../io/indexCache.ts';
import { isSkipped } from '../../io/read.ts';
import { searchFiles } from '../../io/search/search.ts';
import { freshSearches } from '../../io/search/searches.ts';
import { findTreeRoot } from '../../io/tree.ts';
import { isC } from '../../text/source.ts';
import { candidatePattern } from '../../workspace/candidates.ts';
import { DEPTH, filesOf, type Ground, loadDefinitions, type Tried } from '../../workspace/definitions.ts';
import { libraryJobs } from '../../workspace/libraries.ts';
import { fileScope, wholeScope } from '../../workspace/scope.ts';
import { Workspace } from '../../workspace/workspace.ts';
import { Configuration } from './configuration.ts';
import type { Settings } from './settings.ts';

/** Milliseconds of work after which the editor's next message is let in. */
const SLICE = 12;

/** Told while a tree is read: how many of how many files. */
export type LoadProgress = (done: number, total: number) => void;

export class Session extends Workspace {
  /** The files of the tree are being read, or are about to be. */
  reading = false;
  /** True when the files of the tree have been read. */
  loaded = false;
  /** What the last check of each open file found. */
  readonly found = new Map<string, readonly Finding[]>();
  /** What the last check of each open file could not analyse to the end. */
  readonly gaps = new Map<string, ReadonlyMap<FunctionDefinition, Gap>>();
  readonly config: Configuration;
  #structContracts: Promise<StructContracts> | null = null;
  readonly #tried: Tried = new Set();

  /** `base`: the root of a tree, or a folder that is in none. */
  constructor(base: string, inTree: boolean, settings: Settings) {
    const config = new Configuration(base, settings);
    const { kernel: release, tree } = config.withKernel;
    super({ base, inTree, given: tree === null ? null : findTreeRoot(tree), release });
    this.config = config;
  }

  /**
   * Reads every file of the base that may matter, in slices. Throws when aborted.
   *
   * @param cacheFolder where the list of these files is kept: those of the last time are read while the search runs
   */
  async load(
    signal: AbortSignal,
    onProgress: LoadProgress,
    cacheFolder: string | null = null,
  ): Promise<void> {
    const isOut = this.config.excludes(this.inTree);
    const exclude = this.config.unsearched(this.inTree);
    const pattern = candidatePattern(this.kernel.release);
    const search = searchFiles(this.base, pattern, { exclude, signal });
    // A rejection before it is awaited is seen by the `await`.
    search.catch(() => {});
    const cache = cacheFolder === null ? null : new IndexCache(cacheFolder, [this.base, version, pattern]);
    const expected = cache?.read().filter((path) => !isOut(path)) ?? [];
    await this.#readAll(expected, signal, onProgress);
    const found = await search;
    const paths = found.filter((path) => !isOut(path));
    const real = new Set(paths);
    for (const path of expected) if (!real.has(path)) this.removeFile(path);
    await this.#readAll(paths, signal, onProgress);
    this.followStores({ always: true });
    this.loaded = true;
    if (expected.join('\n') !== paths.join('\n')) cache?.write(paths);
  }

  /**
   * Searches for names that the analysis of a file asks for in vain and that were not searched before: in the tree, or
   * beside a module and then in the tree that it is for.
   *
   * @param path the file, or null for all
   * @returns whether files were added. Throws when aborted.
   */
  async loadDefinitions(path: string | null, signal: AbortSignal): Promise<boolean> {
    const before = this.program.files.size;
    /** As they were when they were last looked for. */
    let mapping: FunctionDefinition[] = [];
    await loadDefinitions(this, {
      // Asked anew, so that names looked for in vain are noted again.
      handlers: () => this.resolveHandlers(),
      roots: (handlers) => {
        const all = {
          tables: this.tables,
          handlers,
          mappings: mappingCandidates(this.program),
          libraries: libraryJobs(this.program),
        };
        const { jobs, mappings } = path === null ? wholeScope(all) : fileScope(all, path);
        mapping = mappings;
        return [...jobs.map(({ definition }) => definition), ...mappings];
      },
      files: () =>
        path === null ? filesOf(this.tables, mapping, this.program) : [this.file(path) ?? []].flat(),
      isAsking: (asker) => path === null || asker === path,
      depth: DEPTH,
      grounds: this.#grounds(path),
      exclude: this.config.unsearched(this.inTree),
      searches: freshSearches,
      tried: this.#tried,
      read: (paths) => this.#readAll(paths, signal),
      signal,
    });
    return this.program.files.size > before;
  }

  /** What headers and documents of the tree say of all structs of operations, read once; null without a tree. */
  structContracts(): Promise<StructContracts> | null {
    const tree = this.inTree ? this.base : this.givenTree;
    if (tree !== null) this.#structContracts ??= treeContracts(tree);
    return this.#structContracts;
  }

  /** A header that says it changed on disk. */
  refreshContracts(): void {
    this.#structContracts = null;
  }

  /** A file changed on disk: it is read again when it is known, or when it now may matter. */
  refreshFile(path: string): void {
    if (this.isOpen(path) || !isC(path)) return;
    if (this.file(path)) this.readFile(path);
    else if (this.loaded && !this.config.excludes(this.inTree)(path)) {
      const file = this.peek(path);
      const candidate = new RegExp(candidatePattern(this.kernel.release));
      if (!isSkipped(file) && candidate.test(file.text)) this.readFile(path);
    }
  }

  /** The editor lets go of a file: what is on disk counts again. */
  release(path: string): void {
    if (!this.letGo(path)) return;
    this.found.delete(path);
    this.gaps.delete(path);
    if (this.inTree || this.loaded) this.readFile(path);
    else this.removeFile(path);
  }

  /** Takes files from disk in slices, but for those that are known. Throws when aborted. */
  async #readAll(
    paths: readonly string[],
    signal: AbortSignal,
    onProgress: LoadProgress = () => {},
  ): Promise<void> {
    let since = performance.now();
    for (const [done, path] of paths.entries()) {
      if (!this.file(path)) this.readFile(path);
      if (performance.now() - since < SLICE) continue;
      onProgress(done, paths.length);
      await new Promise(setImmediate);
      signal.throwIfAborted();
      since = performance.now();
    }
  }

  /** In a tree, all of it. Outside, what stands beside the files of the module, then the tree that it is for. */
  #grounds(path: string | null): Ground[] {
    if (this.inTree) return [{ kind: 'tree', root: this.base, outside: false }];
    const [folders, files] = this.loaded ? [[''], []] : [[], path === null ? [] : [path]];
    const siblings: Ground = { kind: 'siblings', root: this.base, folders, files };
    if (this.givenTree === null) return [siblings];
    return [siblings, { kind: 'tree', root: this.givenTree, outside: true }];
  }
}
