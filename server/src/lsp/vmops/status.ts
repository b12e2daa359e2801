// SPDX-License-Identifier: GPL-2.0-only
/** `vmops/status`: tells a client that asked for it what the server has read, and how long the last check took. */
import type { Connection } from 'vscode-languageserver';
import { formatRelease } from '../../contracts/release.ts';
import type { WorkspaceEntry, Workspaces } from '../session/workspaces.ts';
import { uriOfPath } from '../uris.ts';
import { type LastRun, STATUS, type Status, type TreeStatus } from './protocol.ts';

/** Milliseconds that changes are gathered for. */
const PAUSE = 50;

export class StatusReporter {
  readonly #connection: Connection;
  readonly #workspaces: Workspaces;
  readonly #isWanted: boolean;
  readonly #read = new WeakMap<WorkspaceEntry, { since: number; milliseconds: number | null }>();
  #lastRun: LastRun | null = null;
  readonly #runs = new Map<string, LastRun>();
  #timer: NodeJS.Timeout | null = null;
  #told = '';

  constructor(connection: Connection, workspaces: Workspaces, isWanted: boolean) {
    this.#connection = connection;
    this.#workspaces = workspaces;
    this.#isWanted = isWanted;
  }

  /** Something may have changed. */
  update(): void {
    if (!this.#isWanted || this.#timer) return;
    for (const entry of this.#workspaces.entries) this.#follow(entry);
    this.#timer = setTimeout(() => {
      this.#timer = null;
      this.#tell();
    }, PAUSE);
  }

  /** A file or a tree was checked; `since` as `performance.now()` told it at the start. */
  ran(uri: string, findings: number, since: number): void {
    const milliseconds = Math.round(performance.now() - since);
    const run: LastRun = { uri, findings, milliseconds, time: new Date().toISOString() };
    this.#lastRun = run;
    this.#runs.set(uri, run);
    this.update();
  }

  /** A file was closed: its check is not awaited any more. */
  closed(uri: string): void {
    if (this.#runs.delete(uri)) this.update();
  }

  #follow(entry: WorkspaceEntry): void {
    if (this.#read.has(entry)) return;
    const reading: { since: number; milliseconds: number | null } = {
      since: performance.now(),
      milliseconds: null,
    };
    this.#read.set(entry, reading);
    void entry.ready.then(() => {
      reading.milliseconds = Math.round(performance.now() - reading.since);
      this.update();
    });
  }

  #tell(): void {
    for (const entry of this.#workspaces.entries) this.#follow(entry);
    const status: Status = {
      trees: this.#workspaces.entries.map((entry) => this.#treeStatus(entry)),
      lastRun: this.#lastRun,
      runs: [...this.#runs.values()],
    };
    const text = JSON.stringify(status);
    if (text === this.#told) return;
    this.#told = text;
    void this.#connection.sendNotification(STATUS, status);
  }

  #treeStatus(entry: WorkspaceEntry): TreeStatus {
    const { session, abort } = entry;
    const { kernel, base, inTree, releaseNote, program, generation } = session;
    const milliseconds = this.#read.get(entry)?.milliseconds ?? null;
    return {
      root: uriOfPath(base),
      inTree,
      release: formatRelease(kernel.release),
      releaseSource: kernel.releaseSource,
      releaseNote,
      state: abort.signal.aborted ? 'cancelled' : milliseconds === null ? 'reading' : 'ready',
      files: program.files.size,
      tables: session.tables.length,
      milliseconds,
      generation,
    };
  }
}
