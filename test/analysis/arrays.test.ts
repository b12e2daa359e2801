// SPDX-License-Identifier: GPL-2.0-only
/** What a callee writes through a pointer that it uses as an array. */
import { expect, test } from 'vitest';
import { dump } from './analyseSource.ts';

const source = (write: string) => `
static int fill(struct page **pages, int n)
{
	int i = next();
	${write}
	return 0;
}
static vm_fault_t f(struct vm_fault *vmf)
{
	struct page *page = NULL;
	fill(&page, 1);
	vmf->page = page;
	return 0;
}`;

test('the first entry is the variable that was handed over', () => {
  // What was taken and what was not are two ways out.
  expect(dump(source('pages[0] = alloc_page(GFP_KERNEL);'), 'f', 'fault')).toEqual([
    'line 13: 0 · page set, unlocked · mmap held',
    'line 13: 0 · page unset, unlocked · mmap held',
  ]);
});

test('an entry of unknown place may be it', () => {
  expect(dump(source('pages[i] = alloc_page(GFP_KERNEL);'), 'f', 'fault')).toEqual([
    'line 13: 0 · page unknown, unknown · mmap held',
  ]);
});

test('a callee that writes nothing leaves it', () => {
  expect(dump(source('i++;'), 'f', 'fault')).toEqual(['line 13: 0 · page unset, unlocked · mmap held']);
});
