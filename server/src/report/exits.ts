// SPDX-License-Identifier: GPL-2.0-only
/** The ways out of a handler for a reader who asks why the tool thinks so. */

import type { Exit, HeldLock } from '../analysis/reports/model/exits.ts';
import { valuesText } from '../analysis/reports/render.ts';
import type { HandlerReport } from '../analysis/reports/report.ts';
import type { Place } from '../text/source.ts';

/** What an exit may not be certain of, in words for each answer; null where nothing need be said. */
type Answers = Record<'yes' | 'no' | 'unknown', string | null>;

const INSERTED: Answers = { yes: 'an entry is inserted', no: null, unknown: 'an entry may be inserted' };
const CHECKED: Answers = {
  yes: 'page->mapping is checked under the lock',
  no: null,
  unknown: 'page->mapping may be checked under the lock',
};
const PAGE = {
  set: 'vmf->page is set',
  unset: 'vmf->page is not set',
  null: 'vmf->page is NULL',
  error: 'vmf->page is an ERR_PTR()',
  unknown: 'vmf->page is not known',
};
const LOCKED = { locked: 'locked', unlocked: 'not locked', unknown: 'perhaps locked' };
/** Ops that are to set vmf->page, and those that are given it. */
const SETS_PAGE: ReadonlySet<string> = new Set(['fault', 'nopage']);
const HAS_PAGE: ReadonlySet<string> = new Set(['page_mkwrite']);
const MMAP = { held: null, released: 'mmap_lock is released', unknown: 'mmap_lock may be released' };

/** A line for each way out, from the first line of the function on, as `line 12: returns VM_FAULT_LOCKED · vmf->page is set, locked · holds &foo->lock`. */
export function exitLines({ op, definition, exits, status }: HandlerReport): string[] {
  const lines = [...exits].sort(byPlace).map((exit) => {
    const { line } = definition.file.positionAt(exit.place.start);
    return `line ${line}: ${partsOf(exit, op).join(' · ')}`;
  });
  if (status !== 'complete') lines.push(`not analysed: ${status}`);
  return [...new Set(lines)];
}

/** Ways out of one return stay as they were found. */
export const byPlace = (a: { place: Place }, b: { place: Place }): number => a.place.start - b.place.start;

function partsOf({ values, mmapLock, held, released, ...exit }: Exit, op: string): string[] {
  const parts = [
    values.length > 0 ? `returns ${valuesText(values)}` : 'returns',
    pageText(exit, op),
    MMAP[mmapLock],
    INSERTED[exit.installed],
    CHECKED[exit.truncationChecked],
    said(
      'holds',
      held.filter(({ certain }) => certain),
    ),
    said(
      'may hold',
      held.filter((lock) => !lock.certain && isNamed(lock)),
    ),
    said(
      'gave back what it had not taken:',
      released.filter(({ certain, unheld }) => certain && unheld),
    ),
    said(
      'may have given back what it had not taken:',
      released.filter((lock) => !(lock.certain && lock.unheld) && isNamed(lock)),
    ),
    exit.assumed ? 'paths were joined' : null,
  ];
  return parts.filter((part) => part !== null);
}

function pageText({ page, pageLock }: Pick<Exit, 'page' | 'pageLock'>, op: string): string | null {
  if (HAS_PAGE.has(op)) return `vmf->page is ${LOCKED[pageLock]}`;
  if (!SETS_PAGE.has(op)) return null;
  return page === 'set' ? `${PAGE[page]}, ${LOCKED[pageLock]}` : PAGE[page];
}

/** "May hold a lock" says nothing where paths were joined that differ in some lock of a callee. */
const isNamed = ({ kind, name }: HeldLock) => name !== '' || kind !== 'other';

function said(what: string, locks: readonly HeldLock[]): string | null {
  return locks.length === 0 ? null : `${what} ${[...new Set(locks.map(lockText))].join(', ')}`;
}

/** A lock that has no name that a reader would know is called by its kind. */
function lockText({ kind, name }: HeldLock): string {
  if (kind === 'freeze') return name ? `freeze protection of ${name}` : 'freeze protection';
  if (kind === 'page') return `the lock of ${name || 'a page'}`;
  if (kind === 'rcu') return 'the RCU read lock';
  return name || (kind === 'other' ? 'a lock' : `a ${kind}`);
}
