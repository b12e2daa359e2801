// SPDX-License-Identifier: GPL-2.0-only
import { expect, test } from 'vitest';
import { changedFiles, changeSummary, type KnownChange, roleOf } from '../../client/src/changeText.ts';
import type { ChangedHandler, ChangeFinding } from '../../server/src/lsp/vmops/protocol.ts';

const location = {
  uri: 'file:///linux/fs/foo/file.c',
  range: { start: { line: 3, character: 0 }, end: { line: 3, character: 4 } },
};
const handler = (name: string, more: Partial<ChangedHandler> = {}): ChangedHandler => ({
  name,
  op: 'fault',
  tables: ['foo_vm_ops'],
  stamp: name,
  isNew: false,
  path: 'fs/foo/file.c',
  location,
  ...more,
});
const finding = (more: Partial<ChangeFinding> = {}): ChangeFinding => ({
  rule: 'errno-as-vm-fault',
  severity: 'error',
  message: 'convert it',
  op: 'fault',
  function: 'foo_fault',
  path: 'fs/foo/file.c',
  location,
  ...more,
});
const states = (known: Omit<KnownChange, 'stamps'>, stamps = known.handlers.map(({ stamp }) => stamp)) =>
  changedFiles({ ...known, stamps: new Set(known.checked ? stamps : []) }).flatMap(({ path, handlers }) =>
    handlers.map(({ handler: { name }, state, text }) => [path, name, state, text]),
  );

test('a changed handler has the gravest of what is new in it', () => {
  const handlers = [handler('foo_fault'), handler('foo_mkwrite', { op: 'page_mkwrite' })];
  const findings = [finding(), finding({ severity: 'warning' })];
  expect(states({ checked: true, findings, handlers })).toEqual([
    ['fs/foo/file.c', 'foo_fault', 'error', 'changed since HEAD: 1 error and 1 warning are new'],
    ['fs/foo/file.c', 'foo_mkwrite', 'clean', 'changed since HEAD: nothing new found'],
  ]);
});

test('before a check nothing is said of findings', () => {
  expect(states({ checked: false, findings: [], handlers: [handler('foo_fault', { isNew: true })] })).toEqual(
    [['fs/foo/file.c', 'foo_fault', 'unchecked', 'new since HEAD']],
  );
});

test('what was typed since the check nobody has looked at', () => {
  const known = { checked: true, findings: [finding()], handlers: [handler('foo_fault')] };
  expect(states(known, ['another'])).toEqual([
    ['fs/foo/file.c', 'foo_fault', 'unchecked', 'changed since HEAD'],
  ]);
});

test('a function of the same name in another file keeps its own', () => {
  const handlers = [handler('foo_fault', { path: 'fs/bar/file.c' }), handler('foo_fault')];
  const known = { checked: true, findings: [finding()], handlers };
  expect(states(known).map(([path, , state]) => [path, state])).toEqual([
    ['fs/bar/file.c', 'clean'],
    ['fs/foo/file.c', 'error'],
  ]);
});

test('what a handler is for', () => {
  expect(roleOf(handler('foo_fault'))).toBe('fault of foo_vm_ops');
  expect(roleOf(handler('foo_fault', { tables: ['a', 'b'] }))).toBe('fault of 2 tables');
  expect(roleOf(handler('foo_mmap', { op: 'mmap', tables: [] }))).toBe('maps');
  expect(roleOf(handler('foo_mmap', { op: 'mmap' }))).toBe('maps with foo_vm_ops');
});

test('the line above the view', () => {
  const handlers = [handler('foo_fault')];
  expect(changeSummary({ checked: false, findings: [], handlers })).toBe('Since HEAD: 1 handler changed.');
  expect(changeSummary({ checked: true, findings: [], handlers: [] })).toBe(
    'Your change brings in nothing; no handler is changed since HEAD.',
  );
  expect(changeSummary({ checked: true, findings: [finding()], handlers })).toBe(
    '1 error is new since HEAD; 1 handler changed.',
  );
});
