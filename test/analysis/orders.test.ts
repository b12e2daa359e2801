// SPDX-License-Identifier: GPL-2.0-only
/** What one comparison of two values says of another: `i < MOST` is false where `i >= MOST` is true. */
import { expect, test } from 'vitest';
import { dump } from './analyseSource.ts';

const source = (before: string, first: string, second: string) => `
static void f(struct vm_area_struct *vma)
{
	struct foo *foo = vma->vm_private_data;
	int i = foo->first;
	${before}
	if (${first})
		mutex_lock(&foo->lock);
	if (${second})
		return;
	mutex_unlock(&foo->lock);
}`;
const held = (before: string, first: string, second: string) =>
  dump(source(before, first, second), 'f', 'close').filter((line) => line.includes('holds')).length;

test('of two values that are not known, turned round and mirrored', () => {
  for (const [first, second] of [
    ['i < foo->most', 'i >= foo->most'],
    ['i < foo->most', 'foo->most <= i'],
    ['i >= foo->most', 'foo->most > i'],
    ['i < foo->most', 'i > foo->most'],
    ['i > foo->most', '!(i >= foo->most)'],
  ] as const)
    expect([first, second, held('', first, second)]).toEqual([first, second, 0]);
});

test('of a constant by name, whatever leaves the loop before it', () => {
  const loop = (body: string) => `for (i = 0; i < MOST_FOOS; i++) ${body}`;
  for (const body of ['if (foo->parts[i]) break;', 'if (foo->first == i) break;', 'show(i);'])
    expect([body, held(loop(body), 'i < MOST_FOOS', 'i >= MOST_FOOS')]).toEqual([body, 0]);
});

test('of another value, or of one that changed, it says nothing', () => {
  expect(held('', 'i < foo->most', 'i >= foo->least')).toBe(1);
  expect(held('', 'i <= foo->most', 'i >= foo->most')).toBe(1);
  expect(held('', 'i < foo->most', 'foo->first++, i++ >= foo->most || i >= foo->most')).toBeGreaterThan(0);
});
