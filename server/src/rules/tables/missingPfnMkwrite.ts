// SPDX-License-Identifier: GPL-2.0-only
import { mapsDax } from '../../analysis/models/libraryHandlers.ts';
import type { CallEvent } from '../../analysis/reports/model/events.ts';
import type { MappingExit, MappingReport } from '../../analysis/reports/model/mappings.ts';
import type { HandlerReport } from '../../analysis/reports/report.ts';
import { isSince } from '../../contracts/release.ts';
import type { FunctionDefinition, OpsTable, Program } from '../../facts/model.ts';
import { calledNames } from '../../facts/names/mentions.ts';
import type { Sequel } from '../../findings/says.ts';
import { spot } from '../../text/source.ts';
import { refuseWrites } from '../fixes/newOp.ts';
import type { Draft, Rule } from '../rule.ts';
import { tablesOf } from '../shared/mappings.ts';

/** Without pfn_mkwrite core makes a page-less entry writable without a call. */
export const missingPfnMkwrite: Rule = {
  id: 'missing-pfn-mkwrite',
  title: 'a mapping of page-less entries has no pfn_mkwrite',
  severity: 'warning',
  basis: 'documentation',
  since: '4.1',
  until: null,
  fact: 'Entries without a struct page (VM_MIXEDMAP, VM_PFNMAP) are never handed to page_mkwrite. On the first write to a read-only one core calls pfn_mkwrite, and without that member it makes the entry writable.',
  source: 'locking document, vm_operations_struct, pfn_mkwrite; mm/memory.c wp_pfn_shared(); 4.1',
  needsWholeTree: true,
  check({ kernel, program, reports, mappings, tables, contract }, emit) {
    // Before 4.3 core asks vma_wants_writenotify() for page_mkwrite alone: without it every entry comes writable.
    const asksAll = isSince(kernel.release, '4.3') && contract !== 'core';
    const said = new Set<string>();
    for (const mapping of mappings) {
      for (const exit of mapping.exits) {
        for (const table of tablesOf(mapping, exit, program)) {
          const finding = judge(mapping, exit, table, reports, asksAll);
          if (!finding) continue;
          said.add(table.name);
          emit({
            once: `${table.name}:${spot(finding.place)}`,
            ...finding,
            fix: finding.place.file === table.place.file ? refuseWrites(table, program, kernel) : null,
          });
        }
      }
    }
    // Before 4.19 a mapping for DAX has VM_MIXEDMAP.
    if (isSince(kernel.release, '4.19'))
      for (const table of tables)
        if (!said.has(table.name) && isDaxWithout(table, reports, program))
          emit({ ...daxDraft(table), once: table.name });
  },
};

/** Its author wants to be told of first writes, and DAX maps entries without a struct page by itself. */
function isDaxWithout(table: OpsTable, reports: HandlerReport[], program: Program): boolean {
  if (table.form === 'copy' || table.writtenAtRunTime) return false;
  if (hasOp(table, 'pfn_mkwrite') || !hasOp(table, 'page_mkwrite')) return false;
  return reports.some(
    ({ op, tables, definition }) =>
      (op === 'fault' || op === 'huge_fault') && tables.includes(table) && reachesDax(definition, program, 3),
  );
}

function reachesDax(definition: FunctionDefinition, program: Program, depth: number): boolean {
  const names = calledNames(definition);
  if (names.some(mapsDax)) return true;
  if (depth === 0) return false;
  return names.some((name) =>
    program.lookup(name, definition.file).some((callee) => reachesDax(callee, program, depth - 1)),
  );
}

const UNNOTICED =
  'page_mkwrite is not called for an entry without a struct page, so its first write goes unnoticed';

function daxDraft(table: OpsTable): Draft {
  return {
    place: table.place,
    table: table.name,
    op: 'pfn_mkwrite',
    confidence: 'high',
    says: {
      fault: `${table.name} serves DAX and has no pfn_mkwrite`,
      consequences: [UNNOTICED],
      advice: 'let pfn_mkwrite do what page_mkwrite does',
    },
    related: [],
  };
}

function judge(
  mapping: MappingReport,
  exit: MappingExit,
  table: OpsTable,
  reports: HandlerReport[],
  asksAll: boolean,
): Draft | null {
  if (hasOp(table, 'pfn_mkwrite') || table.form === 'copy' || neverWritable(exit)) return null;
  // These give a special entry its page, so that core never takes it for page-less.
  if (hasOp(table, 'find_special_page') || hasOp(table, 'find_normal_page')) return null;
  // vm_insert_page() and what is made of it set VM_MIXEDMAP too, on mappings that have no page-less entry.
  const mixed = exit.flags.chosen('VM_MIXEDMAP');
  const pfn = exit.flags.changed('VM_PFNMAP', true);
  const notified = hasOp(table, 'page_mkwrite');
  if (!notified && !asksAll) return null;
  // It wants no writes at all: that mprotect() may bring them is what maywrite-kept tells.
  if (!notified && refusesWrites(exit)) return null;
  // Unless somebody wants to be told, the entries of a VM_PFNMAP mapping come writable.
  const isTold = notified || exit.flags.is('VM_PFNMAP') !== true;
  const flag =
    mixed && isTold && !insertsPagesAlone(table, mapping, exit, reports) ? mixed : notified ? pfn : null;
  if (!flag) return null;
  const name = flag === mixed ? 'VM_MIXEDMAP' : 'VM_PFNMAP';
  const sequel: Sequel = notified
    ? { consequences: [UNNOTICED] }
    : {
        consequences: [
          'the first write to a read-only entry without a struct page goes unnoticed, and with it what hangs on that: a dirty mark, a time, freeze protection',
        ],
        advice: 'add pfn_mkwrite, or set contract = "core" in vmops.toml where no first write matters',
      };
  return {
    place: flag,
    function: mapping.definition.name,
    table: table.name,
    op: 'pfn_mkwrite',
    confidence: notified && !exit.assumed ? 'high' : 'medium',
    says: {
      fault: `${mapping.definition.name}() maps with ${name}, but ${table.name} has no pfn_mkwrite`,
      ...sequel,
    },
    related: [{ place: table.place, message: `${table.name} is the table that it installs` }],
  };
}

function hasOp(table: OpsTable, op: string): boolean {
  return table.members.some((m) => m.op === op && m.handler !== null);
}

/** No write ever reaches the mapping: it is private or read-only for good. */
function neverWritable({ flags }: MappingExit): boolean {
  return flags.may({ set: ['VM_SHARED', 'VM_MAYWRITE'] }) === 'no';
}

/** It may not be mapped writable. */
function refusesWrites({ flags }: MappingExit): boolean {
  return flags.may({ set: ['VM_SHARED', 'VM_WRITE'] }) === 'no';
}

const FAULTS: ReadonlySet<string> = new Set(['fault', 'huge_fault']);

/** Every handler was seen to the end, and hands over or inserts ordinary pages, nothing else. */
function insertsPagesAlone(
  table: OpsTable,
  mapping: MappingReport,
  { flags, inserted }: MappingExit,
  reports: HandlerReport[],
): boolean {
  const own = reports.filter((r) => r.tables.includes(table) && FAULTS.has(r.op));
  // Without a fault nothing comes later.
  if (own.length === 0)
    return mapping.calls.some(({ helper }) => helper?.insert) && mapsAlone(table, mapping);
  if (own.some((r) => r.status !== 'complete')) return false;
  // What this way has not inserted was on another way, with another table; what maps frames sets VM_PFNMAP.
  const hasFrames = flags.is('VM_PFNMAP') !== false;
  const mayBeThis = ({ helper }: CallEvent) =>
    inserted !== 'no' && (hasFrames || helper?.insert?.family !== 'remap');
  const there = mapping.calls.filter(mayBeThis);
  const inserts = [...own.flatMap(({ calls }) => calls), ...there].filter(({ helper }) => helper?.insert);
  if (!inserts.every(isPageInsertion)) return false;
  if (own.some(({ calls }) => calls.some(({ helper }) => helper?.insert))) return true;
  // An opaque callee may insert anything.
  return own.every(({ exits }) => exits.every((exit) => exit.installed === 'no'));
}

/** No fault of the table inserts later, and nothing that mmap calls puts in more than its insertions of pages. */
function mapsAlone(table: OpsTable, { calls, status }: MappingReport): boolean {
  if (status !== 'complete' || [...FAULTS].some((op) => hasOp(table, op))) return false;
  return calls.every((call) => isPageInsertion(call) || !installs(call));
}

const installs = ({ helper }: CallEvent) =>
  helper?.outcomes.some(({ effects }) => effects.some(({ verb }) => verb === 'install'));

/** vmf_insert_mixed() of a page's own frame number makes an ordinary entry. */
function isPageInsertion({ helper, ofPage }: CallEvent): boolean {
  const family = helper?.insert?.family;
  return family === 'page' || (family === 'mixed' && ofPage);
}
