// SPDX-License-Identifier: GPL-2.0-only
import type { CallEvent } from '../../analysis/reports/model/events.ts';
import type { FunctionDefinition } from '../../facts/model.ts';
import { spot } from '../../text/source.ts';
import { testForError } from '../fixes/statements.ts';
import type { Draft, Rule } from '../rule.ts';
import { about, aboutMapping, who } from '../shared/exits.ts';
import { wayTo } from '../shared/path.ts';

/** The vmf_insert_*() family never returns 0, nor a negative value. */
export const insertResultTest: Rule = {
  id: 'insert-result-test',
  title: 'the result of vmf_insert_*() is tested as an errno',
  severity: 'error',
  basis: 'core',
  since: '4.17',
  until: null,
  fact: 'vmf_insert_*() return a set of VM_FAULT bits: VM_FAULT_NOPAGE when the entry is there, VM_FAULT_OOM or VM_FAULT_SIGBUS when not; never 0, never a negative errno.',
  source:
    'mm/memory.c vmf_insert_pfn_prot(), vmf_insert_mixed(), include/linux/mm.h vmf_insert_page(); since 4.17',
  check({ reports, mappings }, emit) {
    const add = (
      call: CallEvent,
      subject: string,
      definition: FunctionDefinition,
      rest: Pick<Draft, 'function' | 'table' | 'op'>,
    ) => {
      const test = call.testedAsErrno;
      if (test === null) return;
      emit({
        once: spot(test.place),
        place: test.place,
        ...rest,
        confidence: 'high',
        says: {
          fault: `${subject} tests the result of ${call.callee}() as an errno`,
          consequences: [consequence(test.as)],
          advice: 'compare it with VM_FAULT_NOPAGE, or test it for VM_FAULT_ERROR',
        },
        fix: testForError(definition, test.place),
        related: wayTo(call.trace, [{ place: call.place, message: `${call.callee}() gives VM_FAULT bits` }]),
      });
    };
    for (const report of reports)
      for (const call of report.calls) add(call, who(report), report.definition, about(report));
    for (const { definition, calls } of mappings)
      for (const call of calls) add(call, `${definition.name}()`, definition, aboutMapping(definition));
  },
};

function consequence(as: 'zero' | 'errno'): string {
  return as === 'zero'
    ? 'success is VM_FAULT_NOPAGE, never 0, so success takes the branch for failure'
    : 'it is never negative, so a failure goes unnoticed';
}
