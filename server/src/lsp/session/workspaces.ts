// SPDX-License-Identifier: GPL-2.0-only
/** Which session a file belongs to, and the life of the sessions. */
import { dirname, join, relative, sep } from 'node:path';
import { userCacheFolder } from '../../io/cacheFile.ts';
import { findTreeRoot } from '../../io/tree.ts';
import { type LoadProgress, Session } from './session.ts';
import type { Settings } from './settings.ts';

/** A session with the work that goes on in the background for it. */
export interface WorkspaceEntry {
  session: Session;
  /** Resolves when the tree is read, or the reading was given up. */
  ready: Promise<void>;
  /** Resolves when the last search so far has ended. */
  searched: Promise<unknown>;
  abort: AbortController;
}

/** Shows how far long work is, counted in `unit` (files). */
export interface ProgressDisplay {
  begin(
    title: string,
    onCancel: () => void,
    unit?: string,
  ): Promise<{ report: LoadProgress; done: () => void }>;
}

export class Workspaces {
  readonly #entries = new Map<string, WorkspaceEntry>();
  /** The tree of a folder, looked for once: every request asks. */
  readonly #trees = new Map<string, string | null>();
  readonly #progress: ProgressDisplay;
  readonly #onLoaded: (entry: WorkspaceEntry) => void;
  #settings: Settings;
  #folders: string[] = [];
  #isOver = false;

  /** `onLoaded` is told when a session has read its tree. */
  constructor(settings: Settings, progress: ProgressDisplay, onLoaded: (entry: WorkspaceEntry) => void) {
    this.#settings = settings;
    this.#progress = progress;
    this.#onLoaded = onLoaded;
  }

  get settings(): Settings {
    return this.#settings;
  }

  /** In an order that stays when a tree is read anew. */
  get entries(): WorkspaceEntry[] {
    return [...this.#entries.values()].sort((a, b) => (a.session.base < b.session.base ? -1 : 1));
  }

  set folders(folders: string[]) {
    this.#folders = folders;
  }

  get folders(): string[] {
    return this.#folders;
  }

  /** True when the client has asked for the end. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** Begins the reading of every folder. */
  openFolders(): void {
    for (const folder of this.#folders) this.entryOf(join(folder, 'Makefile'));
  }

  /** Ends every session for good. */
  end(): void {
    this.#isOver = true;
    this.reset(this.#settings);
  }

  /** The session of a file, begun when there is none, and the file's path in it. */
  entryOf(absolute: string): { entry: WorkspaceEntry; path: string } {
    const { base, tree, isFolder } = this.#homeOf(absolute);
    let entry = this.#entries.get(base);
    if (!entry) {
      entry = this.#open(base, tree, tree || isFolder);
      this.#entries.set(base, entry);
    }
    return { entry, path: relative(base, absolute).split(sep).join('/') };
  }

  /** The session of a file when there is one. */
  find(absolute: string): { entry: WorkspaceEntry; path: string } | null {
    const { base } = this.#homeOf(absolute);
    const entry = this.#entries.get(base);
    return entry ? { entry, path: relative(base, absolute).split(sep).join('/') } : null;
  }

  /** Loads what the analysis of a file (null: of all) needs from the rest of its tree; returns whether something came. */
  loadNeeded(entry: WorkspaceEntry, path: string | null): Promise<boolean> {
    const { session, abort } = entry;
    const search = async () => !abort.signal.aborted && session.loadDefinitions(path, abort.signal);
    // One after the other: they share the names that the program asks for.
    const run = entry.searched.then(search).catch((error) => {
      if (abort.signal.aborted) return false;
      throw error;
    });
    entry.searched = run.catch(() => {});
    return run;
  }

  /** Ends every session. New ones are begun as files are asked for. */
  reset(settings: Settings): void {
    for (const { abort } of this.#entries.values()) abort.abort();
    this.#entries.clear();
    this.#trees.clear();
    this.#settings = settings;
  }

  /** Ends the session of one tree. */
  close(entry: WorkspaceEntry): void {
    entry.abort.abort();
    this.#trees.clear();
    this.#entries.delete(entry.session.base);
  }

  #homeOf(absolute: string): { base: string; tree: boolean; isFolder: boolean } {
    const folderOf = dirname(absolute);
    let tree = this.#trees.get(folderOf);
    if (tree === undefined) {
      tree = findTreeRoot(folderOf);
      this.#trees.set(folderOf, tree);
    }
    if (tree !== null) return { base: tree, tree: true, isFolder: false };
    const folder = this.#folders.find((one) => absolute === one || absolute.startsWith(join(one, sep)));
    return { base: folder ?? dirname(absolute), tree: false, isFolder: folder !== undefined };
  }

  #open(base: string, inTree: boolean, reads: boolean): WorkspaceEntry {
    const session = new Session(base, inTree, this.#settings);
    const abort = new AbortController();
    const entry: WorkspaceEntry = {
      session,
      ready: Promise.resolve(),
      searched: Promise.resolve(),
      abort,
    };
    session.reading = reads;
    if (reads) entry.ready = this.#read(entry);
    entry.searched = entry.ready;
    return entry;
  }

  async #read(entry: WorkspaceEntry): Promise<void> {
    const { session, abort } = entry;
    const display = await this.#progress.begin(`vmops: reading ${session.base}`, () => abort.abort());
    try {
      await session.load(abort.signal, display.report, userCacheFolder());
    } catch {
      // Cancelled, or the folder went away: the open files are still checked by themselves.
    } finally {
      session.reading = false;
      display.done();
    }
    if (this.#entries.get(session.base) === entry) this.#onLoaded(entry);
  }
}
