// SPDX-License-Identifier: GPL-2.0-only
/** The language server's life: started when there is kernel C, restarted by command, stopped with the extension. */
import { once } from 'node:events';
import * as vscode from 'vscode';
import { type LanguageClient, State } from 'vscode-languageclient/node';
import { STATUS, type Status } from '../../server/src/lsp/vmops/protocol.ts';
import { counted } from '../../server/src/report/matrix.ts';
import { isKernelC } from './kernelC.ts';
import { createClient, DOCUMENTS } from './languageClient.ts';

/** Set while there is something to show: views and menus of package.json ask for it. */
const IS_ACTIVE = 'vmops.isActive';

export class Server implements vscode.Disposable {
  readonly client: LanguageClient;
  readonly #log: vscode.LogOutputChannel;
  readonly #statusEvents = new vscode.EventEmitter<Status>();
  readonly #subscriptions: vscode.Disposable[];
  /** Trees whose reading is in the log. */
  readonly #logged = new Set<string>();
  #starting: Promise<void> | null = null;
  #hasStarted = false;

  /** Told what the server says of itself. */
  readonly onStatus = this.#statusEvents.event;

  /** `command`: absolute path of server/bin/vmops.js. Starts nothing yet. */
  constructor(command: string) {
    this.#log = vscode.window.createOutputChannel('vmops', { log: true });
    this.client = createClient(command, this.#log);
    this.#subscriptions = [
      this.#log,
      this.#statusEvents,
      this.client.onNotification(STATUS, (status: Status) => this.#told(status)),
    ];
  }

  /** Starts the server as soon as a kernel tree is among the folders, or kernel C is open. */
  async watch(): Promise<void> {
    this.#subscriptions.push(
      vscode.workspace.onDidOpenTextDocument((document) => this.#consider(document)),
      vscode.workspace.onDidChangeWorkspaceFolders(() => this.#considerFolders()),
    );
    for (const document of vscode.workspace.textDocuments) this.#consider(document);
    await this.#considerFolders();
  }

  /** Resolves when the server answers; starts it when it does not run. A failure is shown by the client, and logged. */
  start(): Promise<void> {
    // One that crashed too often is not started again by the client, but by who asks for it.
    if (this.client.state === State.Stopped && this.#hasStarted) this.#starting = null;
    this.#starting ??= this.#start();
    return this.#starting;
  }

  /** Ends the server and starts a new one. */
  async restart(): Promise<void> {
    await this.#starting?.catch(() => {});
    const old = this.client.serverProcess;
    const isGone = old ? once(old, 'close') : null;
    // One that does not answer is killed by the client a little later. Until then its end would be taken for that of
    // the new one.
    await this.client.stop().catch((error: unknown) => this.#log.warn(`${error}`));
    await isGone;
    this.#starting = null;
    // What the new one reads is in the log, too.
    this.#logged.clear();
    await this.start();
  }

  /** Whether the server runs, or is about to. */
  get isStarted(): boolean {
    return this.#starting !== null;
  }

  showLog(): void {
    this.#log.show();
  }

  /** Ends the server in order. */
  async stop(): Promise<void> {
    if (this.#starting === null) return;
    await this.#starting.catch(() => {});
    await this.client.dispose();
  }

  dispose(): void {
    for (const one of this.#subscriptions) one.dispose();
  }

  async #start(): Promise<void> {
    try {
      await this.client.start();
      this.#hasStarted = true;
      await vscode.commands.executeCommand('setContext', IS_ACTIVE, true);
    } catch (error) {
      this.#starting = null;
      this.#log.error(`the language server did not start: ${error}`);
      throw error;
    }
  }

  #told(status: Status): void {
    for (const { root, release, state, tables, milliseconds } of status.trees) {
      if (state !== 'ready' || this.#logged.has(root)) continue;
      this.#logged.add(root);
      this.#log.info(`${root}: Linux ${release}, ${counted(tables, 'table')}, read in ${milliseconds} ms`);
    }
    this.#statusEvents.fire(status);
  }

  #consider(document: vscode.TextDocument): void {
    if (this.#starting !== null || vscode.languages.match(DOCUMENTS, document) === 0) return;
    if (isKernelC(document.getText())) this.#startQuietly();
  }

  async #considerFolders(): Promise<void> {
    for (const { uri } of vscode.workspace.workspaceFolders ?? []) {
      if (uri.scheme !== 'file' || this.#starting !== null) continue;
      if (await exists(vscode.Uri.joinPath(uri, 'include/linux/mm.h'))) this.#startQuietly();
    }
  }

  #startQuietly(): void {
    // The client has told the user by itself.
    this.start().catch(() => {});
  }
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}
