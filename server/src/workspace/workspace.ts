// SPDX-License-Identifier: GPL-2.0-only
/** The files of one kernel tree, or of one folder without a tree, with what was made of them: kernel, program, analysis. */
import { resolve } from 'node:path';
import { type AnalysisContext, createContext } from '../analysis/engine/context.ts';
import { compareReleases, type Kernel, type Release } from '../contracts/model.ts';
import { constantsOf } from '../facts/declarations/enumerators.ts';
import { IncrementalFile, type ItemChange } from '../facts/file/incrementalFile.ts';
import type { LoadedFile } from '../facts/file/loadedFile.ts';
import { chooseVersionArms, withoutVersionArms } from '../facts/file/versionArms.ts';
import { mappedThrough } from '../facts/mappings/entryIndex.ts';
import { keepCandidates, type MappingCandidate, mappingCandidates } from '../facts/mappings/mappings.ts';
import type { OpsTable, ResolvedHandler, TableMember } from '../facts/model.ts';
import { resolveHandlers } from '../facts/names/resolve.ts';
import { namesInFile } from '../facts/names/words.ts';
import { createProgram, type MutableProgram } from '../facts/program.ts';
import { markCrossFileStores, renewCrossFileStores } from '../facts/tables/crossFileStores.ts';
import { isSkipped, type Skipped } from '../io/read.ts';
import { DISK, type Sources } from '../io/sources.ts';
import { identifiersIn } from '../syntax/words/names.ts';
import { reasonOf } from '../text/failure.ts';
import { isOwn, SourceFile } from '../text/source.ts';
import { AnalysisCache } from './analysisCache.ts';
import type { TextOf } from './evidence.ts';
import { chooseKernel, inferKernel, type ReleaseRange } from './kernel.ts';
import { libraryJobs } from './libraries.ts';
import { inferModules, type ModulesApart, modulesApart, modulesBelow } from './modules.ts';
import type { HandlerJob } from './scope.ts';

export interface WorkspaceOptions {
  /** Absolute path that the paths of the program are relative to: the root of a tree, or a folder that is in none. */
  base: string;
  inTree: boolean;
  /** Root of a tree that the user names, or null; what is read of it goes by absolute paths. */
  given: string | null;
  /** Release that the user names, or null. */
  release: Release | null;
  /** Where files are read. */
  sources?: Sources;
  /** Says of a file whether edits of it are to come. */
  isEdited?: ((path: string) => boolean) | undefined;
  /** Helpers of the kernel's library of which the bodies count, not what is known of them. */
  readBodies?: ReadonlySet<string> | undefined;
}

export class Workspace {
  readonly base: string;
  readonly inTree: boolean;
  readonly givenTree: string | null;
  readonly program: MutableProgram;
  /** What has been explored, kept until an edit makes it out of date. */
  readonly analysis: AnalysisCache;
  kernel: Kernel;
  /** False when nothing tells the release, and it has to be inferred from the code. */
  readonly isKnown: boolean;
  /** How the release was inferred; null when a tree or the user told it. */
  releaseNote: string | null = null;
  /** The releases that the code may be written for, where that was inferred. */
  releaseRange: ReleaseRange | null = null;
  /** Counts the changes: what was worked out under another number may be out of date. */
  generation = 0;
  /** Counts the changes that are no mere reading of one more file. */
  edits = 0;
  readonly #sources: Sources;
  readonly #isEdited: (path: string) => boolean;
  readonly #live = new Map<string, IncrementalFile>();
  /** Open files with arms of other releases, as the editor has them. */
  readonly #liveArms = new Map<string, string>();
  /** Files on disk with such arms. */
  readonly #arms = new Set<string>();
  readonly #plain = new WeakMap<SourceFile, string>();
  #followsStores = false;
  /** What edits that are made together have given another meaning so far. */
  #stale: { names: Set<string>; constants: Set<string> } | null = null;
  #handlers: ResolvedHandler[] | null = null;
  #mappings: MappingCandidate[] | null = null;
  #libraries: HandlerJob[] | null = null;

  constructor({
    base,
    inTree,
    given,
    release,
    sources = DISK,
    isEdited = () => false,
    readBodies,
  }: WorkspaceOptions) {
    this.base = base;
    this.inTree = inTree;
    this.givenTree = given;
    this.#sources = sources;
    this.#isEdited = isEdited;
    const { kernel, isKnown } = chooseKernel({ own: inTree ? base : null, given, release, sources });
    this.kernel = kernel;
    this.isKnown = isKnown;
    this.program = createProgram({ memberOrder: [...kernel.ops.keys()] });
    this.analysis = new AnalysisCache(this.program, () =>
      createContext(this.program, this.kernel, readBodies),
    );
  }

  /** What explorations share; replaced when the kernel changes. */
  get context(): AnalysisContext {
    return this.analysis.context;
  }

  /**
   * Takes a file as it is now, by its path relative to the base or an absolute one; one that is open in the editor
   * stays as the editor has it. Nothing but that file is lost when it cannot be taken in.
   *
   * @returns why the file could not be read, or null
   */
  readFile(path: string): Skipped | null {
    if (this.#live.has(path)) return null;
    const file = this.#sources.read(resolve(this.base, path), path);
    if (!isSkipped(file) && this.#isEdited(path)) return this.#tryText(path, file.text);
    let skipped: Skipped | null = isSkipped(file) ? file : null;
    this.#replace(path, () => {
      this.#arms.delete(path);
      if (isSkipped(file)) return this.program.removeFile(path);
      const ofRelease = this.#ofRelease(file);
      if (ofRelease !== file) this.#arms.add(path);
      try {
        this.program.addFile(ofRelease);
      } catch (error) {
        skipped = { path, reason: reasonOf(error) };
      }
    });
    return skipped;
  }

  /** Takes a text that will be edited; returns why it cannot be taken in, or null. */
  #tryText(path: string, text: string): Skipped | null {
    try {
      this.setText(path, text);
      return null;
    } catch (error) {
      this.letGo(path);
      this.removeFile(path);
      return { path, reason: reasonOf(error) };
    }
  }

  /** A file as it is now, without taking it in. */
  peek(path: string): SourceFile | Skipped {
    const file = this.#sources.read(resolve(this.base, path), path);
    return isSkipped(file) ? file : this.#ofRelease(file);
  }

  /** A file without its arms under LINUX_VERSION_CODE, whichever the release. */
  readonly #plainOf: TextOf = ({ file: { path, current } }) => {
    let text = this.#plain.get(current);
    if (text === undefined) {
      const file = this.#arms.has(path) ? this.#sources.read(resolve(this.base, path), path) : null;
      const written =
        this.#liveArms.get(path) ?? (file === null || isSkipped(file) ? current.text : file.text);
      text = withoutVersionArms(written);
      this.#plain.set(current, text);
    }
    return text;
  };

  /** A file without the arms under LINUX_VERSION_CODE that are of another release. */
  #ofRelease(file: SourceFile): SourceFile {
    const text = chooseVersionArms(file.text, this.kernel.release);
    return text === file.text ? file : new SourceFile(file.path, text);
  }

  /** Takes the text that the editor has for a file. */
  setText(path: string, written: string): void {
    const text = chooseVersionArms(written, this.kernel.release);
    if (text === written) this.#liveArms.delete(path);
    else this.#liveArms.set(path, written);
    const live = this.#live.get(path);
    if (live?.current.text === text) return;
    this.edits++;
    const change = live?.update(text) ?? null;
    if (change?.removed.length === 0 && change.added.length === 0) return;
    if (live && change) this.#edit(live, change);
    else {
      const file = live ?? new IncrementalFile(path, text);
      this.#live.set(path, file);
      this.#replace(path, () => this.program.updateFile(file, null));
    }
    // Functions may have come that a declaration elsewhere waited for; the release may show now.
    this.infer();
  }

  /** Makes many edits: what they make out of date is looked for once, after all of them. */
  editTogether(edit: () => void): void {
    const stale = { names: new Set<string>(), constants: new Set<string>() };
    this.#stale = stale;
    try {
      edit();
    } finally {
      this.#stale = null;
      this.analysis.forget(stale.names, stale.constants);
    }
  }

  /** The editor lets go of a file; returns whether it had it. */
  letGo(path: string): boolean {
    if (!this.#live.delete(path)) return false;
    this.edits++;
    this.#liveArms.delete(path);
    return true;
  }

  /** Forgets a file that is gone from disk. */
  removeFile(path: string): void {
    if (this.#live.has(path)) return;
    this.#arms.delete(path);
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
    this.#handlers ??= this.resolveHandlers();
    return this.#handlers;
  }

  /** The functions that map; worked out once per change. */
  get mappings(): MappingCandidate[] {
    this.#mappings ??= mappingCandidates(this.program);
    return this.#mappings;
  }

  /** The handlers of the kernel's library; worked out once per change. */
  get libraries(): HandlerJob[] {
    this.#libraries ??= libraryJobs(this.program);
    return this.#libraries;
  }

  /** Says whether a member is a function: a pointer to data, as uffd_ops, is none. */
  isHandler({ op }: TableMember): boolean {
    return this.kernel.ops.get(op)?.result !== 'data';
  }

  /** The handlers of every table as the program is now; names that are looked for in vain are noted in `program.wanted`. */
  resolveHandlers(): ResolvedHandler[] {
    return resolveHandlers(this.program, this.tables, (_, member) => this.isHandler(member));
  }

  /** Which modules are for other releases than the rest; asked before `infer`, which chooses the arms of all. */
  apartFrom(handlers: readonly ResolvedHandler[]): (whole: ReleaseRange) => ModulesApart | null {
    if (this.isKnown) return () => null;
    const modules = modulesBelow(this.base, this.#sources);
    const told = inferModules(handlers, this.program, this.#plainOf, modules);
    return (whole) => modulesApart(told, whole, modules);
  }

  /** Finds the release that the code is written for, where nothing tells it, and chooses arms by it. */
  infer(handlers: () => ResolvedHandler[] = () => this.handlers): void {
    if (this.isKnown) return;
    const { kernel, releaseNote, range } = inferKernel(handlers(), this.program, this.#plainOf);
    if (releaseNote === this.releaseNote) return;
    this.releaseRange = range;
    const isOther = compareReleases(kernel.release, this.kernel.release) !== 0;
    this.releaseNote = releaseNote;
    this.kernel = kernel;
    this.analysis.reset();
    this.#changed();
    for (const [path, written] of [...this.#liveArms]) this.setText(path, written);
    if (isOther) for (const path of [...this.#arms]) this.readFile(path);
  }

  /**
   * Follows stores to tables from other files than theirs, now that all files are there.
   *
   * @param always also what files store that come later
   */
  followStores({ always }: { always: boolean }): void {
    markCrossFileStores(this.program);
    this.#changed();
    this.#followsStores = always;
  }

  /** Exchanges a whole file, and forgets what was made of the one before. */
  #replace(path: string, exchange: () => void): void {
    const before = this.program.files.get(path);
    exchange();
    const now = this.program.files.get(path);
    const both = [before, now].filter((one) => one !== undefined);
    if (before || !this.analysis.isUnused)
      this.#forget(
        both.flatMap((facts) => [
          ...facts.items.map((item) => item.name),
          ...this.#membersIn(namesInFile(facts.file)),
          ...mappedThrough(facts, facts.items),
        ]),
        both.flatMap((facts) => [...constantsOf(facts.file, facts.items)]),
      );
    if (this.#followsStores)
      renewCrossFileStores(this.program, path, both.map(({ file }) => file.text).join());
    this.#changed();
  }

  /** Takes over an edit that left most of a file alone. */
  #edit(file: IncrementalFile, change: ItemChange): void {
    const { path } = file;
    const before = this.program.files.get(path);
    this.program.updateFile(file, change);
    const now = this.program.files.get(path);
    const touched = [...change.removed, ...change.added];
    const text = touched.map(({ start, end }) => file.text.slice(start, end)).join();
    const names = [
      ...touched.map((item) => item.name),
      ...this.#membersIn(identifiersIn(text)),
      ...(before ? mappedThrough(before, change.removed) : []),
      ...(now ? mappedThrough(now, change.added) : []),
    ];
    this.#forget(names, constantsOf(file, touched));
    const isRenewed = this.#followsStores && renewCrossFileStores(this.program, path, text);
    const mappings =
      this.#mappings && before && now && !isRenewed
        ? keepCandidates(this.#mappings, before, now, change)
        : null;
    this.#changed();
    this.#mappings = mappings;
  }

  #forget(names: Iterable<string>, constants: Iterable<string>): void {
    const stale = this.#stale ?? { names: new Set(), constants: new Set() };
    for (const name of names) stale.names.add(name);
    for (const name of constants) stale.constants.add(name);
    if (this.#stale === null) this.analysis.forget(stale.names, stale.constants);
  }

  /** Of some names the members whose stores an exploration has asked for. */
  #membersIn(names: Iterable<string>): string[] {
    const { members } = this.analysis.context;
    return members.size === 0 ? [] : [...names].filter((name) => members.has(name));
  }

  /** Says that files came or went, or were edited. */
  #changed(): void {
    this.generation++;
    this.#handlers = null;
    this.#mappings = null;
    this.#libraries = null;
  }
}
