// SPDX-License-Identifier: GPL-2.0-only
/** The ops matrix: a webview that shows the model and sends back which cell was chosen. */
import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import type { Location } from 'vscode-languageclient';
import { type Model, matrixOf } from '../../server/src/report/matrix.ts';
import { MATRIX } from './commands.ts';
import type { Server } from './server.ts';
import type { Tables } from './tables.ts';

/** What the webview says. */
type Message = { type: 'ready' } | { type: 'check' } | { type: 'open'; row: number; column: number };

export class MatrixPanel implements vscode.Disposable, vscode.WebviewPanelSerializer {
  readonly #extension: vscode.Uri;
  readonly #server: Server;
  readonly #tables: Tables;
  #panel: vscode.WebviewPanel | null = null;
  #model: Model<Location> | null = null;

  constructor(extension: vscode.Uri, server: Server, tables: Tables) {
    this.#extension = extension;
    this.#server = server;
    this.#tables = tables;
  }

  /** Opens the panel, or brings it to the front, and has the trees checked so that the cells get their colours. */
  async show(): Promise<void> {
    if (this.#panel) this.#panel.reveal();
    else await this.#fill(vscode.window.createWebviewPanel(MATRIX, 'Ops Matrix', vscode.ViewColumn.Active));
    await this.#check();
  }

  /** Takes over a panel that the editor kept through a reload of its window. */
  async deserializeWebviewPanel(panel: vscode.WebviewPanel): Promise<void> {
    await this.#fill(panel);
    // The panel is there; its cells come when the tree is read.
    void this.#check();
  }

  dispose(): void {
    this.#panel?.dispose();
  }

  async #check(): Promise<void> {
    await this.#tables.show();
    if (!this.#tables.trees.every(({ checked }) => checked)) await this.#tables.check();
  }

  /** Makes a panel that of the matrix. */
  async #fill(panel: vscode.WebviewPanel): Promise<void> {
    this.#panel = panel;
    const media = vscode.Uri.joinPath(this.#extension, 'client/media');
    panel.webview.options = { enableScripts: true, localResourceRoots: [media] };
    panel.iconPath = vscode.Uri.joinPath(media, 'matrix-icon.svg');
    const subscriptions = vscode.Disposable.from(
      this.#tables.addLooker(() => panel.visible),
      this.#tables.onChange(() => this.#update()),
      panel.webview.onDidReceiveMessage((message: Message) => this.#receive(message)),
      panel.onDidChangeViewState(() => {
        if (panel.visible) void this.#tables.show();
      }),
    );
    panel.onDidDispose(() => {
      subscriptions.dispose();
      this.#panel = null;
    });
    panel.webview.html = await pageOf(panel.webview, media);
  }

  #update(): void {
    if (!this.#tables.areKnown) return;
    this.#model = matrixOf(this.#tables.trees);
    void this.#panel?.webview.postMessage({ type: 'matrix', matrix: this.#model.matrix });
  }

  async #receive(message: Message): Promise<void> {
    if (message.type === 'ready') this.#update();
    else if (message.type === 'check') await this.#tables.check();
    else await this.#open(message.row, message.column);
  }

  async #open(row: number, column: number): Promise<void> {
    const place = this.#model?.placeOf(row, column);
    if (!place) return;
    const { uri, range } = this.#server.client.protocol2CodeConverter.asLocation(place);
    await vscode.window.showTextDocument(uri, { selection: range });
  }
}

/** Fills in the page: nothing may be loaded but its own style and script. */
async function pageOf(webview: vscode.Webview, media: vscode.Uri): Promise<string> {
  const page = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(media, 'matrix.html'));
  const address = (name: string) => webview.asWebviewUri(vscode.Uri.joinPath(media, name)).toString();
  const values: Record<string, string> = {
    nonce: randomBytes(16).toString('base64url'),
    source: webview.cspSource,
    style: address('matrix.css'),
    script: address('matrix.js'),
  };
  return new TextDecoder().decode(page).replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => values[name] ?? '');
}
