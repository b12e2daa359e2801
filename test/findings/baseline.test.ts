// SPDX-License-Identifier: GPL-2.0-only
import { expect, test } from 'vitest';
import {
  BaselineError,
  compareWithBaseline,
  formatBaseline,
  parseBaseline,
} from '../../server/src/findings/baseline.ts';
import type { Finding } from '../../server/src/findings/finding.ts';
import { identitiesOf } from '../../server/src/findings/identity.ts';
import { SourceFile } from '../../server/src/text/source.ts';
import { finding } from '../report/fixture.ts';

const entry = { rule: 'errno-as-vm-fault', file: 'a.c', function: 'x_fault', occurrence: 1 };

function findings(lines: string, ...words: string[]): Finding[] {
  const file = new SourceFile('a.c', lines);
  return words.map((word) => {
    const start = file.text.indexOf(word);
    return { ...finding, place: { file, start, end: start + word.length } };
  });
}

test('a baseline is sorted, a line an entry, each once', () => {
  const text = formatBaseline([{ ...entry, occurrence: 2 }, entry, { ...entry, file: 'B.c' }, { ...entry }]);
  expect(text).toBe(
    [
      '{',
      '  "schema": "vmops-baseline/1",',
      '  "findings": [',
      '    {"rule":"errno-as-vm-fault","file":"B.c","function":"x_fault","occurrence":1},',
      '    {"rule":"errno-as-vm-fault","file":"a.c","function":"x_fault","occurrence":1},',
      '    {"rule":"errno-as-vm-fault","file":"a.c","function":"x_fault","occurrence":2}',
      '  ]',
      '}',
      '',
    ].join('\n'),
  );
  expect(formatBaseline(parseBaseline(text))).toBe(text);
  expect(parseBaseline(formatBaseline([]))).toEqual([]);
});

test.each([
  ['', 'is not JSON'],
  ['null', 'is not a baseline (its schema is not vmops-baseline/1)'],
  ['{"schema":"vmops/1","findings":[]}', 'is not a baseline (its schema is not vmops-baseline/1)'],
  [
    '{"schema":"vmops-baseline/1","findings":[{"rule":"x","file":"a.c","function":"f","occurrence":0}]}',
    'entry 1 lacks rule, file, function or occurrence',
  ],
])('%s is none', (text, message) => {
  expect(() => parseBaseline(text)).toThrow(new BaselineError(message));
});

test('sixty lines above change nothing; a third of its kind is new', () => {
  const old = findings('one two', 'one', 'two');
  const baseline = [...identitiesOf(old).values()];
  const held = (now: Finding[]) => compareWithBaseline(now, identitiesOf(now), baseline, () => true);
  const moved = findings(`${'\n'.repeat(60)}one two`, 'one', 'two');
  expect(held(moved)).toEqual({ fresh: [], known: moved, stale: [] });
  const more = findings('one two three', 'one', 'two', 'three');
  expect(held(more)).toEqual({ fresh: [more[2]], known: more.slice(0, 2), stale: [] });
});

test('an entry without a finding is stale where its file was looked at', () => {
  const stale = (path: string) => compareWithBaseline([], new Map(), [entry], (one) => one === path).stale;
  expect([stale('a.c'), stale('b.c')]).toEqual([[entry], []]);
});
