// SPDX-License-Identifier: GPL-2.0-only
/** Where a function that maps, or one that it hands the VMA to, refuses VM_WRITE. */
import type { FunctionDefinition } from '../../facts/model.ts';
import { isHeader } from '../../facts/names/nearness.ts';
import { namesIn } from '../../facts/names/words.ts';
import type { Graph } from '../cfg/cfg.ts';
import { refusedWrites } from '../cfg/refusedWrites.ts';
import { type AnalysisContext, graphsOf } from '../engine/context.ts';
import type { RefusedWrite } from './report.ts';

/** How many calls the VMA is followed. */
const DEPTH = 3;

/** Returns them by their places, those of the function itself first. */
export function refusalsOf(
  definition: FunctionDefinition,
  graph: Graph,
  context: AnalysisContext,
): RefusedWrite[] {
  const found: RefusedWrite[] = [];
  const seen = new Set([definition]);
  let level = [{ definition, graph }];
  for (let depth = 0; depth <= DEPTH && level.length > 0; depth++) {
    for (const one of level) {
      const { name, file } = one.definition;
      if (namesIn(one.definition).has('VM_WRITE'))
        for (const { test, isConditional, isPrivate } of refusedWrites(one.graph))
          found.push({
            place: { file, start: test.start, end: test.end },
            by: name,
            isConditional,
            isPrivate,
          });
    }
    level = level.flatMap((one) =>
      handedOn(one.graph).flatMap((name) =>
        context.program.peek(name, one.definition.file, one.definition.guards).flatMap((callee) => {
          // What a header has for many does not say how each of them goes on.
          if (seen.has(callee) || isHeader(callee.file.path)) return [];
          seen.add(callee);
          return graphsOf(callee, context).map((inner) => ({ definition: callee, graph: inner }));
        }),
      ),
    );
  }
  return found;
}

/** The functions that are handed a VMA. */
function handedOn({ blocks, types }: Graph): string[] {
  const names = new Set<string>();
  for (const { instructions } of blocks)
    for (const i of instructions)
      if (i.op === 'call' && i.callee.k === 'name')
        if (i.args.some((arg) => arg.k === 'name' && types.get(arg.name) === 'struct vm_area_struct *'))
          names.add(i.callee.name);
  return [...names];
}
