// SPDX-License-Identifier: GPL-2.0-only
/** Counts that a function which maps raises though they may be 0 already. */
import type { FunctionDefinition } from '../../../facts/model.ts';
import type { Called } from '../../cfg/called.ts';
import type { AnalysisContext } from '../../engine/context.ts';
import { revived } from '../../gaps/mapped/revived.ts';
import type { MappingReport } from '../model/mappings.ts';
import { expressionText } from '../render.ts';
import type { InFile } from './sameFile.ts';

export function revivedBy(reached: readonly InFile[], context: AnalysisContext): MappingReport['revived'] {
  return reached.flatMap(({ definition, graph }) =>
    revived(definition, graph, context).map(({ counter, raised, asked, last }) => ({
      ...calledIn(definition, raised),
      text: expressionText(counter, definition.file.text),
      asked: calledIn(asked.by, asked.call),
      last: calledIn(last.by, last.call),
    })),
  );
}

const calledIn = ({ name, file }: FunctionDefinition, { by, start, end }: Called) => ({
  place: { file, start, end },
  by,
  in: name,
});
