// SPDX-License-Identifier: GPL-2.0-only
/**
 * A mark that a function which maps leaves in an object that was there before, for others to ask whether it is mapped:
 * `sfp->mmap_called = 1;`, and nothing of the file that has the struct to itself asks. It has one value, and is left where
 * the mapping is made or by a helper that does nothing else: what is worked out before is a property of the buffer.
 */
import { onlyStores } from '../../../facts/functions/onlyStored.ts';
import type { FileFacts } from '../../../facts/model.ts';
import type { Expression } from '../../../syntax/ast.ts';
import type { Span } from '../../../text/source.ts';
import type { BasicBlock, Graph, Pure } from '../../cfg/cfg.ts';
import { factsOf } from '../../cfg/graphFacts.ts';
import { blocksBehind } from '../../cfg/reaches.ts';
import { allocationOf } from '../handles.ts';

export interface UnreadMark {
  field: string;
  target: Pure;
  store: Span;
}

/** @param asked gets the members for which the rest of the file counts */
export function unreadMarks(graph: Graph, facts: FileFacts, asked: Set<string>): UnreadMark[] {
  if (graph.havoc || graph.isTooLarge) return [];
  const mayMark = markingBlocks(graph);
  return graph.blocks.filter(mayMark).flatMap(({ instructions }) =>
    instructions.flatMap((i): UnreadMark[] => {
      if (i.op !== 'assign' || i.target.k !== 'member' || !isSet(i.value)) return [];
      const { object, field } = i.target;
      if (object.k !== 'name' || isMadeHere(object.name, graph)) return [];
      const type = graph.types.get(object.name);
      asked.add(field);
      const stored = type === undefined ? null : onlyStores(field, type, facts);
      if (stored === null || !haveOneMark(stored)) return [];
      return [{ field, target: i.target, store: i }];
    }),
  );
}

/** Where the VMA is at hand: the blocks that do something with it, and those behind. */
function markingBlocks(graph: Graph): (block: BasicBlock) => boolean {
  const { blocks, types } = graph;
  const vmas = new Set([...types].flatMap(([name, type]) => (type.includes(VMA) ? [name] : [])));
  if (vmas.size === 0) return () => blocks.length === 1;
  const isVma = (e: Pure) => e.k === 'name' && vmas.has(e.name);
  const mapping = blocks.flatMap(({ instructions }, at) =>
    instructions.some(
      (i) =>
        (i.op === 'call' && i.args.some(isVma)) ||
        (i.op === 'assign' && i.target.k === 'member' && isVma(i.target.object)),
    )
      ? [at]
      : [],
  );
  const found = new Set(mapping.flatMap((at) => [at, ...blocksBehind(at, graph)]));
  return (block) => found.has(blocks.indexOf(block));
}

const VMA = 'vm_area_struct *';

/** One value beside zeros. */
function haveOneMark(stored: readonly Expression[]): boolean {
  const marks = stored.map(markOf);
  return !marks.includes(null) && new Set(marks.filter((one) => one !== '0')).size === 1;
}

function markOf(e: Expression): string | null {
  if (e.kind === 'number') return e.value === null ? null : String(e.value);
  return e.kind === 'identifier' ? (TRUTHS.get(e.name) ?? null) : null;
}
const TRUTHS = new Map([
  ['true', '1'],
  ['false', '0'],
]);

const isSet = (e: Pure) => (e.k === 'int' && e.value !== 0) || (e.k === 'name' && e.name === 'true');

/** What was allocated for this mapping nobody else has a hand in. */
const isMadeHere = (name: string, graph: Graph): boolean =>
  factsOf(graph)
    .storesTo(name)
    .some((value) => allocationOf(value, graph) !== null);
