// SPDX-License-Identifier: GPL-2.0-only
/** Marks that a function which maps leaves, and that nothing asks. */
import type { AnalysisContext } from '../../engine/context.ts';
import { unreadMarks } from '../../gaps/mapped/unreadMarks.ts';
import type { MappingReport } from '../model/mappings.ts';
import { expressionText } from '../render.ts';
import type { InFile } from './sameFile.ts';

export function unreadMarksOf(
  reached: readonly InFile[],
  { program, members }: AnalysisContext,
): MappingReport['unreadMarks'] {
  return reached.flatMap(({ definition: { file }, graph }) => {
    const facts = program.files.get(file.path);
    return (facts === undefined ? [] : unreadMarks(graph, facts, members)).map(
      ({ field, target, store }) => ({
        place: { file, start: store.start, end: store.end },
        text: expressionText(target, file.text),
        field,
      }),
    );
  });
}
