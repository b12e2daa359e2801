// SPDX-License-Identifier: GPL-2.0-only
/** Where the native parser does not load, the WebAssembly one gives the same findings. */
import { expect, test } from 'vitest';
import { loadParser } from '../../server/src/cli/parser.ts';
import { vmopsProcess } from './vmops.ts';

const NOTICE = 'vmops: the WebAssembly parser is used, which is slower: the native parser is switched off\n';

function run(args: string[], parser: string) {
  const { code, stdout, stderr } = vmopsProcess(args, { env: { VMOPS_PARSER: parser } });
  return { code, stdout: stdout.replace(/"milliseconds": ?\d+/, '"milliseconds": 0'), stderr };
}

test.each([
  ['lint', '--format', 'json', 'test/sample'],
  ['tables', '--format', 'json', 'test/sample'],
  ['explain-handler', 'test/sample/drivers/frame/frame.c:frame_fault'],
])('vmops %s says the same with either parser, and says once which it is', (...args) => {
  const native = run(args, '');
  const fallback = run(args, 'wasm');
  expect(native.stderr).toBe('');
  expect(fallback.stderr).toBe(NOTICE);
  expect(fallback.stdout).toBe(native.stdout);
  expect(fallback.code).toBe(native.code);
  expect(native.stdout).not.toBe('');
});

test('commands that parse nothing say nothing', () => {
  expect(run(['rules'], 'wasm').stderr).toBe('');
});

test('where the native parser loads, nothing is said', async () => {
  const said: string[] = [];
  await loadParser((line) => said.push(line));
  expect(said).toEqual([]);
});
