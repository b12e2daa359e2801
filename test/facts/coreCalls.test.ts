// SPDX-License-Identifier: GPL-2.0-only
import { expect, test } from 'vitest';
import { readCoreCalls } from '../../server/src/facts/functions/coreCalls.ts';
import { SourceFile } from '../../server/src/text/source.ts';

const read = (text: string) => readCoreCalls(new SourceFile('mm/memory.c', text));
const around = (before: string, inCaller = '') => `
static int around(struct fault *f)
{
	${before}
	return f->vma->vm_ops->map_pages(f, 0, 1);
}
static int on_read(struct fault *f)
{
	${inCaller}
	return around(f);
}`;

test.each([
  ['nothing', around(''), 'neither'],
  ['rcu_read_lock()', around('rcu_read_lock();'), 'rcu'],
  ['rcu_read_lock(), given back', around('rcu_read_lock(); look(f); rcu_read_unlock();'), 'neither'],
  [
    'the page-table lock',
    around('f->pte = pte_offset_map_lock(f->mm, f->pmd, f->address, &f->ptl);'),
    'page-table-lock',
  ],
  [
    "the caller's page-table lock",
    around('', 'f->pte = pte_offset_map_lock(f->mm, f->pmd, 0, &f->ptl);'),
    'page-table-lock',
  ],
])('map_pages is called under %s', (_, text, context) => {
  expect(read(text).mapPages?.context).toBe(context);
});

test('a test for VM_FAULT_NOPAGE counts behind the call of pfn_mkwrite', () => {
  const shared = (test: string) => `
static int shared(struct fault *f)
{
	int ret = f->vma->vm_ops->pfn_mkwrite(f);
	if (ret & ${test})
		return ret;
	return finish(f);
}`;
  const place = read(shared('(VM_FAULT_ERROR | VM_FAULT_NOPAGE)')).pfnMkwriteNopage;
  expect(place?.file.text.slice(place.start, place.end)).toContain('VM_FAULT_NOPAGE');
  expect(read(shared('VM_FAULT_ERROR')).pfnMkwriteNopage).toBeNull();
});

test('ops behind the test for the per-VMA lock, through a function of the file', () => {
  const file = (gate: string) => `
static int may_call(struct fault *f)
{
	if (${gate})
		return 0;
	return VM_FAULT_RETRY;
}
static int call(struct fault *f) { return f->vma->vm_ops->fault(f); }
static int on_read(struct fault *f)
{
	around(f);
	if (may_call(f))
		return VM_FAULT_RETRY;
	return call(f);
}
static int other(struct fault *f) { return f->vma->vm_ops->page_mkwrite(f); }`;
  const found = read(file('f->vma->vm_ops->map_pages || !(f->flags & FAULT_FLAG_VMA_LOCK)'));
  expect([...found.underVmaLock.keys()]).toEqual(['fault']);
  expect(read(file('!(f->flags & FAULT_FLAG_VMA_LOCK)')).underVmaLock.size).toBe(0);
});

test('half a file gives nothing and does not throw', () => {
  const text = around('').slice(0, 60);
  expect(read(text)).toEqual({
    pfnMkwriteNopage: null,
    mapPages: null,
    underVmaLock: new Map(),
    faultRetry: null,
  });
});
