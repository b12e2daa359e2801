// SPDX-License-Identifier: GPL-2.0-only
/** Uses of what is stored in the VMA in a function that is handed it. */
import type { FunctionDefinition } from '../../../facts/model.ts';
import type { Graph } from '../../cfg/cfg.ts';
import type { AnalysisContext } from '../../engine/context.ts';
import { lateParameters } from '../../gaps/lateParameters.ts';
import type { UseEvent } from '../model/events.ts';
import { callOf, placeOf } from './places.ts';

/** Uses of what is stored in the VMA in a function that is handed it, and has released mmap_lock before. */
export function lateUsesOf(
  definition: FunctionDefinition,
  graph: Graph,
  context: AnalysisContext,
): UseEvent[] {
  return lateParameters(definition, graph, context).map(
    ({ definition: { name, file }, released, used, handed, handedIn }): UseEvent => {
      const by = callOf(released.by);
      const place = placeOf(released, file);
      const message = `${by} releases mmap_lock`;
      const given = placeOf(handed, handedIn.file);
      return {
        text: used.text,
        what: 'private',
        place: placeOf(used, file),
        releasedBy: { kind: 'releases', by, place, message, object: 'mmap_lock', ofPage: false },
        byHelper: false,
        isHanded: true,
        assumed: false,
        trace: [
          { kind: 'call', place: given, message: `${name}() is handed what is stored in the VMA` },
          { kind: 'call', place, message },
        ],
      };
    },
  );
}
