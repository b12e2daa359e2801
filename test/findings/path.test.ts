// SPDX-License-Identifier: GPL-2.0-only
import { expect, test } from 'vitest';
import type { PathStep } from '../../server/src/findings/finding.ts';
import { shownSteps } from '../../server/src/findings/path.ts';
import { SourceFile } from '../../server/src/text/source.ts';

const file = new SourceFile('a.c', 'x\n');

function step(message: string, explains: boolean): PathStep {
  return { kind: 'test', place: { file, start: 0, end: 1 }, message, explains };
}

test('the six steps nearest to the finding, of those that explain it', () => {
  const path = [...'abcdefgh'].map((name) => step(name, name !== 'f'));
  expect(shownSteps({ path }).map(({ message }) => message)).toEqual(['b', 'c', 'd', 'e', 'g', 'h']);
  expect(shownSteps({ path: path.slice(5, 6) })).toEqual([]);
});
