// SPDX-License-Identifier: GPL-2.0-only
/** What the user has changed since HEAD, folder by folder: the handlers, and what a check of them found. */
import * as vscode from 'vscode';
import {
  CHANGE,
  CHANGED_HANDLERS,
  type ChangedHandler,
  type ChangeFindings,
  type ChangeParams,
} from '../../server/src/lsp/vmops/protocol.ts';
import { type ChangedFile, changedFiles, type KnownChange } from './changeText.ts';
import { CHANGE_VIEW } from './commands.ts';
import { DOCUMENTS } from './languageClient.ts';
import type { Server } from './server.ts';

/** Milliseconds that saves and changes of the tree are gathered for. */
const PAUSE = 500;

export class Change implements vscode.Disposable {
  readonly #server: Server;
  readonly #known = new Map<string, KnownChange>();
  readonly #events = new vscode.EventEmitter<void>();
  readonly #subscriptions: vscode.Disposable[];
  #isLooking: () => boolean = () => false;
  #checking: Promise<boolean> | null = null;
  #timer: NodeJS.Timeout | undefined;
  /** As the server told last: trees that are read, each with its generation. */
  #read = '';
  #isSaved = false;

  readonly onChange = this.#events.event;

  constructor(server: Server) {
    this.#server = server;
    this.#subscriptions = [
      this.#events,
      server.onStatus(({ trees }) => {
        const read = trees.filter(({ state }) => state === 'ready');
        const stamp = read.map(({ root, generation }) => `${root} ${generation}`).join('\n');
        if (stamp === this.#read) return;
        this.#read = stamp;
        this.#later();
      }),
      vscode.workspace.onDidSaveTextDocument((document) => {
        if (vscode.languages.match(DOCUMENTS, document) === 0) return;
        this.#isSaved = true;
        this.#later();
      }),
      // A commit or another branch may have been made elsewhere.
      vscode.window.onDidChangeWindowState(({ focused }) => {
        if (focused) this.#later();
      }),
    ];
  }

  /** `isLooking` says whether the view is on the screen: the findings follow what is saved only then. */
  set looker(isLooking: () => boolean) {
    this.#isLooking = isLooking;
  }

  /** What is known of the folders together. */
  get known(): KnownChange {
    const all = [...this.#known.values()];
    return {
      checked: all.length > 0 && all.every(({ checked }) => checked),
      findings: all.flatMap(({ findings }) => findings),
      handlers: all.flatMap(({ handlers }) => handlers),
      stamps: new Set(all.flatMap(({ stamps }) => [...stamps])),
    };
  }

  /** The files of the change with their findings and handlers. */
  get files(): ChangedFile[] {
    return [...this.#known.values()].flatMap(changedFiles);
  }

  /** Checks the change in every folder now; returns whether that was done to the end. Problems are told. */
  check(): Promise<boolean> {
    this.#checking ??= this.#checkAll().finally(() => {
      this.#checking = null;
    });
    return this.#checking;
  }

  dispose(): void {
    clearTimeout(this.#timer);
    for (const one of this.#subscriptions) one.dispose();
  }

  #later(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      if (!this.#server.isStarted) return;
      const isSaved = this.#isSaved;
      this.#isSaved = false;
      // A check reads what is on disk: typing alone changes nothing of it.
      if (isSaved && this.known.checked && this.#isLooking()) void this.check();
      else void this.#findHandlers();
    }, PAUSE);
  }

  async #checkAll(): Promise<boolean> {
    const problems: string[] = [];
    const isDone = await vscode.window.withProgress(
      { location: { viewId: CHANGE_VIEW }, title: 'vmops: checking your change' },
      async () => {
        try {
          await this.#server.start();
          for (const folder of foldersOfDisk()) {
            const params: ChangeParams = { folder };
            const { client } = this.#server;
            const answer = await client.sendRequest<ChangeFindings>(CHANGE, params);
            const handlers = await client.sendRequest<ChangedHandler[]>(CHANGED_HANDLERS, params);
            problems.push(...answer.problems);
            if (answer.problems.length === 0 || answer.findings.length > 0)
              this.#known.set(folder, {
                checked: true,
                findings: answer.findings,
                handlers,
                stamps: new Set(handlers.map(({ stamp }) => stamp)),
              });
          }
          return problems.length === 0;
        } catch (error) {
          problems.push(error instanceof Error ? error.message : String(error));
          return false;
        }
      },
    );
    this.#events.fire();
    const [first, ...others] = problems;
    if (first !== undefined) {
      const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
      void vscode.window.showWarningMessage(`vmops: ${first}${more}`);
    }
    return isDone;
  }

  /** Asks which handlers are changed; what was found of them stays. */
  async #findHandlers(): Promise<void> {
    try {
      for (const folder of foldersOfDisk()) {
        const params: ChangeParams = { folder };
        const handlers = await this.#server.client.sendRequest<ChangedHandler[]>(CHANGED_HANDLERS, params);
        const known = this.#known.get(folder) ?? { checked: false, findings: [], stamps: new Set() };
        this.#known.set(folder, { ...known, handlers });
      }
      this.#events.fire();
    } catch (error) {
      this.#server.client.warn(`changed handlers: ${error instanceof Error ? error.message : error}`);
    }
  }
}

function foldersOfDisk(): string[] {
  const folders = vscode.workspace.workspaceFolders ?? [];
  return folders.filter(({ uri }) => uri.scheme === 'file').map(({ uri }) => uri.toString());
}
