// SPDX-License-Identifier: GPL-2.0-only
/** What is for the last user and never comes to be done, and what is undone that was never done. */
import type { FunctionDefinition } from '../../../facts/model.ts';
import type { Graph } from '../../cfg/cfg.ts';
import type { AnalysisContext } from '../../engine/context.ts';
import { missedLast } from '../../gaps/missedLast.ts';
import { uninserted } from '../../gaps/uninserted.ts';
import type { LastMissed, RemovedUninserted } from '../model/events.ts';
import { callAt, callOf, placeOf } from './places.ts';
import type { ReachedFree } from './reached.ts';

/** What is for the last user, and no user comes to. */
export function missedLastOf(reached: readonly ReachedFree[], context: AnalysisContext): LastMissed[] {
  return reached.flatMap(({ definition, graph }) =>
    missedLast(definition, graph, context).map(({ why, of, by, last, ...at }): LastMissed => {
      const { file, name } = definition;
      return {
        in: name,
        why,
        of,
        by: callOf(by),
        place: placeOf(at, file),
        last: callAt(last, file),
      };
    }),
  );
}

/** Notifiers that are removed on the way out of their failed insertion. */
export function removedUninsertedOf(
  definition: FunctionDefinition,
  graph: Graph,
  context: AnalysisContext,
): RemovedUninserted[] {
  const { file } = definition;
  return uninserted(definition, graph, context).map(
    ({ field, inserted, given, removed, definition: below }) => ({
      field,
      inserted: callAt(inserted, file),
      given: callAt(given, file),
      removed: callAt(removed, below.file),
    }),
  );
}
