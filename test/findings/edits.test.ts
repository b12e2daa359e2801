// SPDX-License-Identifier: GPL-2.0-only
import { expect, test } from 'vitest';
import { applyFixes } from '../../server/src/findings/edits.ts';
import type { Finding } from '../../server/src/findings/finding.ts';
import { SourceFile } from '../../server/src/text/source.ts';
import { finding } from '../report/fixture.ts';

function fixing(text: string, ...edits: [number, number, string][]): Finding {
  const file = new SourceFile('a.c', text);
  const places = edits.map(([start, end, put]) => ({ place: { file, start, end }, text: put }));
  return { ...finding, fix: { title: 'Fix', safe: true, edits: places } };
}

test('edits of several findings are made from the text as it was', () => {
  const text = 'one two three';
  const found = [fixing(text, [8, 13, '3']), fixing(text, [0, 3, 'x'], [3, 3, '!']), finding];
  expect(applyFixes(text, found)).toEqual({ text: 'x! two 3', fixed: found.slice(0, 2) });
});

test('of two fixes that touch the first is made, whole', () => {
  const text = 'one two three';
  const [first, second] = [fixing(text, [4, 7, '2']), fixing(text, [7, 8, '-'], [0, 3, '1'])];
  expect(applyFixes(text, [first as Finding, second as Finding])).toEqual({
    text: 'one 2 three',
    fixed: [first],
  });
});

test('new lines end as those of the file', () => {
  const text = 'a\r\nb\r\n';
  expect(applyFixes(text, [fixing(text, [3, 3, 'x\n'])]).text).toBe('a\r\nx\r\nb\r\n');
});
