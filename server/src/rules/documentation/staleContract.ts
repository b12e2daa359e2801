// SPDX-License-Identifier: GPL-2.0-only
import type { DescribedStruct, Sentence } from '../../contracts/document/described.ts';
import { cellValue, type Row } from '../../contracts/document/documentTable.ts';
import type { CallContext } from '../../facts/functions/coreCalls.ts';
import type { Says } from '../../findings/says.ts';
import type { Place } from '../../text/source.ts';
import type { Draft } from '../rule.ts';
import { compared, type DocumentContext, type DocumentRule, mentionsOf } from './rule.ts';

const STRUCT = 'vm_operations_struct';

export const docStaleContract: DocumentRule = {
  id: 'doc-stale-contract',
  title: 'the locking document says of an op what mm/ contradicts',
  severity: 'warning',
  basis: 'core',
  since: null,
  until: null,
  fact: 'Who implements an op by the document gets a result or a lock that core does not have in mind.',
  source: "the tree's own mm/memory.c against Documentation/filesystems/locking.rst",
  check: (context) =>
    compared(context)
      .filter(({ described }) => described.struct === STRUCT && described.sentences.length > 0)
      .flatMap(({ described }) => [
        ...pfnMkwrite(described, context),
        ...mapPages(described, context),
        ...vmaLock(described, context),
        ...retry(described, context),
      ]),
};

/** The code stands behind the verb, and no 0 before it. */
const WANTS_NOPAGE =
  /\b(?:expected|(?:should|must|has to|is to|may only) return)\b(?:(?!\b(?:0|zero|not|never)\b)[^.;(])*\bVM_FAULT_NOPAGE\b/i;

/** Up to 4.9 core made the PTE writable unless an error came back; since 4.10 NOPAGE leaves it as it is. */
function pfnMkwrite(described: DescribedStruct, { core }: DocumentContext): Draft[] {
  const evidence = core.pfnMkwriteNopage;
  if (!evidence) return [];
  const said = sentencesOf('pfn_mkwrite', described).find(({ text }) => WANTS_NOPAGE.test(text));
  if (!said) return [];
  return [
    draft('pfn_mkwrite', said.place, evidence, {
      says: {
        fault: 'the document expects VM_FAULT_NOPAGE of pfn_mkwrite',
        consequences: ['core makes the PTE writable on 0 only, and leaves it read-only on NOPAGE'],
      },
      note: 'core ends the fault here on VM_FAULT_NOPAGE',
    }),
  ];
}

const LOCKED: Record<CallContext, string> = {
  'page-table-lock': 'with the page table locked',
  rcu: 'inside rcu_read_lock(), without the page-table lock',
  neither: 'without the page-table lock',
};

function mapPages(described: DescribedStruct, { core }: DocumentContext): Draft[] {
  const evidence = core.mapPages;
  if (!evidence) return [];
  return sentencesOf('map_pages', described).flatMap(({ text, place }): Draft[] => {
    const claimed = claimOf(text);
    if (claimed === null || claimed === evidence.context) return [];
    return [
      draft('map_pages', place, evidence.place, {
        says: {
          fault: `the document says that map_pages is called ${CLAIMS[claimed]}`,
          consequences: [`core calls it ${LOCKED[evidence.context]}`],
        },
        note: 'core calls it here',
      }),
    ];
  });
}

const CLAIMS = { 'page-table-lock': 'with the page table locked', rcu: 'with the RCU lock held' };

function claimOf(text: string): keyof typeof CLAIMS | null {
  if (!/\bcalled (?:with|under|inside)\b/i.test(text)) return null;
  if (/\bpage[- ]table (?:is )?lock/i.test(text)) return 'page-table-lock';
  return /\bRCU lock\b|\brcu_read_lock\b/i.test(text) ? 'rcu' : null;
}

/** Cells that know of mmap_lock only, or of no lock at all. */
const MMAP_LOCK_ALONE: ReadonlySet<string> = new Set(['read', 'write', 'read/write', 'yes', 'no']);

/** Since 6.7 core may run these under the per-VMA lock; a column that says `read` or `yes` knows of mmap_lock only. */
export function underVmaLock(
  described: DescribedStruct,
  { core }: DocumentContext,
): { op: string; row: Row; cell: [string, string]; evidence: Place }[] {
  if (described.struct !== STRUCT) return [];
  return [...core.underVmaLock].flatMap(([op, evidence]) => {
    const { row } = mentionsOf(op, described);
    const cell = lockCell(row);
    if (!row || !cell || !MMAP_LOCK_ALONE.has(cellValue(cell[1]))) return [];
    return [{ op, row, cell, evidence }];
  });
}

function vmaLock(described: DescribedStruct, context: DocumentContext): Draft[] {
  return underVmaLock(described, context).map(({ op, row, cell: [column, text], evidence }) =>
    draft(op, row.place, evidence, {
      says: {
        fault: `the column ${column} says "${text}" of ${op}`,
        consequences: ['core may hold the per-VMA lock instead, where the table has map_pages'],
      },
      note: 'core lets it run under the per-VMA lock here',
    }),
  );
}

function retry(described: DescribedStruct, { core }: DocumentContext): Draft[] {
  const evidence = core.faultRetry;
  const { row, prototype } = mentionsOf('fault', described);
  const place = row?.place ?? prototype?.place;
  if (!evidence || !place) return [];
  const isAboutFault = ({ ops }: Sentence) => ops.length === 0 || ops.includes('fault');
  if (described.sentences.some((one) => isAboutFault(one) && one.text.includes('VM_FAULT_RETRY'))) return [];
  const lock = lockCell(row)?.[0] ?? 'mmap_lock';
  return [
    draft('fault', place, evidence, {
      says: {
        fault: `the document has no word of VM_FAULT_RETRY, with which fault says that it released ${lock}`,
        consequences: ['core takes it from fault'],
      },
      note: 'core tests it here',
    }),
  ];
}

/** The column of mmap_lock, which was mmap_sem up to 5.7, with what it says. */
export function lockCell(row: Row | undefined): [string, string] | undefined {
  return Object.entries(row?.cells ?? {}).find(([column]) => /^mmap_(?:lock|sem)$/i.test(column));
}

function sentencesOf(op: string, described: DescribedStruct): Sentence[] {
  return described.sentences.filter(({ ops }) => ops.includes(op));
}

function draft(
  op: string,
  place: Place,
  evidence: Place,
  { says, note }: { says: Says; note: string },
): Draft {
  return { says, place, table: STRUCT, op, related: [{ place: evidence, message: note }] };
}
