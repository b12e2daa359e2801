// SPDX-License-Identifier: GPL-2.0-only
/** Where a function that maps, or one that it hands the VMA to, refuses VM_WRITE. */
import type { FunctionDefinition } from '../../facts/model.ts';
import { isHeader } from '../../facts/names/nearness.ts';
import { namesIn } from '../../facts/names/words.ts';
import type { Place } from '../../text/source.ts';
import type { Graph } from '../cfg/cfg.ts';
import { askedBy, type Refusal, refusedWrites } from '../cfg/refusedWrites.ts';
import { type AnalysisContext, graphsOf } from '../engine/context.ts';
import type { RefusedWrite } from './report.ts';

/** How many calls the VMA is followed. */
const DEPTH = 3;

/** A function that is asked, and how it refuses. */
interface Asking {
  definition: FunctionDefinition;
  graph: Graph;
  by: Refusal;
  /** Where the root asks it for a yes or no, by what, and whether under other conditions; null where it gives an errno. */
  asked: { place: Place; by: string; isConditional: boolean } | null;
}

/** Returns them by their places, those of the function itself first. */
export function refusalsOf(
  definition: FunctionDefinition,
  graph: Graph,
  context: AnalysisContext,
): RefusedWrite[] {
  const found: RefusedWrite[] = [];
  const seen = new Set([definition]);
  let level: Asking[] = [{ definition, graph, by: 'errno', asked: null }];
  for (let depth = 0; depth <= DEPTH && level.length > 0; depth++) {
    for (const one of level) {
      const { name, file } = one.definition;
      const { asked } = one;
      if (namesIn(one.definition).has('VM_WRITE'))
        for (const { test, isConditional, isPrivate } of refusedWrites(one.graph, one.by)) {
          const at = { file, start: test.start, end: test.end };
          found.push({
            place: asked?.place ?? at,
            test: at,
            by: asked?.by ?? name,
            isConditional: isConditional || asked?.isConditional === true,
            isPrivate,
          });
        }
    }
    level = level.flatMap((one) =>
      handedOn(one.graph).flatMap(({ name, result }) =>
        context.program.peek(name, one.definition.file, one.definition.guards).flatMap((callee) => {
          // What a header has for many does not say how each of them goes on.
          if (seen.has(callee) || isHeader(callee.file.path)) return [];
          seen.add(callee);
          return graphsOf(callee, context).flatMap((inner) => askingOf(one, callee, inner, result) ?? []);
        }),
      ),
    );
  }
  return found;
}

function askingOf(
  { definition, graph, by, asked }: Asking,
  callee: FunctionDefinition,
  inner: Graph,
  result: number,
): Asking | null {
  // What a function that answers yes or no asks itself is a part of its answer.
  if (inner.returnType !== 'bool')
    return asked === null ? { definition: callee, graph: inner, by: 'errno', asked: null } : null;
  const question = askedBy(graph, result, by);
  if (question === null) return null;
  const { test, refuses, isConditional } = question;
  const place = { file: definition.file, start: test.start, end: test.end };
  return {
    definition: callee,
    graph: inner,
    by: refuses,
    asked: {
      place: asked?.place ?? place,
      by: asked?.by ?? definition.name,
      isConditional: isConditional || asked?.isConditional === true,
    },
  };
}

/** The functions that are handed a VMA, with the results of these calls. */
function handedOn({ blocks, types }: Graph): { name: string; result: number }[] {
  const found = new Map<string, number>();
  for (const { instructions } of blocks)
    for (const i of instructions)
      if (i.op === 'call' && i.callee.k === 'name' && !found.has(i.callee.name))
        if (i.args.some((arg) => arg.k === 'name' && isVma(types.get(arg.name))))
          found.set(i.callee.name, i.result);
  return [...found].map(([name, result]) => ({ name, result }));
}

const isVma = (type: string | undefined) =>
  type === 'struct vm_area_struct *' || type === 'const struct vm_area_struct *';
