// SPDX-License-Identifier: GPL-2.0-only
import { expect, test } from 'vitest';
import type { Step } from '../../server/src/analysis/reports/model/exits.ts';
import { testStep } from '../../server/src/analysis/reports/steps.ts';
import { pathTo, valuePathTo } from '../../server/src/rules/shared/path.ts';
import { SourceFile } from '../../server/src/text/source.ts';

test('a step at a place that the path has passed before is said to be the second', () => {
  const file = new SourceFile('a.c', 'retry: if (x) goto retry;');
  const place = { file, start: 11, end: 12 };
  const step = (truth: boolean): Step => ({
    kind: 'test',
    place,
    message: `\`x\` is ${truth}`,
    text: 'x',
    truth,
    ofArguments: false,
  });
  const again = step(false);
  const messages = (trace: Step[]) => pathTo(trace).map(({ message }) => message);
  expect(messages([step(true), again])).toEqual(['`x` is true', '`x` is false (second time)']);
  expect(messages([step(true), step(true), again])).toEqual([
    '`x` is true',
    '`x` is true (second time)',
    '`x` is false (third time)',
  ]);
  const shown = pathTo([again, step(true), again]).flatMap(({ explains }, at) => (explains ? [at] : []));
  expect(shown).toEqual([1, 2]);
});

test('whether a case is taken is said of it', () => {
  const place = { file: new SourceFile('a.c', 'switch (x) { case A: break; }'), start: 13, end: 20 };
  expect(testStep(place, 'case A:', true, false).message).toBe('`case A:` is taken');
  expect(testStep(place, 'case A:', false, false).message).toBe('`case A:` is not taken');
});

test('what a variable held that the return does not hand over explains no finding about a value', () => {
  const file = new SourceFile('a.c', 'ret = SIGBUS; err = -EIO; return 0;');
  const step = (start: number, name: string, atom: string): Step => ({
    kind: 'value',
    place: { file, start, end: start + 3 },
    message: `${name} becomes ${atom}`,
    name,
    atom,
  });
  const trace = [step(0, 'ret', 'SIGBUS'), step(14, 'err', '-EIO')];
  const explaining = (atoms: string[]) =>
    valuePathTo(trace, atoms)
      .filter(({ explains }) => explains)
      .map(({ message }) => message);
  expect(explaining(['LOCKED'])).toEqual([]);
  expect(explaining(['SIGBUS'])).toEqual(['ret becomes SIGBUS']);
  expect(explaining(['-EINVAL'])).toEqual(['err becomes -EIO']);
});
