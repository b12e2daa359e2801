// SPDX-License-Identifier: GPL-2.0-only
/** The tables of the workspace as the server last told them, kept fresh while they are shown. */
import * as vscode from 'vscode';
import {
  TABLES,
  type TablesParams,
  type TreeStatus,
  type TreeTables,
} from '../../server/src/lsp/vmops/protocol.ts';
import { counted } from '../../server/src/report/matrix.ts';
import { TABLES_VIEW } from './commands.ts';
import type { Server } from './server.ts';

/** Milliseconds without a change before the tables are asked for again. */
const PAUSE = 700;

export class Tables implements vscode.Disposable {
  readonly #server: Server;
  readonly #events = new vscode.EventEmitter<readonly TreeTables[]>();
  readonly #lookers = new Set<() => boolean>();
  readonly #subscription: vscode.Disposable;
  #trees: readonly TreeTables[] = [];
  /** As the server last told. */
  #status: readonly TreeStatus[] = [];
  /** Generation of each tree by its root, as its tables are known; null before the first answer. */
  #known: ReadonlyMap<string, number> | null = null;
  #check = false;
  #asking: Promise<void> | null = null;
  #timer: NodeJS.Timeout | undefined;

  readonly onChange = this.#events.event;

  constructor(server: Server) {
    this.#server = server;
    this.#subscription = server.onStatus(({ trees }) => {
      this.#status = trees;
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#follow(), PAUSE);
    });
  }

  /** Whether the server has told the tables at least once. */
  get areKnown(): boolean {
    return this.#known !== null;
  }

  get trees(): readonly TreeTables[] {
    return this.#trees;
  }

  /** `isLooking` says whether the tables are on the screen; changes are followed only then. */
  addLooker(isLooking: () => boolean): vscode.Disposable {
    this.#lookers.add(isLooking);
    return new vscode.Disposable(() => this.#lookers.delete(isLooking));
  }

  /** They begin to be shown: asks for the tables unless they are known. */
  async show(): Promise<void> {
    if (this.#isStale()) await this.refresh();
  }

  /** Checks the trees now, and again when they change; returns whether that was done to the end. */
  async check(): Promise<boolean> {
    this.#check = true;
    await this.#asking;
    await vscode.window.withProgress({ location: { viewId: TABLES_VIEW } }, () => this.refresh());
    return this.#check && this.#trees.every(({ checked }) => checked);
  }

  /** Opens the view, checks, and says what came of it. */
  async checkInView(): Promise<void> {
    await vscode.commands.executeCommand(`${TABLES_VIEW}.focus`);
    if (!(await this.check())) return;
    const tables = this.#trees.flatMap((tree) => tree.tables);
    const findings = tables.reduce((sum, table) => sum + table.findings.length, 0);
    void vscode.window.showInformationMessage(
      `vmops: ${counted(tables.length, 'table')} checked, ${counted(findings, 'finding')}.`,
    );
  }

  /** Asks for the tables; those who ask meanwhile get the same answer. */
  refresh(): Promise<void> {
    this.#asking ??= this.#ask().finally(() => {
      this.#asking = null;
    });
    return this.#asking;
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#subscription.dispose();
    this.#events.dispose();
  }

  #follow(): void {
    if (!this.#isStale()) return;
    if ([...this.#lookers].some((isLooking) => isLooking())) void this.refresh();
  }

  #isStale(): boolean {
    const known = this.#known;
    if (known === null) return true;
    return this.#status.some(
      ({ root, generation, state, inTree, tables }) =>
        state !== 'reading' && (inTree || tables > 0) && known.get(root) !== generation,
    );
  }

  async #ask(): Promise<void> {
    const params: TablesParams = { check: this.#check };
    try {
      await this.#server.start();
      this.#trees = await this.#server.client.sendRequest<TreeTables[]>(TABLES, params);
      this.#known = new Map(this.#trees.map(({ root, generation }) => [root, generation]));
      this.#events.fire(this.#trees);
    } catch (error) {
      // Cancelled by the user, or the server ended: what was known stays on the screen.
      this.#check &&= this.#trees.some(({ checked }) => checked);
      this.#server.client.warn(`no tables: ${error instanceof Error ? error.message : error}`);
    }
  }
}
