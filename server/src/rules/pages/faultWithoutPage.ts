// SPDX-License-Identifier: GPL-2.0-only

import { hasCowPage } from '../../analysis/reports/conditions.ts';
import type { AbsentPageRead } from '../../analysis/reports/model/events.ts';
import type { Exit, Step } from '../../analysis/reports/model/exits.ts';
import type { HandlerReport } from '../../analysis/reports/report.ts';
import { bitsOf } from '../../analysis/reports/values.ts';
import { spot } from '../../text/source.ts';
import { either } from '../../text/words.ts';
import type { Draft, Rule } from '../rule.ts';
import { asked } from '../shared/asks.ts';
import { about, atValue, isPageHanded, who } from '../shared/exits.ts';
import { byReturn, valuePathTo, wayTo, written } from '../shared/path.ts';
import { emptyMappings } from './emptyMapping.ts';

/** Success of .fault means "the page is in vmf->page"; core uses it at once. */
export const faultWithoutPage: Rule = {
  id: 'fault-without-page',
  title: 'fault reports success without a page',
  severity: 'error',
  basis: 'core',
  since: '2.6.23',
  until: null,
  fact: 'After 0, MAJOR or LOCKED core takes the page from vmf->page, which it set to NULL before the call. A handler that installed the entry itself says VM_FAULT_NOPAGE.',
  source: 'mm/memory.c __do_fault(); 2.6.23 to 7.1',
  needsWholeTree: true,
  isOfCallee: true,
  check({ reports, mappings }, emit) {
    for (const draft of emptyMappings(mappings)) emit(draft);
    const readers = reports.filter(({ readsOfAbsentPage }) => readsOfAbsentPage.length > 0);
    for (const report of readers) {
      const [{ text, place, trace }] = report.readsOfAbsentPage as [AbsentPageRead];
      emit({
        once: spot(place),
        place,
        ...about(report),
        confidence: 'high',
        says: {
          fault: `${who(report)} ${text.endsWith(')') ? 'calls' : 'reads'} ${text}, but core gives ${report.op} no page`,
          consequences: ['vmf->page is NULL there, and the kernel oopses'],
          advice: adviceFor(report.op),
          asks: asked(`Is there a page for ${report.op} {here}?`),
        },
        related: wayTo(trace),
      });
    }
    for (const report of reports) for (const draft of spins(report)) emit(draft);
    const inFault = reports.filter((r) => r.op === 'fault' && !readers.includes(r));
    const found = byReturn(inFault, (exit) => (isWithout(exit) ? exit.values.filter(isPageHanded) : []));
    for (const f of found) {
      const installed = f.exit.installed === 'yes';
      const advice =
        f.exit.page === 'error'
          ? 'test the page with IS_ERR() first, and return VM_FAULT_OOM or VM_FAULT_SIGBUS then'
          : installed
            ? 'return VM_FAULT_NOPAGE, as it installed the entry itself'
            : 'set vmf->page to a page with a reference, or return VM_FAULT_SIGBUS or VM_FAULT_NOPAGE';
      const state = STATES[f.exit.page];
      const page = f.exit.page === 'error' ? 'what is no page' : 'the NULL page';
      emit(
        atValue(f, {
          fault: `${who(f.report)} returns ${either(f.atoms.map(written))} ${state}`,
          consequences: [`core dereferences ${page}`],
          advice,
          remedy: installed ? { code: ['return VM_FAULT_NOPAGE;'] } : undefined,
        }),
      );
    }
  },
};

/**
 * Nothing is there for the page, nothing was inserted, and core is told to run the access again: it faults as before. Only
 * where nothing but tests lie on the way, the last of where the fault is: what they ask stays as it is.
 */
function spins(report: HandlerReport): Draft[] {
  if (report.op !== 'fault' && report.op !== 'huge_fault') return [];
  return report.exits.flatMap((exit) => {
    const { values, installed, assumed, trace, place } = exit;
    const last = trace.findLast(({ kind }) => kind === 'test');
    if (installed !== 'no' || assumed || values.length !== 1 || last?.kind !== 'test' || !last.asksPlace)
      return [];
    if (bitsOf(values[0] as string)?.join() !== 'NOPAGE' || trace.some(mayDoMore)) return [];
    return [
      {
        once: spot(place),
        place,
        ...about(report),
        severity: 'warning' as const,
        confidence: 'high' as const,
        says: {
          fault: `${who(report)} returns VM_FAULT_NOPAGE where ${last.message}, and has inserted nothing`,
          consequences: ['core runs the access again, and it faults again, until a signal comes'],
          advice: 'return VM_FAULT_SIGBUS',
        },
        related: valuePathTo(trace, values),
      },
    ];
  });
}

const mayDoMore = (step: Step) =>
  step.kind === 'call' || step.kind === 'result' || (step.kind === 'test' && step.asksCall === true);

const STATES: Record<Exit['page'], string> = {
  null: 'with vmf->page NULL',
  error: 'with an ERR_PTR() in vmf->page',
  unset: 'without having set vmf->page',
  set: '',
  unknown: '',
};

function adviceFor(op: string): string {
  if (op === 'fault') return 'find the page, and set vmf->page before it is read';
  return op === 'pfn_mkwrite'
    ? 'work with vmf->pgoff and vmf->orig_pte, as the entry has no struct page'
    : 'work with vmf->pgoff';
}

/** vmf->page is surely NULL, or no page. DAX of 4.7 to 4.9 copied into cow_page and handed back a locked radix tree entry instead. */
function isWithout(exit: Exit): boolean {
  // Where states were merged, a success may be that of another path.
  if (exit.assumed && !exit.values.every(isPageHanded)) return false;
  return WITHOUT.has(exit.page) && hasCowPage(exit) !== true;
}

const WITHOUT: ReadonlySet<Exit['page']> = new Set(['unset', 'null', 'error']);
