// SPDX-License-Identifier: GPL-2.0-only
/** A macro whose arms take other numbers of arguments, as a log macro of a sound driver of 2.6 does. */
import { expect, test } from 'vitest';
import { dump, reports } from './analyseSource.ts';

const handler = (arms: string) => `${arms}
static vm_fault_t f(struct vm_fault *vmf)
{
	foo_log("page %lu of %d", vmf->pgoff, 3);
	return VM_FAULT_SIGBUS;
}`;
const ANY = '#define foo_log(args...) { if (debug) printk(args); }';

test('an arm that takes fewer arguments is none for the call', () => {
  expect(dump(handler(ANY), 'f', 'fault')).toEqual(['line 5: SIGBUS · page unset, unlocked · mmap held']);
  expect(dump(handler(`#ifdef DEBUG\n${ANY}\n#else\n#define foo_log(x)\n#endif`), 'f', 'fault')).toEqual([
    'line 9: SIGBUS · page unset, unlocked · mmap held',
  ]);
});

test('without another arm the macro was not understood', () => {
  const [report] = reports(handler('#define foo_log(x)'), 'f', 'fault');
  expect(new Set(report?.unread)).toEqual(new Set(['foo_log']));
});
