// SPDX-License-Identifier: GPL-2.0-only
/**
 * A mark that a function which maps leaves in an object that was there before, for others to ask whether it is mapped:
 * `sfp->mmap_called = 1;`, and nothing of the file that has the struct to itself asks.
 */
import { isOnlyStored } from '../../../facts/functions/onlyStored.ts';
import type { FileFacts } from '../../../facts/model.ts';
import type { Span } from '../../../text/source.ts';
import type { Graph, Pure } from '../../cfg/cfg.ts';
import { factsOf } from '../../cfg/graphFacts.ts';
import { allocationOf } from '../handles.ts';

export interface UnreadMark {
  field: string;
  target: Pure;
  store: Span;
}

/** @param asked gets the members for which the rest of the file counts */
export function unreadMarks(graph: Graph, facts: FileFacts, asked: Set<string>): UnreadMark[] {
  if (graph.havoc || graph.isTooLarge) return [];
  return graph.blocks.flatMap(({ instructions }) =>
    instructions.flatMap((i): UnreadMark[] => {
      if (i.op !== 'assign' || i.target.k !== 'member' || !isSet(i.value)) return [];
      const { object, field } = i.target;
      if (object.k !== 'name' || isMadeHere(object.name, graph)) return [];
      const type = graph.types.get(object.name);
      asked.add(field);
      return type !== undefined && isOnlyStored(field, type, facts)
        ? [{ field, target: i.target, store: i }]
        : [];
    }),
  );
}

const isSet = (e: Pure) => (e.k === 'int' && e.value !== 0) || (e.k === 'name' && e.name === 'true');

/** What was allocated for this mapping nobody else has a hand in. */
const isMadeHere = (name: string, graph: Graph): boolean =>
  factsOf(graph)
    .storesTo(name)
    .some((value) => allocationOf(value, graph) !== null);
