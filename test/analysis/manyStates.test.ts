// SPDX-License-Identifier: GPL-2.0-only
/** Where more different states meet than are kept apart, the exploration goes on with less. */

import { expect, test } from 'vitest';
import { propertyKey } from '../../server/src/analysis/state/keys.ts';
import { setLock } from '../../server/src/analysis/state/locks/lockEntries.ts';
import { pruneKnown } from '../../server/src/analysis/state/properties/index.ts';
import { State } from '../../server/src/analysis/state/state.ts';
import { Symbols } from '../../server/src/analysis/state/symbols.ts';
import { dump, reports } from './analyseSource.ts';

const CODES = ['MAJOR', 'OOM', 'NOPAGE', 'RETRY', 'SIGSEGV', 'HWPOISON', 'DONE_COW'];

/** 128 results before the page is locked; `last` is what the way out does before it leaves. */
const manyResults = (last: string) => `
static vm_fault_t foo_mkwrite(struct vm_fault *vmf)
{
	struct foo *st = vmf->vma->vm_private_data;
	vm_fault_t ret = 0;

	${CODES.map((code) => `if (foo_${code}(st)) ret |= VM_FAULT_${code};`).join(' ')}
	if (foo_early(st))
		return ret;
	lock_page(vmf->page);
	if (foo_gone(st)) {
		${last}
		return VM_FAULT_SIGBUS;
	}
	return VM_FAULT_LOCKED;
}`;

test('many results at one place are no reason to give up', () => {
  const [report] = reports(manyResults(''), 'foo_mkwrite', 'page_mkwrite');
  expect(report?.status).toBe('complete');
  expect(dump(manyResults(''), 'foo_mkwrite', 'page_mkwrite')).toContain(
    'line 13: SIGBUS · page set, locked · mmap held · holds vmf->page',
  );
});

test('and the clean twin has no lock at its exit', () => {
  const lines = dump(manyResults('unlock_page(vmf->page);'), 'foo_mkwrite', 'page_mkwrite');
  const exits = lines.filter((line) => line.startsWith('line 13: '));
  expect(new Set(exits.map((line) => line.replace(' · assumed', '')))).toEqual(
    new Set(['line 13: SIGBUS · page set, unlocked · mmap held']),
  );
});

function lockedState(symbols: Symbols, ...pages: { name: string; certain: boolean }[]): State {
  const state = new State(symbols);
  const place = { file: { path: 'a.c' }, start: 0, end: 0 } as never;
  for (const { name, certain } of pages) {
    const sym = symbols.opaque(name);
    setLock(state, `page:${sym}`, {
      kind: 'page',
      sym,
      depth: 1,
      name,
      place,
      certain,
      byCallee: false,
      reached: false,
      unheld: null,
    });
  }
  return state;
}

test('doubtful locks of pages without a name are one', () => {
  const symbols = new Symbols();
  const one = lockedState(symbols, { name: 'a', certain: false });
  const two = lockedState(symbols, { name: 'b', certain: false }, { name: 'c', certain: false });
  for (const state of [one, two]) pruneKnown(state, new Set(), state.symbols);
  expect(propertyKey(one)).toBe(propertyKey(two));
  expect(one.locks.size).toBe(1);
});

test('a page that has a name, or whose lock is sure, stays', () => {
  const symbols = new Symbols();
  const state = lockedState(symbols, { name: 'named', certain: false }, { name: 'sure', certain: true });
  const before = propertyKey(state);
  pruneKnown(state, new Set([symbols.pure('folio_page', [symbols.opaque('named')])]), state.symbols);
  expect(propertyKey(state)).toBe(before);
});

test('locks that were taken in another order are the same', () => {
  const symbols = new Symbols();
  const a = { name: 'a', certain: true };
  const b = { name: 'b', certain: true };
  expect(propertyKey(lockedState(symbols, a, b))).toBe(propertyKey(lockedState(symbols, b, a)));
});

/** Eight locks that may have been released, for all one sees: 256 ways. */
const manyDoubts = `
static vm_fault_t foo_mkwrite(struct vm_fault *vmf)
{
	struct foo *st = vmf->vma->vm_private_data;
	vm_fault_t ret = 0;

	${'abcdefgh'
    .split('')
    .map(
      (name) =>
        `mutex_lock(&st->${name}); if (foo_${name}(st)) foo_release_${name}(&st->${name}); else mutex_unlock(&st->${name});`,
    )
    .join(' ')}
	lock_page(vmf->page);
	if (foo_gone(st))
		return VM_FAULT_SIGBUS;
	return VM_FAULT_LOCKED;
}`;

test('locks that were perhaps released do not count for ever', () => {
  const [report] = reports(manyDoubts, 'foo_mkwrite', 'page_mkwrite');
  expect(report?.status).toBe('complete');
  expect(dump(manyDoubts, 'foo_mkwrite', 'page_mkwrite')).toContainEqual(
    expect.stringMatching(/^line 10: SIGBUS · page set, locked · mmap held · holds .*vmf->page/),
  );
});
