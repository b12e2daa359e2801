// SPDX-License-Identifier: GPL-2.0-only
/** Paths that met are told apart again by a test of what each knew. */
import { expect, test } from 'vitest';
import { dump } from './analyseSource.ts';

/** More ways to the end than are walked by themselves; each leaves its number in `n`, and `err` beside it. */
const ways = (end: string, ...errors: number[]) =>
  dump(
    `static vm_fault_t f(struct vm_fault *vmf) { struct foo *foo = vmf->vma->vm_private_data; int n = 0, err = 0;
     mutex_lock(&foo->lock);
     switch (foo->state) { ${[1, 2, 3, 4, 5, 6, 7, 8].map((n) => `case S_${n}: n = ${n}; err = ${errors.includes(n) ? '-EIO' : '0'}; break;`).join(' ')} }
     ${end} mutex_unlock(&foo->lock); return VM_FAULT_NOPAGE; }`,
    'f',
    'fault',
  );

test('a lock that one of them keeps is held for sure', () => {
  expect(ways('if (err) return VM_FAULT_SIGBUS;', 7, 8)).toEqual([
    'line 4: SIGBUS · page unset, unlocked · mmap held · holds &foo->lock',
    'line 4: NOPAGE · page unset, unlocked · mmap held',
  ]);
});

test('two tests that no way passes together lead nowhere', () => {
  expect(ways('if (err && n == 7) return VM_FAULT_SIGBUS;', 8)).toEqual([
    'line 4: NOPAGE · page unset, unlocked · mmap held',
  ]);
  expect(ways('if (err && n == 8) return VM_FAULT_SIGBUS;', 8)[0]).toBe(
    'line 4: SIGBUS · page unset, unlocked · mmap held · holds &foo->lock',
  );
});
