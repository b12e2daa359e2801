// SPDX-License-Identifier: GPL-2.0-only
import type { CallEvent, StoreEvent } from '../../analysis/reports/model/events.ts';
import type { MappingReport } from '../../analysis/reports/model/mappings.ts';
import type { HandlerReport } from '../../analysis/reports/report.ts';
import type { Release } from '../../contracts/model.ts';
import { isSince } from '../../contracts/release.ts';
import type { Program } from '../../facts/model.ts';
import type { Fix } from '../../findings/finding.ts';
import { type Place, spot } from '../../text/source.ts';
import { handProtection } from '../fixes/statements.ts';
import type { Draft, Rule } from '../rule.ts';
import { asked } from '../shared/asks.ts';
import { about, saidAt, who } from '../shared/exits.ts';
import { FAULT_OPS } from '../shared/faultOps.ts';
import { tablesOf } from '../shared/mappings.ts';
import { wayTo } from '../shared/path.ts';

/** A fault holds mmap_lock for reading, or the lock of the one VMA: others read and write the VMA at the same time. */
export const vmaWriteInFault: Rule = {
  id: 'vma-write-in-fault',
  title: 'a fault-time handler changes the VMA',
  severity: 'warning',
  basis: 'core',
  since: null,
  until: null,
  fact: 'vm_flags, vm_page_prot and vm_ops are protected by mmap_lock held for writing. Faults hold it for reading at most, and many run at once. remap_pfn_range() and its kin change vm_flags too.',
  source:
    'include/linux/mm.h vm_flags_set(), vma_start_write(); mm/memory.c remap_pfn_range(); locking document, vm_operations_struct',
  check({ kernel, reports, mappings, program }, emit) {
    for (const report of reports) {
      if (!FAULT_TIME.has(report.op)) continue;
      const add = (
        place: Place,
        what: string,
        advice: string,
        trace: StoreEvent['trace'],
        asserted = false,
        fix: Fix | null = null,
      ) => {
        const said = saidAt(place, program, who(report), about(report));
        emit({
          once: `${report.op}:${spot(place)}`,
          place,
          ...said.of,
          confidence: 'high',
          ...(asserted && isSince(kernel.release, '6.3') ? { severity: 'error' as const } : {}),
          says: {
            fault: `${said.subject} ${what}, but a fault holds mmap_lock for reading at most`,
            consequences: ['it races with other faults and with mmap_lock writers'],
            advice,
          },
          fix,
          related: wayTo(trace),
        });
      };
      for (const store of report.stores)
        if (store.object === 'vma' && OWNED.has(store.field))
          add(
            store.place,
            `writes ${store.target}`,
            storeAdvice(store, report, kernel.release),
            store.trace,
            false,
            fixOf(store, report, kernel.release),
          );
      for (const call of report.calls) {
        // Where half a body was read, it is unknown what stands before the call.
        if (!call.onVma || call.conditional || report.status === 'unreadable') continue;
        if (
          call.helper?.insert?.family === 'remap' &&
          changesNothing(report, mappings, program, kernel.release)
        ) {
          if (call.held.length === 0) emit({ ...about(report), ...overEntry(call, report, kernel.release) });
        } else if (call.helper?.insert?.family === 'remap')
          add(
            call.place,
            `calls ${call.callee}(), which changes vm_flags`,
            remapAdvice(kernel.release),
            call.trace,
            true,
          );
        else if (changesFlags(call))
          add(call.place, `calls ${call.callee}()`, 'set the flags in mmap', call.trace, true);
      }
    }
  },
};

const FAULT_TIME = new Set([...FAULT_OPS, 'access', 'find_special_page', 'find_normal_page']);

const OWNED = new Set(['vm_flags', '__vm_flags', 'vm_page_prot', 'vm_ops']);

/** mmap has set all the flags that remap_pfn_range() sets: it writes what is there. (Since 6.3 it asserts the write lock.) */
function changesNothing(
  { tables }: HandlerReport,
  mappings: readonly MappingReport[],
  program: Program,
  release: Release,
): boolean {
  if (isSince(release, '6.3')) return false;
  const flags = isSince(release, '3.7') ? ['VM_DONTEXPAND', 'VM_DONTDUMP'] : ['VM_RESERVED'];
  const ways = mappings.flatMap((mapping) =>
    mapping.exits.filter((exit) => tablesOf(mapping, exit, program).some((table) => tables.includes(table))),
  );
  return (
    ways.length > 0 &&
    ways.every((exit) => ['VM_IO', 'VM_PFNMAP', ...flags].every((flag) => exit.flags.is(flag) === true))
  );
}

/** What goes wrong all the same, unless a lock lets one fault in at a time. */
function overEntry(
  call: CallEvent,
  report: HandlerReport,
  release: Release,
): Omit<Draft, 'function' | 'table' | 'op'> {
  return {
    once: `${report.op}:${spot(call.place)}`,
    place: call.place,
    confidence: 'medium',
    says: {
      fault: `${who(report)} calls ${call.callee}(), which hits a BUG_ON() where an entry is there already`,
      consequences: ['two threads that fault on one page both come here'],
      advice: remapAdvice(release),
      asks: asked(`Can two faults both get to ${call.callee}() in {who} {here}?`),
    },
    related: wayTo(call.trace),
  };
}

/** A helper for flags, not an insertion that sets one by the way: insert-flags looks at those. */
function changesFlags({ helper }: CallEvent): boolean {
  if (!helper || helper.insert) return false;
  return helper.outcomes.some(({ effects }) => effects.some((effect) => effect.verb === 'vm-flags'));
}

function storeAdvice(
  { field, trace, place }: StoreEvent,
  { stores }: HandlerReport,
  release: Release,
): string {
  // What hangs on the state at the fault mmap cannot know.
  const isFixed =
    !trace.some(({ kind }) => kind === 'test') &&
    stores.every((other) => other.field !== field || other.place.start === place.start);
  if (field !== 'vm_page_prot') return isFixed ? 'set it in mmap' : 'only mmap may set it';
  if (!isSince(release, '4.6')) return isFixed ? 'set it in mmap' : 'choose one value in mmap';
  const insert = isSince(release, '4.20') ? 'vmf_insert_pfn_prot()' : 'vm_insert_pfn_prot()';
  return isFixed ? `set it in mmap` : `leave it, and hand the protection of this entry to ${insert}`;
}

/** Where the message asks to hand the protection to the insertion, and one insertion follows. */
function fixOf(store: StoreEvent, report: HandlerReport, release: Release): Fix | null {
  const insert = isSince(release, '4.20') ? 'vmf_insert_pfn' : 'vm_insert_pfn';
  if (!storeAdvice(store, report, release).endsWith(` to ${insert}_prot()`)) return null;
  return handProtection(report.definition, store.place, insert);
}

function remapAdvice(release: Release): string {
  return isSince(release, '4.20')
    ? 'insert with vmf_insert_pfn(), with VM_PFNMAP set in mmap'
    : 'insert with vm_insert_pfn(), with VM_PFNMAP set in mmap';
}
