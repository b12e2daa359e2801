// SPDX-License-Identifier: GPL-2.0-only
import type { UseAfterPut } from '../../analysis/reports/model/usesAfterPut.ts';
import { spot } from '../../text/source.ts';
import type { Draft, Rule } from '../rule.ts';
import { about, aboutMapping, saidAt, who } from '../shared/exits.ts';
import { confidenceOf } from '../shared/path.ts';
import { untakenPuts } from './untakenPuts.ts';
import { useInWords } from './useAfterPutWords.ts';

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
      const { place, earlier } = use;
      if (use.assumed) return;
      // A callee that does it does it for its caller.
      const said = saidAt(place, program, root, of);
      emit({
        once: spot(earlier.place),
        place,
        ...said.of,
        confidence: confidenceOf(use),
        ...useInWords(use, said.subject),
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
