/** One kernel tree (or one folder without a tree) that is kept in memory and follows the editor. */
import { resolve } from 'node:path';
import { version } from '../../../package.json';
import { type AnalysisContext, createContext } from '../analysis/engine/context.ts';
import type { Kernel } from '../contracts/model.ts';
import { candidatePattern } from '../core/candidates.ts';
import { markForeignStores, renewForeignStores } from '../facts/foreign.ts';
import { type ItemChange, LiveFile } from '../facts/live.ts';
import type { LoadedFile } from '../facts/loadedFile.ts';
import { keepCandidates, type MappingCandidate, mappingCandidates } from '../facts/mappings.ts';
import type { OpsTable, ResolvedHandler } from '../facts/model.ts';
import { createProgram, type MutableProgram } from '../facts/program.ts';
import { resolveHandlers } from '../facts/resolve.ts';
import { chooseVersionArms } from '../facts/versionArms.ts';
import type { Finding } from '../findings/finding.ts';
import { IndexCache } from '../io/indexCache.ts';
import { isSkipped, readSource } from '../io/read.ts';
import { searchFiles } from '../io/search.ts';
import { findTreeRoot } from '../io/tree.ts';
import { isOwn, SourceFile } from '../text/source.ts';
import { chooseKernel, inferKernel } from '../workspace/kernel.ts';
import { Configuration } from './configuration.ts';
import { Memory } from './memory.ts';
import type { Settings } from './settings.ts';

/** Milliseconds of work after which the editor's next message is let in. */
const SLICE = 12;

/** Told while a tree is read: how many of how many files. */
export type LoadProgress = (done: number, total: number) => void;

export class Session {
  /** Absolute path that the paths of the program are relative to. */
  readonly base: string;
  readonly inTree: boolean;
  readonly program: MutableProgram;
  /** Absolute path of the tree that the settings name; what is read of it goes by absolute paths. */
  readonly givenTree: string | null;
  kernel: Kernel;
  /** How the release was inferred; null when a tree or the user told it. */
  releaseNote: string | null = null;
  /** Counts the changes: what was worked out under another number may be out of date. */
  generation = 0;
  /** Counts the changes that are no mere reading of one more file. */
  edits = 0;
  /** The files of the tree are being read, or are about to be. */
  reading = false;
  /** True when the files of the tree have been read. */
  loaded = false;
  readonly memory: Memory;
  /** What the last check of each open file found. */
  readonly found = new Map<string, readonly Finding[]>();
  readonly config: Configuration;
  readonly #isKnown: boolean;
  readonly #live = new Map<string, LiveFile>();
  /** Open files with arms of other releases, as the editor has them. */
  readonly #versioned = new Map<string, string>();
  #handlers: ResolvedHandler[] | null = null;
  #mappings: MappingCandidate[] | null = null;

  /** `base`: the root of a tree, or a folder that is in none. */
  constructor(base: string, inTree: boolean, settings: Settings) {
    this.base = base;
    this.inTree = inTree;
    this.config = new Configuration(base, settings);
    const { kernel: release, tree } = this.config.withKernel;
    this.givenTree = tree === null ? null : findTreeRoot(tree);
    const own = inTree ? base : null;
    const { kernel, isKnown } = chooseKernel({ own, given: this.givenTree, release });
    this.kernel = kernel;
    this.#isKnown = isKnown;
    this.program = createProgram({ memberOrder: [...kernel.ops.keys()] });
    this.memory = new Memory(this.program, () => createContext(this.program, this.kernel));
  }

  /** What explorations share; replaced when the kernel changes. */
  get context(): AnalysisContext {
    return this.memory.context;
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
    await this.readAll(expected, signal, onProgress);
    const found = await search;
    const paths = found.filter((path) => !isOut(path));
    const real = new Set(paths);
    for (const path of expected) if (!real.has(path)) this.removeFile(path);
    await this.readAll(paths, signal, onProgress);
    markForeignStores(this.program);
    this.#changed();
    this.loaded = true;
    if (expected.join('\n') !== paths.join('\n')) cache?.write(paths);
  }

  /** Takes files from disk in slices, but for those that are known. Throws when aborted. */
  async readAll(
    paths: readonly string[],
    signal: AbortSignal,
    onProgress: LoadProgress = () => {},
  ): Promise<void> {
    let since = performance.now();
    for (const [done, path] of paths.entries()) {
      if (!this.program.files.has(path)) this.readFile(path);
      if (performance.now() - since < SLICE) continue;
      onProgress(done, paths.length);
      await new Promise(setImmediate);
      signal.throwIfAborted();
      since = performance.now();
    }
  }

  /** Takes a file from disk as it is now; one that is open in the editor stays as the editor has it. */
  readFile(path: string): void {
    if (this.#live.has(path)) return;
    const file = readSource(resolve(this.base, path), path);
    this.#replace(path, () => {
      if (isSkipped(file)) this.program.removeFile(path);
      else this.program.addFile(this.#ofRelease(file));
    });
  }

  /** A file changed on disk: it is read again when it is known, or when it now may matter. */
  refreshFile(path: string): void {
    if (this.#live.has(path) || !/\.[ch]$/.test(path)) return;
    if (this.program.files.has(path)) this.readFile(path);
    else if (this.loaded && !this.config.excludes(this.inTree)(path)) {
      const file = readSource(resolve(this.base, path), path);
      const candidate = new RegExp(candidatePattern(this.kernel.release));
      if (!isSkipped(file) && candidate.test(file.text)) this.readFile(path);
    }
  }

  /** Takes the text that the editor has for a file. */
  setText(path: string, written: string): void {
    const text = chooseVersionArms(written, this.kernel.release);
    if (text === written) this.#versioned.delete(path);
    else this.#versioned.set(path, written);
    const live = this.#live.get(path);
    if (live?.current.text === text) return;
    this.edits++;
    const change = live?.update(text) ?? null;
    if (live && change) this.#edit(live, change);
    else {
      const file = live ?? new LiveFile(path, text);
      this.#live.set(path, file);
      this.#replace(path, () => this.program.updateFile(file, null));
    }
    // Functions may have come that a declaration elsewhere waited for; the release may show now.
    if (!this.#isKnown) this.#infer();
  }

  /** The editor lets go of a file: what is on disk counts again. */
  release(path: string): void {
    const live = this.#live.get(path);
    if (!live) return;
    this.edits++;
    this.#live.delete(path);
    this.found.delete(path);
    this.#versioned.delete(path);
    if (this.inTree || this.loaded) this.readFile(path);
    else this.removeFile(path);
  }

  /** Forgets a file that is gone from disk. */
  removeFile(path: string): void {
    if (this.#live.has(path)) return;
    this.#replace(path, () => this.program.removeFile(path));
  }

  file(path: string): LoadedFile | undefined {
    return this.program.files.get(path);
  }

  isOpen(path: string): boolean {
    return this.#live.has(path);
  }

  get openPaths(): string[] {
    return [...this.#live.keys()];
  }

  /** Every table of the loaded files, in the order of their places; without those of the tree that a module is for. */
  get tables(): OpsTable[] {
    return [...this.program.files.values()].flatMap(({ file, tables }) => {
      if (!isOwn(file.path)) return [];
      return file.current === file
        ? tables
        : [...tables].sort((a, b) => file.toCurrent(a.place.start) - file.toCurrent(b.place.start));
    });
  }

  /** The handlers of every table; worked out once per change. */
  get handlers(): ResolvedHandler[] {
    this.#handlers ??= resolveHandlers(this.program, this.tables);
    return this.#handlers;
  }

  /** The functions that map; worked out once per change. */
  get mappings(): MappingCandidate[] {
    this.#mappings ??= mappingCandidates(this.program);
    return this.#mappings;
  }

  /** Exchanges a whole file, and forgets what was made of the one before. */
  #replace(path: string, exchange: () => void): void {
    const before = this.program.files.get(path);
    exchange();
    const now = this.program.files.get(path);
    const both = [before, now].filter((one) => one !== undefined);
    this.memory.forget(new Set(both.flatMap(({ items }) => items.map((item) => item.name))));
    if (this.loaded) renewForeignStores(this.program, path, both.map(({ file }) => file.text).join());
    this.#changed();
  }

  /** Takes over an edit that left most of a file alone. */
  #edit(file: LiveFile, change: ItemChange): void {
    const { path } = file;
    const before = this.program.files.get(path);
    this.program.updateFile(file, change);
    const now = this.program.files.get(path);
    const touched = [...change.removed, ...change.added];
    this.memory.forget(new Set(touched.map((item) => item.name)));
    const text = touched.map(({ start, end }) => file.text.slice(start, end)).join();
    const isRenewed = this.loaded && renewForeignStores(this.program, path, text);
    const mappings =
      this.#mappings && before && now && !isRenewed
        ? keepCandidates(this.#mappings, before, now, change)
        : null;
    this.#changed();
    this.#mappings = mappings;
  }

  /** Says that files came or went, or were edited. */
  #changed(): void {
    this.generation++;
    this.#handlers = null;
    this.#mappings = null;
  }

  /** A file on disk without the arms under LINUX_VERSION_CODE that are of another release. */
  #ofRelease(file: SourceFile): SourceFile {
    const text = chooseVersionArms(file.text, this.kernel.release);
    return text === file.text ? file : new SourceFile(file.path, text);
  }

  #infer(): void {
    const { kernel, releaseNote } = inferKernel(this.handlers, this.program);
    if (releaseNote === this.releaseNote) return;
    this.releaseNote = releaseNote;
    this.kernel = kernel;
    this.memory.reset();
    this.#changed();
    for (const [path, written] of [...this.#versioned]) this.setText(path, written);
  }
}
