// SPDX-License-Identifier: GPL-2.0-only
/** Where a function, or one of its file that it calls without a lock, takes the first reference to an object too late. */
import type { FunctionDefinition } from '../../facts/model.ts';
import type { SourceFile, Span } from '../../text/source.ts';
import type { Graph } from '../cfg/cfg.ts';
import { lateReferences } from '../claims/lateReferences.ts';
import { type AnalysisContext, graphsOf } from '../engine/context.ts';
import type { UseAfterPut } from './report.ts';

/** How many calls below the root. */
const DEPTH = 3;

/** Returns them by their places, those of the function itself first. */
export function lateReferencesOf(
  definition: FunctionDefinition,
  graph: Graph,
  context: AnalysisContext,
): UseAfterPut[] {
  const found: UseAfterPut[] = [];
  const seen = new Set([definition]);
  let level = [{ definition, graphs: [graph] }];
  for (let depth = 0; depth <= DEPTH && level.length > 0; depth++) {
    const next: typeof level = [];
    for (const {
      definition: { file, guards },
      graphs,
    } of level)
      for (const one of graphs) {
        const { late, free } = lateReferences(one, context.helpers, file.text);
        for (const { object, found: from, released, taken } of late)
          found.push({
            text: object,
            how: 'late',
            place: placeOf(taken, file),
            dropped: { place: placeOf(released, file), by: callOf(released.by), certain: false },
            trace: [
              {
                kind: 'call',
                place: placeOf(from, file),
                message: `${from.by === '' ? 'the loop' : callOf(from.by)} finds it here`,
              },
            ],
            assumed: false,
          });
        for (const name of free)
          for (const callee of context.program.peek(name, file, guards)) {
            if (callee.file !== file || seen.has(callee)) continue;
            seen.add(callee);
            next.push({ definition: callee, graphs: graphsOf(callee, context) });
          }
      }
    level = next;
  }
  return found;
}

const placeOf = ({ start, end }: Span, file: SourceFile) => ({ file, start, end });

const callOf = (name: string) => (name.includes(' ') ? name : `${name}()`);
