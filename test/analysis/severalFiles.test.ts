// SPDX-License-Identifier: GPL-2.0-only
/** A path names the callee that it goes through, where several files have one of that name. */
import { expect, test } from 'vitest';
import { reports } from './analyseSource.ts';

const HANDLER = `
static vm_fault_t f(struct vm_fault *vmf)
{
	vm_fault_t ret = arch_window(vmf);

	if (ret)
		return ret;
	return VM_FAULT_NOPAGE;
}`;
const callee = (bound: number, type = 'int') => `
${type} arch_window(struct vm_fault *vmf)
{
	if (vmf->pgoff > ${bound})
		return VM_FAULT_SIGBUS;
	return 0;
}`;

/** The files of the steps that say what the callee returned. */
function places(others: Record<string, string>): string[] {
  const exits = reports(HANDLER, 'f', 'fault', '6.12', others).flatMap((report) => report.exits);
  const steps = exits.filter(({ values }) => values.includes('NOPAGE')).flatMap(({ trace }) => trace);
  return steps
    .filter(({ message }) => message === 'arch_window() returns 0')
    .map(({ place }) => place.file.path);
}

test('one callee: the call says enough', () => {
  expect(places({ 'arch/arm/window.c': callee(1) })).toEqual(['a.c']);
});

test('one that makes fault codes: its own return', () => {
  expect(places({ 'arch/arm/window.c': callee(1, 'vm_fault_t') })).toEqual(['arch/arm/window.c']);
});

test('one of two: its own return', () => {
  expect(places({ 'arch/arm/window.c': callee(1), 'arch/x86/window.c': callee(2) })).toEqual([
    'arch/arm/window.c',
  ]);
});
