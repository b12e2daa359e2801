// SPDX-License-Identifier: GPL-2.0-only
/** What a callee finds out of what somebody else left behind a pointer, its caller knows too. */
import { expect, test } from 'vitest';
import { dump } from './analyseSource.ts';

const values = (callee: string) =>
  dump(
    `
static vm_fault_t inner(struct vm_fault *vmf, bool *done)
{
	${callee}
}
static vm_fault_t f(struct vm_fault *vmf)
{
	bool done;
	vm_fault_t ret = inner(vmf, &done);

	return done ? ret : VM_FAULT_SIGBUS;
}`,
    'f',
    'fault',
  ).map((line) => line.replace(/^line \d+: (.*?) · .*$/, '$1'));

test('a test of what an unseen function wrote', () => {
  expect(values('unseen(done); if (!*done) return VM_FAULT_OOM; return VM_FAULT_NOPAGE;')).toEqual([
    'NOPAGE',
    'SIGBUS',
  ]);
});

test('without a test both may be', () => {
  expect(values('unseen(done); if (vmf->pgoff) return VM_FAULT_OOM; return VM_FAULT_NOPAGE;')).toEqual([
    'OOM',
    'NOPAGE',
    'SIGBUS',
  ]);
});
