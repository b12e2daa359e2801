// SPDX-License-Identifier: GPL-2.0-only
// An editor without a window: talks to `vmops lsp` over stdio as a client that pulls diagnostics.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const { createMessageConnection, StreamMessageReader, StreamMessageWriter } = createRequire(import.meta.url)(
  'vscode-languageserver-protocol/node',
);

const CAPABILITIES = {
  textDocument: { diagnostic: {} },
  workspace: { diagnostics: { refreshSupport: true } },
  window: { workDoneProgress: true },
};

export class Editor {
  #texts = new Map();
  #waiting = [];

  /** Starts a server on a tree; `command` is the script to run. Its clock starts here. */
  static async start(command, tree, environment = process.env) {
    const editor = new Editor();
    editor.started = performance.now();
    editor.tree = tree;
    editor.child = spawn(process.execPath, [command, 'lsp', '--stdio'], {
      stdio: ['pipe', 'pipe', 'inherit'],
      env: environment,
    });
    const { stdout, stdin } = editor.child;
    editor.connection = createMessageConnection(
      new StreamMessageReader(stdout),
      new StreamMessageWriter(stdin),
    );
    editor.connection.onRequest('client/registerCapability', () => null);
    editor.connection.onRequest('workspace/diagnostic/refresh', () => editor.#wake('refresh'));
    editor.connection.onRequest('window/workDoneProgress/create', () => null);
    editor.connection.onNotification('$/progress', ({ value }) => editor.#wake(value.kind));
    editor.connection.listen();
    const uri = pathToFileURL(tree).href;
    await editor.connection.sendRequest('initialize', {
      processId: process.pid,
      rootUri: uri,
      workspaceFolders: [{ uri, name: 'bench' }],
      capabilities: CAPABILITIES,
    });
    await editor.connection.sendNotification('initialized', {});
    return editor;
  }

  uri(path) {
    return pathToFileURL(join(this.tree, path)).href;
  }

  async open(path) {
    const text = readFileSync(join(this.tree, path), 'utf8');
    this.#texts.set(path, { text, version: 1 });
    await this.connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri: this.uri(path), languageId: 'c', version: 1, text },
    });
  }

  text(path) {
    return this.#texts.get(path).text;
  }

  /** Types a text at an offset. */
  async type(path, offset, typed) {
    const file = this.#texts.get(path);
    const position = positionIn(file.text, offset);
    file.text = file.text.slice(0, offset) + typed + file.text.slice(offset);
    file.version++;
    await this.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri: this.uri(path), version: file.version },
      contentChanges: [{ range: { start: position, end: position }, text: typed }],
    });
  }

  diagnostics(path) {
    return this.connection.sendRequest('textDocument/diagnostic', { textDocument: { uri: this.uri(path) } });
  }

  hover(path, offset) {
    return this.ask('textDocument/hover', path, offset);
  }

  /** Any request. */
  send(method, params) {
    return this.connection.sendRequest(method, params);
  }

  /** Asks about a place in a file. */
  ask(method, path, offset) {
    const position = positionIn(this.text(path), offset);
    return this.connection.sendRequest(method, { textDocument: { uri: this.uri(path) }, position });
  }

  /** The actions for one diagnostic. */
  actions(path, diagnostic) {
    return this.connection.sendRequest('textDocument/codeAction', {
      textDocument: { uri: this.uri(path) },
      range: diagnostic.range,
      context: { diagnostics: [diagnostic] },
    });
  }

  /** Waits for the server's next word of a kind: `refresh` of diagnostics, or `begin` and `end` of progress. */
  next(kind) {
    return new Promise((resolve) => this.#waiting.push({ kind, resolve }));
  }

  async stop() {
    await this.connection.sendRequest('shutdown');
    const exit = new Promise((resolve) => this.child.on('exit', resolve));
    await this.connection.sendNotification('exit');
    await exit;
  }

  #wake(kind) {
    const woken = this.#waiting.filter((one) => one.kind === kind);
    this.#waiting = this.#waiting.filter((one) => one.kind !== kind);
    for (const { resolve } of woken) resolve();
    return null;
  }
}

function positionIn(text, offset) {
  const before = text.slice(0, offset);
  return { line: before.split('\n').length - 1, character: offset - before.lastIndexOf('\n') - 1 };
}
