// SPDX-License-Identifier: GPL-2.0-only
/** An editor for tests: a real protocol client that talks to the server. */
import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { expect } from 'vitest';
import type {
  ClientCapabilities,
  DocumentDiagnosticReport,
  InitializeResult,
  Position,
  PublishDiagnosticsParams,
} from 'vscode-languageserver-protocol';
import { createMessageConnection, type MessageConnection } from 'vscode-languageserver-protocol/node';
import { rules } from '../../server/src/rules/index.ts';
import { type Running, runHere, startProcess } from './running.ts';

export const SAMPLE = join(__dirname, '../sample');

/** Of `Editor.start`. */
export interface Options {
  kernel?: string;
  tree?: string;
  rules?: object;
  scope?: string;
  exclude?: string[];
}

/** Servers by the folder and the settings that they were started with. */
const sharedEditors = new Map<string, Promise<Editor>>();

/** The rules that these tests are about; another one that finds something in the sample is none of their business. */
const RULES = [
  'unknown-op',
  'op-prototype',
  'non-const-table',
  'missing-pfn-mkwrite',
  'pfn-mkwrite-return',
  'errno-as-vm-fault',
  'unused-suppression',
];
const OTHERS_OFF = Object.fromEntries(
  rules.filter(({ id }) => !RULES.includes(id)).map(({ id }) => [id, 'off']),
);

export class Editor {
  readonly connection: MessageConnection;
  readonly root: string;
  initialized!: InitializeResult;
  readonly #server: Running;
  readonly #texts = new Map<string, { version: number; text: string }>();
  /** Of any document, so that no answer to an earlier test is taken for one to a later. */
  #version = 0;
  readonly #published: PublishDiagnosticsParams[] = [];
  #waiting: (() => void)[] = [];
  /** How often the server said to ask again. */
  #refreshes = 0;

  /** `server`: one in this process when absent, which is quicker by far than a process. */
  constructor(root: string, server: Running = runHere()) {
    this.root = root;
    this.#server = server;
    this.connection = createMessageConnection(server.reader, server.writer);
    this.connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
      // A first answer from before the tree was read; the whole one follows.
      if (params.diagnostics.some(({ data }) => data?.reading)) return;
      this.#published.push(params);
      for (const wake of this.#waiting.splice(0)) wake();
    });
    this.connection.onRequest('client/registerCapability', () => null);
    this.connection.onRequest('workspace/diagnostic/refresh', () => {
      this.#refreshes++;
      for (const wake of this.#waiting.splice(0)) wake();
      return null;
    });
    this.connection.listen();
  }

  /** Starts a server on a folder. */
  static async start(
    root: string,
    capabilities: ClientCapabilities = {},
    options: Options = {},
  ): Promise<Editor> {
    const editor = new Editor(root);
    await editor.initialize(capabilities, options);
    return editor;
  }

  /** The same with the built command in a process of its own. */
  static async startProcess(root: string, options: Options = {}): Promise<Editor> {
    const editor = new Editor(root, startProcess());
    await editor.initialize({}, options);
    return editor;
  }

  /**
   * The server that tests share which change nothing on disk, and open what they look at: starting one takes longer
   * than most tests. It ends with the process of the tests.
   */
  static shared(
    root = SAMPLE,
    capabilities: ClientCapabilities = {},
    options: Options = {},
  ): Promise<Editor> {
    const key = JSON.stringify([root, capabilities, options]);
    const editor = sharedEditors.get(key) ?? Editor.start(root, capabilities, options);
    sharedEditors.set(key, editor);
    return editor;
  }

  /** Ends a test: a server of its own must end in order, a shared one is left without open documents. */
  async leave(): Promise<void> {
    const shared = await Promise.all(sharedEditors.values());
    if (!shared.includes(this)) return expect(await this.stop()).toBe(0);
    for (const path of [...this.#texts.keys()]) await this.close(path);
    this.#published.length = 0;
  }

  /** What `start` does behind the constructor, for a test that has to listen before. */
  async initialize(capabilities: ClientCapabilities = {}, options: Options = {}): Promise<void> {
    const uri = pathToFileURL(this.root).href;
    this.initialized = await this.connection.sendRequest('initialize', {
      processId: this.#server.watches,
      rootUri: uri,
      workspaceFolders: [{ uri, name: 'test' }],
      capabilities,
      initializationOptions: { ...options, rules: { ...OTHERS_OFF, ...options.rules } },
    });
    await this.connection.sendNotification('initialized', {});
  }

  uri(path: string): string {
    return pathToFileURL(join(this.root, path)).href;
  }

  text(path: string): string {
    return this.#texts.get(path)?.text ?? readFileSync(join(this.root, path), 'utf8');
  }

  async open(path: string, text = this.text(path)): Promise<void> {
    const version = ++this.#version;
    this.#texts.set(path, { version, text });
    await this.connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri: this.uri(path), languageId: 'c', version, text },
    });
  }

  /** Replaces the first occurrence of a text, as one incremental change. */
  async edit(path: string, from: string, to: string): Promise<void> {
    const text = this.text(path);
    const start = text.indexOf(from);
    if (start === -1) throw new Error(`${path} does not have: ${from}`);
    const range = { start: positionIn(text, start), end: positionIn(text, start + from.length) };
    const version = ++this.#version;
    this.#texts.set(path, { version, text: text.slice(0, start) + to + text.slice(start + from.length) });
    await this.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri: this.uri(path), version },
      contentChanges: [{ range, text: to }],
    });
  }

  async save(path: string): Promise<void> {
    await this.connection.sendNotification('textDocument/didSave', {
      textDocument: { uri: this.uri(path) },
    });
  }

  async close(path: string): Promise<void> {
    this.#texts.delete(path);
    await this.connection.sendNotification('textDocument/didClose', {
      textDocument: { uri: this.uri(path) },
    });
  }

  /** Waits for diagnostics of the version of a file that is open now. */
  async diagnostics(path: string): Promise<PublishDiagnosticsParams> {
    const version = this.#texts.get(path)?.version;
    for (;;) {
      const found = this.#published.findLast((one) => one.uri === this.uri(path) && one.version === version);
      if (found) return found;
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }

  /** Asks for the diagnostics of a file, and again where the tree was not read yet. */
  async pull(path: string): Promise<string[]> {
    for (;;) {
      const seen = this.#refreshes;
      const report = await this.request<DocumentDiagnosticReport>('diagnostic', path);
      if (report.kind !== 'full') throw new Error(`${path}: unchanged`);
      if (report.resultId !== 'reading') return briefly({ diagnostics: report.items });
      while (this.#refreshes === seen) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }

  /** Waits until the diagnostics of a file are told, and in a way that suits. */
  told(path: string, suits: (brief: string[]) => boolean): Promise<PublishDiagnosticsParams> {
    return this.toldOf(this.uri(path), suits);
  }

  /** The same for any document. */
  async toldOf(
    uri: string,
    suits: (brief: string[]) => boolean = () => true,
  ): Promise<PublishDiagnosticsParams> {
    for (;;) {
      const found = this.#published.findLast((one) => one.uri === uri);
      if (found && suits(briefly(found))) return found;
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }

  /** The files that something was told of. */
  publishedPaths(): string[] {
    return [...new Set(this.#published.map(({ uri }) => relative(this.root, fileURLToPath(uri))))];
  }

  /** Waits until the diagnostics of a file are told again. */
  async nextDiagnostics(path: string): Promise<PublishDiagnosticsParams> {
    const seen = this.#published.length;
    for (;;) {
      const found = this.#published.slice(seen).findLast((one) => one.uri === this.uri(path));
      if (found) return found;
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }

  /** Rule and line (from 1) of each finding: a mark at what was not analysed to the end has no rule. */
  async findings(path: string): Promise<string[]> {
    const { diagnostics } = await this.diagnostics(path);
    return briefly({ diagnostics: diagnostics.filter(({ code }) => code !== undefined) });
  }

  /** Asks about the place in a file where a text first occurs, `|` in it being the cursor. */
  ask<T>(method: string, path: string, marked: string, more: object = {}): Promise<T> {
    const start = this.text(path).indexOf(marked.replace('|', ''));
    if (start === -1) throw new Error(`${path} does not have: ${marked}`);
    const position = positionIn(this.text(path), start + marked.indexOf('|'));
    return this.request(method, path, { position, ...more });
  }

  request<T>(method: string, path: string, params: object = {}): Promise<T> {
    return this.connection.sendRequest(`textDocument/${method}`, {
      textDocument: { uri: this.uri(path) },
      ...params,
    });
  }

  /** Shuts the server down in order; returns its exit code. */
  async stop(): Promise<number | null> {
    await this.connection.sendRequest('shutdown');
    await this.connection.sendNotification('exit');
    return this.#server.exit;
  }

  /** Goes away without a word; returns the exit code of the server, which ends by itself. */
  vanish(): Promise<number | null> {
    this.#server.cut();
    return this.#server.exit;
  }
}

export function briefly({ diagnostics }: Pick<PublishDiagnosticsParams, 'diagnostics'>): string[] {
  return diagnostics.map(({ range, code }) => `${range.start.line + 1}: ${code}`);
}

export function positionIn(text: string, offset: number): Position {
  const before = text.slice(0, offset);
  return { line: before.split('\n').length - 1, character: offset - before.lastIndexOf('\n') - 1 };
}
