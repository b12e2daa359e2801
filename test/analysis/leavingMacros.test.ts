// SPDX-License-Identifier: GPL-2.0-only
/** Macros that hide a `return` or a `goto`, as Lustre has them. */
import { expect, test } from 'vitest';
import { dump } from './analyseSource.ts';

const fault = (body: string) => dump(`static vm_fault_t f(struct vm_fault *vmf) { ${body} }`, 'f', 'fault');
const values = (body: string) => fault(body).map((line) => line.replace(/^line \d+: (.*?) · .*$/, '$1'));

test('RETURN() returns its argument', () => {
  expect(values('if (vmf->pgoff) RETURN(VM_FAULT_SIGBUS); RETURN(VM_FAULT_OOM);')).toEqual(['SIGBUS', 'OOM']);
});

test('GOTO() carries out its second argument and goes to its label', () => {
  const body = 'vm_fault_t ret = VM_FAULT_SIGBUS; if (vmf->pgoff) GOTO(out, ret = VM_FAULT_OOM);';
  expect(values(`${body} return VM_FAULT_NOPAGE; out: return ret;`)).toEqual(['OOM', 'NOPAGE']);
});

test('any other macro that is handed a label goes there perhaps', () => {
  const body = 'vm_fault_t ret = VM_FAULT_SIGBUS; WANT_CORRUPTED_GOTO(vmf->pgoff, out);';
  expect(values(`${body} return VM_FAULT_NOPAGE; out: return ret;`)).toEqual(['SIGBUS', 'NOPAGE']);
});

test('a variable of that name is none', () => {
  const body = 'int out = 0; mutex_lock(&m); TRACE(out); mutex_unlock(&m);';
  expect(fault(`${body} return VM_FAULT_NOPAGE;`)).toEqual(fault('return VM_FAULT_NOPAGE;'));
});

test('one that leaves on an error leaves where it is handed one, and goes on where it may be none', () => {
  const body = (status: string) =>
    `if (vmf->pgoff) { modONERROR(${status}); return VM_FAULT_OOM; } return VM_FAULT_NOPAGE; OnError: return VM_FAULT_SIGBUS;`;
  expect(values(body('modSTATUS_INVALID'))).toEqual(['NOPAGE']);
  expect(values(body('modLookup(vmf)'))).toEqual(['OOM', 'NOPAGE']);
});
