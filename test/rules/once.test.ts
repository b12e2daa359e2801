// SPDX-License-Identifier: GPL-2.0-only
import { expect, test } from 'vitest';
import { type Draft, draftsOf, type Rule, type RuleContext } from '../../server/src/rules/rule.ts';
import { unusedSuppression } from '../../server/src/rules/unusedSuppression.ts';
import { SourceFile } from '../../server/src/text/source.ts';

const file = new SourceFile('a.c', 'int one; int two;');
const ONE = { file, start: 4, end: 7 };
const TWO = { file, start: 13, end: 16 };

/** What is left of the drafts that a rule emits. */
function kept(drafts: Draft[]): Draft[] {
  const rule: Rule = {
    ...unusedSuppression,
    check(_, emit) {
      for (const draft of drafts) emit(draft);
    },
  };
  return draftsOf(rule, {} as RuleContext);
}

test('a message at a place is kept once, others beside it stay', () => {
  const first: Draft = { place: ONE, says: { fault: 'wrong' }, table: 'a' };
  const elsewhere: Draft = { place: TWO, says: { fault: 'wrong' } };
  const other: Draft = { place: ONE, says: { fault: 'other' } };
  expect(kept([first, elsewhere, { ...first, table: 'b' }, other])).toEqual([first, elsewhere, other]);
});

test('of drafts about one thing the surest stays, of equally sure ones the first', () => {
  const guess: Draft = { place: ONE, says: { fault: 'guess' }, confidence: 'medium', once: 'it' };
  const sure: Draft = { place: TWO, says: { fault: 'sure' }, once: 'it' };
  const late: Draft = { place: ONE, says: { fault: 'late' }, confidence: 'high', once: 'it' };
  expect(kept([guess, sure, late])).toEqual([{ ...sure, unsaid: ['guess', 'late'] }]);
  expect(kept([guess, { ...guess, place: TWO }])).toEqual([guess]);
});
