// SPDX-License-Identifier: GPL-2.0-only
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseShard } from '../../server/src/cli/options/options.ts';
import { tempTree } from '../io/tempTree.ts';
import { vmops } from './vmops.ts';

test('the parts of a run, put together, are the findings of the whole', () => {
  const folder = tempTree({});
  const lint = (...args: string[]) => vmops(['lint', '--format', 'json', ...args, 'test/sample']).stdout;
  const files = [1, 2].map((index) => {
    const path = join(folder, `${index}.json`);
    writeFileSync(path, lint('--shard', `${index}/2`));
    return path;
  });
  const merged = vmops(['merge', ...files]);
  expect([merged.code, merged.stderr]).toEqual([0, '']);
  const whole = JSON.parse(lint());
  const { findings, summary } = JSON.parse(merged.stdout);
  expect(findings).toEqual(whole.findings);
  expect([summary.tables, summary.handlers]).toEqual([whole.summary.tables, whole.summary.handlers]);
});

test.each(['', '0/2', '3/2', '1', '1/2/3', '-1/2'])('--shard %s is wrong usage', (text) => {
  expect(() => parseShard(text)).toThrow(`--shard ${text}: write it as 2/4, from 1/4 to 4/4`);
});

test('a report that is not there is one line', () => {
  expect(vmops(['merge', 'nosuch.json'])).toEqual({
    code: 2,
    stdout: '',
    stderr: 'vmops: nosuch.json: does not exist\n',
  });
});
