// SPDX-License-Identifier: GPL-2.0-only
// One session of the language server with messages by chance: out of order, doubled, cancelled, huge, torn.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { projectRoot } from '../install.mjs';
import { mutated, soup } from './inputs.mjs';

const SECONDS = 60;
const REQUESTS = [
  'textDocument/hover',
  'textDocument/completion',
  'textDocument/definition',
  'textDocument/references',
  'textDocument/documentSymbol',
  'textDocument/codeAction',
  'textDocument/codeLens',
  'textDocument/inlayHint',
  'textDocument/diagnostic',
  'textDocument/prepareCallHierarchy',
  'workspace/symbol',
  'workspace/executeCommand',
  'workspace/diagnostic',
  'no/such/method',
  '$/no/such',
  'initialize',
];

/** Runs one session; `error` is what went wrong, `input` the bytes that were sent. */
export async function serverRun(random, texts) {
  const folder = mkdtempSync(join(tmpdir(), 'vmops-fuzz-'));
  writeFileSync(join(folder, 'a.c'), random.pick(texts), 'latin1');
  const session = new Session(folder);
  try {
    return { error: await play(session, random, texts), input: session.sent };
  } finally {
    session.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function play(session, random, texts) {
  const uri = pathToFileURL(join(session.folder, 'a.c')).href;
  const isEarly = random.chance(0.2);
  if (isEarly) for (let i = random.size(4); i > 0; i--) message(session, random, uri, texts);
  session.request('initialize', {
    processId: process.pid,
    rootUri: pathToFileURL(session.folder).href,
    capabilities: {},
  });
  if (random.chance(0.9)) session.notify('initialized', {});
  if (random.chance(0.9)) open(session, random, uri, texts);
  for (let i = random.size(60); i > 0; i--) message(session, random, uri, texts);
  if (random.chance(0.2)) {
    session.raw(torn(random));
    session.end();
  } else {
    const last = session.request('shutdown', null);
    if (!(await session.answered(last))) return session.trouble() ?? `no answer to shutdown in ${SECONDS} s`;
    session.notify('exit', null);
    session.end();
  }
  if (!(await session.ended())) return `did not end in ${SECONDS} s`;
  return session.trouble();
}

function open(session, random, uri, texts) {
  const text = mutated(random, random.pick(texts), random.pick(texts));
  session.notify('textDocument/didOpen', { textDocument: { uri, languageId: 'c', version: 1, text } });
}

function message(session, random, uri, texts) {
  const position = () => ({
    line: random.pick([0, random.below(300), 2 ** 31 - 1, -1]),
    character: random.pick([0, random.below(80), 10 ** 9]),
  });
  const range = () => ({ start: position(), end: position() });
  const document = {
    uri: random.pick([uri, uri, uri, 'file:///no/such.c', 'untitled:x', 'file:///dev/zero', '%', '']),
  };
  random.pick([
    () =>
      session.request(random.pick(REQUESTS), {
        textDocument: document,
        position: position(),
        range: range(),
        context: { diagnostics: [] },
        query: soup(random, 2),
        command: random.pick(['vmops.explain', 'x', '']),
        arguments: [soup(random, 1)],
        previousResultIds: [],
      }),
    () => session.request(random.pick(REQUESTS), random.pick([null, [], 7, 'x', {}])),
    () =>
      session.notify('textDocument/didChange', {
        textDocument: { ...document, version: random.below(100) },
        contentChanges: random.list(random.size(4), () => ({
          range: range(),
          text: soup(random, random.size(30)),
        })),
      }),
    () =>
      session.notify('textDocument/didChange', {
        textDocument: { ...document, version: 5 },
        contentChanges: [{ text: mutated(random, random.pick(texts), random.pick(texts)) }],
      }),
    () => session.notify('$/cancelRequest', { id: session.id - random.below(3) }),
    () => session.again(),
    () => session.notify('textDocument/didClose', { textDocument: document }),
    () => open(session, random, document.uri, texts),
    () =>
      session.notify('workspace/didChangeWatchedFiles', {
        changes: [{ uri: document.uri, type: random.below(5) }],
      }),
    () =>
      session.notify('workspace/didChangeConfiguration', {
        settings: random.pick([null, { vmops: 3 }, { vmops: { kernel: '9' } }]),
      }),
    () =>
      session.body(
        random.pick([
          '{',
          '[]',
          'null',
          '"x"',
          '{"jsonrpc":"2.0"}',
          '{"jsonrpc":"2.0","id":{},"method":3}',
          '[1,2',
          soup(random, 20),
        ]),
      ),
    () => session.notify('no/such', { text: 'x'.repeat(random.size(2_000_000)) }),
  ])();
}

function torn(random) {
  return random.pick([
    'Content-Length: x\r\n\r\n{}',
    'Content-Length: -5\r\n\r\n{}',
    'Content-Length: 99999999999999999999\r\n\r\n{}',
    '\r\n\r\n',
    'Content-Type: none\r\n\r\n{}',
    'Content-Length: 2',
    soup(random, 50),
  ]);
}

class Session {
  id = 0;
  sent = '';
  #child;
  #said = '';
  #errors = '';
  #exit;
  #wake = [];

  constructor(folder) {
    this.folder = folder;
    this.#child = spawn(
      process.execPath,
      ['--max-old-space-size=1024', join(projectRoot, 'server/bin/vmops.js'), 'lsp', '--stdio'],
      {
        stdio: ['pipe', 'pipe', 'pipe'],
        env: { ...process.env, XDG_CACHE_HOME: join(folder, '.cache') },
      },
    );
    this.#child.stdout.setEncoding('latin1').on('data', (text) => {
      this.#said += text;
      for (const wake of this.#wake.splice(0)) wake();
    });
    this.#child.stderr.setEncoding('utf8').on('data', (text) => {
      this.#errors += text;
    });
    this.#child.stdin.on('error', () => {});
    this.#exit = new Promise((resolve) => this.#child.on('exit', resolve));
    void this.#exit.then(() => {
      for (const wake of this.#wake.splice(0)) wake();
    });
  }

  request(method, params) {
    this.id++;
    this.body(JSON.stringify({ jsonrpc: '2.0', id: this.id, method, params }));
    return this.id;
  }

  notify(method, params) {
    this.body(JSON.stringify({ jsonrpc: '2.0', method, params }));
  }

  /** A request under an id that was used already. */
  again() {
    this.body(JSON.stringify({ jsonrpc: '2.0', id: this.id, method: 'textDocument/hover', params: null }));
  }

  body(text) {
    this.raw(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
  }

  raw(text) {
    this.sent += text;
    this.#child.stdin.write(text);
  }

  end() {
    this.#child.stdin.end();
  }

  kill() {
    this.#child.kill('SIGKILL');
  }

  answered(id) {
    const pattern = new RegExp(`"id":${id}[,}]`);
    return this.#until(() => pattern.test(this.#said) || this.#child.exitCode !== null).then(() =>
      pattern.test(this.#said),
    );
  }

  async ended() {
    await this.#until(() => this.#child.exitCode !== null || this.#child.signalCode !== null);
    return this.#child.exitCode !== null || this.#child.signalCode !== null;
  }

  /** A stack trace or an abort, or null. */
  trouble() {
    const bad = /^ +at .*$|out of memory|internal error|FATAL/m.exec(this.#errors);
    if (bad) return `standard error: ${this.#errors.slice(0, 600)}`;
    return this.#child.signalCode === null ? null : `ended by ${this.#child.signalCode}`;
  }

  async #until(isSo) {
    const end = Date.now() + SECONDS * 1000;
    while (!isSo() && Date.now() < end) {
      await new Promise((resolve) => {
        const timer = setTimeout(resolve, 500);
        this.#wake.push(() => {
          clearTimeout(timer);
          resolve();
        });
      });
    }
  }
}
