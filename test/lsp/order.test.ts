// SPDX-License-Identifier: GPL-2.0-only
/** Messages out of order, and bytes that are none. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { projectRoot } from '../cli/vmops.ts';

const body = (message: object) => {
  const text = JSON.stringify({ jsonrpc: '2.0', ...message });
  return `Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`;
};
const INITIALIZE = { method: 'initialize', params: { processId: null, rootUri: null, capabilities: {} } };

/**
 * Sends bytes and leaves the line open: the server ends by itself.
 *
 * @param last the request behind whose answer the line is cut instead
 */
async function serve(input: string, last?: number) {
  const command = join(projectRoot, 'server/bin/vmops.js');
  const child = spawn(process.execPath, [command, 'lsp', '--stdio']);
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text) => {
    stdout += text;
    if (last !== undefined && stdout.includes(`"id":${last},`)) child.stdin.end();
  });
  child.stderr.setEncoding('utf8').on('data', (text) => {
    stderr += text;
  });
  child.stdin.write(input);
  const status = await new Promise((resolve) => child.on('close', resolve));
  const answers = [...stdout.matchAll(/\{"jsonrpc".*?(?=Content-Length|$)/gs)].map(([text]) =>
    JSON.parse(text),
  );
  return { answers, stderr, status };
}

test('a request before initialize, a document before it, and a second initialize', async () => {
  const { answers, stderr, status } = await serve(
    [
      body({ id: 1, method: 'textDocument/hover', params: {} }),
      body({
        method: 'textDocument/didOpen',
        params: { textDocument: { uri: 'file:///x.c', languageId: 'c', version: 1, text: '' } },
      }),
      body({ id: 2, ...INITIALIZE }),
      body({ id: 3, ...INITIALIZE }),
      body({ id: 4, method: 'shutdown' }),
      body({ method: 'exit' }),
    ].join(''),
  );
  const codes = Object.fromEntries(
    answers.filter(({ id }) => id).map(({ id, error }) => [id, error?.code ?? 0]),
  );
  expect(codes).toEqual({ 1: -32002, 2: 0, 3: -32600, 4: 0 });
  expect(stderr).toBe('');
  expect(status).toBe(0);
});

test('a line that is cut behind the shutdown is an end in order, one that is cut before is not', async () => {
  const begin = body({ id: 1, ...INITIALIZE });
  expect((await serve(begin + body({ id: 2, method: 'shutdown' }), 2)).status).toBe(0);
  expect((await serve(begin, 1)).status).toBe(1);
});

test.each(['x', '-5', '99999999999999'])('a header with %s for a length ends it', async (length) => {
  const { stderr, status } = await serve(`Content-Length: ${length}\r\n\r\n{}`);
  expect(stderr).toMatch(/^vmops: the client sent what is no message: .*\n$/);
  expect(status).toBe(2);
});

test('a message that the library cannot handle costs that message alone', async () => {
  const { stderr, status } = await serve(
    [
      body({ id: 1, ...INITIALIZE }),
      body({ method: '$/cancelRequest' }),
      body({ id: 2, method: 'shutdown' }),
      body({ method: 'exit' }),
    ].join(''),
  );
  // It was asked to shut down before it ended.
  expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
});
