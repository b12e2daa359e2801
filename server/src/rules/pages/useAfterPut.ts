// SPDX-License-Identifier: GPL-2.0-only
import type { UseAfterPut } from '../../analysis/reports/model/events.ts';
import { spot } from '../../text/source.ts';
import type { Draft, Rule } from '../rule.ts';
import { about, aboutMapping, saidAt, who } from '../shared/exits.ts';
import { confidenceOf, wayTo } from '../shared/path.ts';
import { untakenPuts } from './untakenPuts.ts';

/** After the put that may have been the last one the object may be freed. */
export const useAfterPut: Rule = {
  id: 'use-after-put',
  title: 'an object is used after the put or free that may have been its last',
  severity: 'warning',
  basis: 'core',
  since: null,
  until: null,
  fact: 'A put gives back a reference, and the object with it when it was the last. close gives back what the VMA holds; a handler or mmap gives back what it looked up or allocated itself. What the caller or the file holds stays.',
  source: 'include/linux/kref.h, Documentation/core-api/kref.rst; mm/vma.c remove_vma()',
  check({ reports, mappings, program }, emit) {
    const add = (use: UseAfterPut, root: string, of: Pick<Draft, 'function' | 'table' | 'op'>) => {
      const { place, dropped } = use;
      if (use.assumed) return;
      // A callee that does it does it for its caller.
      const said = saidAt(place, program, root, of);
      const how = dropped.certain ? 'freed it' : 'may have dropped its last reference';
      emit({
        once: spot(dropped.place),
        place,
        ...said.of,
        confidence: confidenceOf(use),
        ...wordsOf(use, said.subject, how),
      });
    };
    for (const report of reports) {
      for (const use of report.usesAfterPut) add(use, who(report), about(report));
      for (const draft of untakenPuts(report, program)) emit(draft);
    }
    for (const { definition, usesAfterPut } of mappings)
      for (const use of usesAfterPut) add(use, `${definition.name}()`, aboutMapping(definition));
  },
};

/** What happens there, by how the object is used. */
function wordsOf(use: UseAfterPut, subject: string, how: string): Pick<Draft, 'message' | 'related'> {
  const { text, dropped, trace } = use;
  const related = (message: string) => wayTo(trace, [{ place: dropped.place, message }]);
  if (use.how === 'linked')
    return {
      message: `${subject} frees ${text} while ${dropped.by} has it on a list: a walk of the list finds freed memory; take it out first, or put it there as the last step`,
      related: related(`${dropped.by} puts it there`),
    };
  if (use.how === 'stored')
    return {
      message: `${subject} frees ${text}, which ${dropped.by} has stored, and leaves it there: the next lookup finds freed memory; take it out first (${use.erase})`,
      related: related(`${dropped.by} stores it`),
    };
  if (use.how === 'found')
    return {
      message: `${subject} frees ${text}, which ${dropped.by} has found on a list, and leaves it there: a walk of the list finds freed memory; take it out first`,
      related: related(`${dropped.by} finds it there`),
    };
  if (use.how === 'late')
    return {
      message: `${subject} takes its first reference to ${text} after ${dropped.by} has given back the lock under which it was found: another task may have put the last one by then, and the object is freed; take the reference before`,
      related: related(`${dropped.by} gives the lock back here`),
    };
  if (use.how === 'apart' && use.freed)
    return {
      message: `${subject} lowers ${text} (${dropped.by}) and reads it afterwards to see whether that was the last user: two tasks that lower it at once may both find 0, and both go on to ${use.freed.by}; decide by ${testing(dropped.by)}`,
      related: [
        ...related(`${dropped.by} lowers the count`),
        { place: use.freed.place, message: `${use.freed.by} is for the last user` },
      ],
    };
  if (use.how === 'mapped' && use.freed)
    return {
      message: `${subject} frees ${text} (${use.freed.by}) and leaves mapped what ${dropped.by} has mapped of it, which takes no reference: user space reaches the memory when it belongs to another; free it when the mapping is gone`,
      related: related(`${dropped.by} maps it`),
    };
  if (use.how === 'mapped late' && use.freed)
    return {
      message: `${subject} maps ${text} (${use.freed.by}) after ${dropped.by} has freed it: user space reaches the memory when it belongs to another; map what takes its place, or free it on the ways alone that do not map it`,
      related: related(`${dropped.by} frees it`),
    };
  if (use.how === 'partly mapped' && use.freed)
    return {
      message: `${subject} gives back ${text} (${use.freed.by}) where ${dropped.by} has failed for one piece, and leaves the pieces before mapped: other threads reach the memory until core unmaps them, when it may belong to another; unmap them first (zap_vma_ptes())`,
      related: related(`${dropped.by} maps them`),
    };
  if (use.how === 'kept' && use.freed)
    return {
      message: `${subject} frees ${text} (${use.freed.by}) and leaves the pointer there: the next call finds it and uses freed memory; set it to NULL, or keep what it points to`,
      related: related(`here it is asked whether ${text} is there`),
    };
  if (use.how === 'left' && use.freed)
    return {
      message: `${subject} frees ${text} (${use.freed.by}) and leaves it in ${dropped.by}: what looks there finds freed memory; store it as the last step, or set ${dropped.by} to NULL`,
      related: related('it is stored here'),
    };
  if (use.how === 'counted')
    return {
      message: `${subject} frees the object whatever ${dropped.by} has left of its count: another user may hold it still; free it only where the count has come to 0, as ${testing(dropped.by)} tells`,
      related: related(`${dropped.by} lowers the count`),
    };
  if (use.how === 'freed')
    return {
      message: `${subject} frees ${text} again: ${dropped.by} has freed it already; leave one of the two out`,
      related: related(`${dropped.by} ${how}`),
    };
  return {
    message: `${subject} uses ${text} after ${dropped.by} ${how}: the memory may belong to another user; read what is needed first, and make the put the last step`,
    related: related(`${dropped.by} ${how}`),
  };
}

/** `refcount_dec()` → `refcount_dec_and_test()`. */
const testing = (call: string) => call.replace('()', '_and_test()');
