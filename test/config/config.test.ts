// SPDX-License-Identifier: GPL-2.0-only
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import { parse } from 'smol-toml';
import { describe, expect, test } from 'vitest';
import { ConfigError, readConfig } from '../../server/src/config/config.ts';
import { configSchema, KEYS } from '../../server/src/config/schema.ts';
import { catalogue } from '../../server/src/rules/index.ts';

const PATH = '/home/u/linux/vmops.toml';
const ids = ['unknown-op', 'pfn-mkwrite-return'];
const read = (...lines: string[]) => readConfig(lines.join('\n'), PATH, ids);

test('everything that can be said', () => {
  const config = read(
    'exclude = ["drivers/staging/", "!drivers/staging/one/"]',
    'contract = "core"',
    'release = "5.10"',
    'tree = "../linux-5.10"',
    '[rules]',
    'unknown-op = "off"',
    'pfn-mkwrite-return = "error"',
  );
  expect(config).toEqual({
    path: PATH,
    folder: '/home/u/linux',
    severities: new Map([
      ['unknown-op', 'off'],
      ['pfn-mkwrite-return', 'error'],
    ]),
    exclude: ['drivers/staging/', '!drivers/staging/one/'],
    contract: 'core',
    release: { major: 5, minor: 10, patch: 0 },
    tree: '/home/u/linux-5.10',
  });
});

test('an empty file says nothing', () => {
  const { severities, exclude, contract, release, tree } = read('');
  expect([severities.size, exclude, contract, release, tree]).toEqual([0, [], null, null, null]);
});

/** Text, and the message with its line. */
const WRONG: [string[], string][] = [
  [['', 'exlude = []'], '2: no key named exlude (did you mean exclude?)'],
  [['colour = 1'], '1: no key named colour; known are rules, exclude, contract, release, tree'],
  [['[rules]', 'unknwon-op = "off"'], '2: no rule named unknwon-op (did you mean unknown-op?)'],
  [['[rules]', 'zzz = "off"'], '2: no rule named zzz; "vmops rules" lists them'],
  [
    ['[rules]', 'unknown-op = "warn"'],
    '2: unknown-op: invalid value "warn"; expected one of error, warning, information, off',
  ],
  [
    ['rules = { unknown-op = true }'],
    '1: unknown-op: invalid value true; expected one of error, warning, information, off',
  ],
  [['rules = "off"'], '1: rules: write it as a table, [rules]'],
  [
    ['# exclude', 'exclude = "drivers"'],
    '2: exclude: write it as a list of patterns, exclude = ["drivers/gpu/"]',
  ],
  [['exclude = [1]'], '1: exclude: write it as a list of patterns, exclude = ["drivers/gpu/"]'],
  [['contract = "docs"'], '1: contract: invalid value "docs"; expected one of documentation, core'],
  [
    ['contract = "documentaton"'],
    '1: contract: invalid value "documentaton"; expected one of documentation, core (did you mean documentation?)',
  ],
  [['release = 6.12'], '1: release: 6.12 is no release (write it as "6.12" or "2.6.32")'],
  [['release = "2.4"'], '1: release: "2.4": the oldest release known is 2.6.12'],
  [['release = "9.9"'], '1: release: "9.9": the newest release known is 7.1'],
  [['tree = 3'], '1: tree: write it as the path of a kernel tree'],
];

test.each(WRONG)('%j', (lines, message) => {
  expect(() => read(...lines)).toThrow(new ConfigError(`${PATH}:${message}`));
});

test('what is no TOML', () => {
  expect(() => read('', 'contract = core')).toThrow(/^\/home\/u\/linux\/vmops\.toml:2: not TOML: [^\n]+$/);
});

describe('the published schema', () => {
  const published = () => JSON.parse(readFileSync(join(__dirname, '../../docs/vmops.schema.json'), 'utf8'));

  // `npx vitest run test/config -u` writes the file anew.
  test('is that of the rules as they are', async () => {
    const text = `${JSON.stringify(configSchema(catalogue), null, 2)}\n`;
    await expect(text).toMatchFileSnapshot('../../docs/vmops.schema.json');
  });

  test('has the keys that the reader knows', () => {
    expect(Object.keys(published().properties)).toEqual(Object.keys(KEYS));
  });

  test('refuses what the reader refuses, and takes what it takes', () => {
    const valid = new Ajv().compile(configSchema(ids.map((id) => ({ id, title: id }))));
    for (const [lines] of WRONG) {
      // A release that is not known is a number like any other to a pattern.
      if (!/"(?:2\.4|9\.9)"/.test(lines.join()))
        expect([lines, valid(parse(lines.join('\n')))]).toEqual([lines, false]);
    }
    const right =
      'exclude = ["x"]\ncontract = "core"\nrelease = "6.1"\ntree = "."\n[rules]\nunknown-op = "off"';
    expect(valid(parse(right))).toBe(true);
  });
});
