// SPDX-License-Identifier: GPL-2.0-only
import { expect, test } from 'vitest';
import { oneForEachOrigin } from '../../server/src/core/oneOrigin.ts';
import { createProgram } from '../../server/src/facts/program.ts';
import type { Related } from '../../server/src/findings/finding.ts';
import type { Draft } from '../../server/src/rules/rule.ts';
import { SourceFile } from '../../server/src/text/source.ts';

const names = ['callee', 'a_fault', 'b_fault', 'c_fault', 'd_fault', 'e_fault'];
const text = names.map((name) => `static int ${name}(struct vm_fault *vmf)\n{\n\treturn 1;\n}\n`).join('\n');
const file = new SourceFile('a.c', text);
const program = createProgram();
program.addFile(file);

/** The return of a function. */
function returnOf(name: string) {
  const start = text.indexOf('return', text.indexOf(`${name}(`));
  return { file, start, end: start + 'return 1;'.length };
}

function draft(name: string, message: string, origin: string): Draft {
  const related: Related[] = [{ kind: 'result', place: returnOf(origin), message: `${origin}() returns 1` }];
  return { place: returnOf(name), function: name, says: { fault: `${name}() ${message}` }, related };
}

const notes = ({ related = [] }: Draft) => related.map(({ message }) => message);

test('those who hand on what a callee returns are notes of the first', () => {
  const drafts = ['a', 'b', 'c', 'd', 'e'].map((one) => draft(`${one}_fault`, 'is wrong', 'callee'));
  const [only, ...rest] = oneForEachOrigin(drafts, program, true);
  expect(rest).toEqual([]);
  expect(only?.says.fault).toBe('a_fault() is wrong');
  expect(notes(only as Draft)).toEqual([
    'callee() returns 1',
    'the same goes for b_fault()',
    'the same goes for c_fault()',
    'the same goes for d_fault(), and for 1 more',
  ]);
});

test('the callee itself is told, where it is told of', () => {
  const own: Draft = { place: returnOf('callee'), function: 'callee', says: { fault: 'callee() is wrong' } };
  const [only, ...rest] = oneForEachOrigin([draft('a_fault', 'keeps a lock', 'callee'), own], program, false);
  expect(rest).toEqual([]);
  expect(only?.says.fault).toBe('callee() is wrong');
  expect(notes(only as Draft)).toEqual(['the same goes for a_fault()']);
});

test('what differs stays: another message, and what a function makes by itself', () => {
  const drafts = [
    draft('a_fault', 'is wrong', 'callee'),
    draft('b_fault', 'is wrong in another way', 'callee'),
    draft('c_fault', 'is wrong', 'c_fault'),
    draft('d_fault', 'is wrong', 'd_fault'),
  ];
  expect(oneForEachOrigin(drafts, program, true)).toEqual(drafts);
});

test('where each of those that call decides what to make of it, all are told', () => {
  const drafts = ['a', 'b'].map((one) => draft(`${one}_fault`, 'is wrong', 'callee'));
  expect(oneForEachOrigin(drafts, program, false)).toEqual(drafts);
});
