// SPDX-License-Identifier: GPL-2.0-only
/** Arrays of pages that are mapped as the allocator left them, filled on the way there or by others of the file. */
import { definesStruct } from '../../../facts/declarations/structs.ts';
import type { FunctionDefinition } from '../../../facts/model.ts';
import { calledNames } from '../../../facts/names/mentions.ts';
import { namesIn } from '../../../facts/names/words.ts';
import { callsIn } from '../../cfg/called.ts';
import type { Graph, Pure } from '../../cfg/cfg.ts';
import { structOf } from '../../cfg/graphFacts.ts';
import { type AnalysisContext, graphsOf } from '../../engine/context.ts';
import { mapsArray, type Part, type RawPages, rawPages } from '../../gaps/mapped/rawPages.ts';
import { mapsWhere } from '../../models/memoryCalls.ts';
import type { UnclearedMemory } from '../model/events.ts';
import { calleesOf } from './sameFile.ts';

/** How many calls below the root. */
const DEPTH = 3;

export function unclearedArrays(
  root: FunctionDefinition,
  graph: Graph,
  context: AnalysisContext,
): UnclearedMemory[] {
  if (!mayMap(root) || !isMappedBelow(root, graph, context)) return [];
  const chain = reachedFrom(root, graph, context);
  const found = rawPages(chain, () => chain, true);
  const kept =
    found.length > 0 ? found : rawPages(chain, (array, own) => ofFile(root, array, own, context), false);
  return kept.map(eventOf);
}

/** All functions of the file that has the struct to itself of which the array is a member, and that fills it. */
function ofFile(root: FunctionDefinition, array: Pure, graph: Graph, context: AnalysisContext): Part[] {
  const facts = context.program.files.get(root.file.path);
  const struct = array.k === 'member' ? structOf(array.object, graph) : null;
  if (array.k !== 'member' || struct === null || !facts?.file.path.endsWith('.c')) return [];
  context.members.add(array.field);
  const isFilling = (one: FunctionDefinition) =>
    namesIn(one).has(array.field) && ALLOCATE.some((name) => namesIn(one).has(name));
  if (!definesStruct(struct, facts) || !facts.functions.some(isFilling)) return [];
  return facts.functions.flatMap((definition) =>
    graphsOf(definition, context).map((own) => ({ definition, graph: own })),
  );
}

const ALLOCATE = [
  'alloc_page',
  'alloc_pages',
  'alloc_pages_node',
  'alloc_pages_bulk',
  'alloc_pages_bulk_array',
];

const MAPS = [
  'page',
  'vm_map_pages',
  'vm_map_pages_zero',
  'vm_insert_pages',
  ...mapsWhere(() => true).keys(),
];

const mayMap = (root: FunctionDefinition) => MAPS.some((name) => namesIn(root).has(name));

/**
 * Whether something on the way down maps an array: told by texts first, as most functions there are read for nothing
 * else.
 */
function isMappedBelow(root: FunctionDefinition, graph: Graph, context: AnalysisContext): boolean {
  const { program } = context;
  const seen = new Set([root]);
  let level = [root];
  for (let depth = 0; level.length > 0; depth++) {
    for (const one of level) {
      const calls = calledNames(one);
      const isTold = mayMap(one) || calls.some((name) => program.macrosNamed(name, one.file).length > 0);
      const graphs = !isTold ? [] : one === root ? [graph] : graphsOf(one, context);
      if (graphs.some((own) => mapsArray({ definition: one, graph: own }))) return true;
    }
    if (depth === DEPTH) break;
    const next = new Set<FunctionDefinition>();
    for (const one of level)
      for (const name of calledNames(one))
        for (const callee of program.peek(name, one.file, one.guards))
          if (!seen.has(callee)) next.add(callee);
    for (const one of next) seen.add(one);
    level = [...next];
  }
  return false;
}

function reachedFrom(root: FunctionDefinition, graph: Graph, context: AnalysisContext): Part[] {
  const seen = new Set([root]);
  const found: Part[] = [{ definition: root, graph }];
  let level = found;
  for (let depth = 0; level.length > 0 && depth < DEPTH; depth++) {
    const next: Part[] = [];
    for (const one of level)
      for (const call of callsIn(one.graph))
        for (const callee of calleesOf(call, one.definition, context)) {
          if (seen.has(callee)) continue;
          seen.add(callee);
          for (const inner of graphsOf(callee, context)) next.push({ definition: callee, graph: inner });
        }
    found.push(...next);
    level = next;
  }
  return found;
}

function eventOf({ by, at, given }: RawPages): UnclearedMemory {
  return {
    place: { file: at.part.definition.file, start: at.span.start, end: at.span.end },
    by,
    given: {
      place: { file: given.part.definition.file, start: given.span.start, end: given.span.end },
      by: given.by,
    },
    trace: [],
    assumed: false,
  };
}
