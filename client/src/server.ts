/** The language server's life: started when there is kernel C, restarted by command, stopped with the extension. */
import * as vscode from 'vscode';
import { type Executable, LanguageClient, type LanguageClientOptions } from 'vscode-languageclient/node';
import { isKernelC } from './kernelC.ts';

/** VS Code takes a .h file for C++. */
const DOCUMENTS = [
  { scheme: 'file', language: 'c' },
  { scheme: 'file', language: 'cpp', pattern: '**/*.h' },
];

export class Server implements vscode.Disposable {
  readonly client: LanguageClient;
  readonly #log: vscode.LogOutputChannel;
  readonly #subscriptions: vscode.Disposable[];
  #starting: Promise<void> | null = null;

  /** `command`: absolute path of server/bin/vmops.js. Starts nothing yet. */
  constructor(command: string) {
    this.#log = vscode.window.createOutputChannel('vmops', { log: true });
    const options: LanguageClientOptions = {
      documentSelector: DOCUMENTS,
      outputChannel: this.#log,
      initializationOptions: () => vscode.workspace.getConfiguration('vmops'),
      markdown: { isTrusted: false, supportHtml: false },
    };
    this.client = new LanguageClient('vmops', 'vmops', serverOf(command), options);
    this.#subscriptions = [this.#log];
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

  /** Resolves when the server answers; starts it when it does not run. A failure is shown, and logged, once. */
  start(): Promise<void> {
    this.#starting ??= this.client.start().catch((error: unknown) => {
      this.#starting = null;
      this.#log.error(`the language server did not start: ${error}`);
      throw error;
    });
    return this.#starting;
  }

  /** Ends the server and starts a new one. */
  async restart(): Promise<void> {
    if (this.#starting === null) return this.start();
    await this.#starting.catch(() => {});
    this.#starting = this.client.restart();
    return this.#starting;
  }

  get isStarted(): boolean {
    return this.#starting !== null;
  }

  showLog(): void {
    this.#log.show();
  }

  dispose(): void {
    for (const one of this.#subscriptions) one.dispose();
    void this.client.dispose();
  }

  #consider(document: vscode.TextDocument): void {
    if (this.isStarted || vscode.languages.match(DOCUMENTS, document) === 0) return;
    if (isKernelC(document.getText())) this.#startQuietly();
  }

  async #considerFolders(): Promise<void> {
    for (const { uri } of vscode.workspace.workspaceFolders ?? []) {
      if (uri.scheme !== 'file' || this.isStarted) continue;
      const header = vscode.Uri.joinPath(uri, 'include/linux/mm.h');
      const isTree = await vscode.workspace.fs.stat(header).then(
        () => true,
        () => false,
      );
      if (isTree) this.#startQuietly();
    }
  }

  #startQuietly(): void {
    // The client has told the user by itself.
    this.start().catch(() => {});
  }
}

/**
 * The server runs on the editor's own Node, so none needs to be installed, and without a shell. It starts in the
 * extension's own folder, so that nothing of the workspace is ever looked up to be run.
 */
function serverOf(command: string): Executable {
  return {
    command: process.execPath,
    args: [command, 'lsp', '--stdio'],
    options: {
      cwd: vscode.Uri.joinPath(vscode.Uri.file(command), '..').fsPath,
      env: { ELECTRON_RUN_AS_NODE: '1' },
    },
  };
}
