// SPDX-License-Identifier: GPL-2.0-only
/** Where a function that maps, or one that it hands the VMA to, refuses VM_WRITE. */
import type { FunctionDefinition } from '../../facts/model.ts';
import { isHeader } from '../../facts/names/nearness.ts';
import type { Place } from '../../text/source.ts';
import type { Graph, Pure } from '../cfg/cfg.ts';
import { factsOf } from '../cfg/graphFacts.ts';
import { askedBy, type Refusal, refusedWrites } from '../cfg/refusedWrites.ts';
import { hasPart } from '../cfg/walk.ts';
import { type Given, NOTHING_GIVEN, writeTests } from '../cfg/writeTests.ts';
import { type AnalysisContext, graphsOf } from '../engine/context.ts';
import type { RefusedWrite } from './model/mappings.ts';

/** How many calls the VMA is followed. */
const DEPTH = 3;

/** A function that is asked, and how it refuses. */
interface Asking {
  definition: FunctionDefinition;
  graph: Graph;
  by: Refusal;
  given: Given;
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
  let level: Asking[] = [{ definition, graph, by: 'errno', given: NOTHING_GIVEN, asked: null }];
  for (let depth = 0; depth <= DEPTH && level.length > 0; depth++) {
    for (const one of level) {
      const { name, file } = one.definition;
      const { asked, given } = one;
      if (!saysWriting(one.graph) && given.write.size === 0) continue;
      for (const { test, isConditional, ...of } of refusedWrites(one.graph, one.by, given)) {
        const at = placeOf(test, file);
        found.push({
          place: asked?.place ?? at,
          test: at,
          by: asked?.by ?? name,
          isConditional: isConditional || asked?.isConditional === true,
          ...of,
        });
      }
    }
    level = level.flatMap((one) =>
      handedOn(one).flatMap((handed) =>
        context.program.peek(handed.name, one.definition.file, one.definition.guards).flatMap((callee) => {
          // What a header has for many does not say how each of them goes on.
          if (seen.has(callee) || isHeader(callee.file.path)) return [];
          seen.add(callee);
          return graphsOf(callee, context).flatMap((inner) =>
            askingsOf(one, callee, inner, { result: handed.result, given: givenOf(inner, handed) }),
          );
        }),
      ),
    );
  }
  return found;
}

/** It names the flag or the protection, in its own text or by what a macro makes of `VM_##what`. */
function saysWriting({ blocks }: Graph): boolean {
  const isSaid = (e: Pure) =>
    hasPart(
      e,
      (part) =>
        (part.k === 'name' && part.name === 'VM_WRITE') ||
        (part.k === 'member' && part.field === 'vm_page_prot'),
    );
  return blocks.some(
    ({ instructions, end }) =>
      (end.t === 'branch' && isSaid(end.test)) ||
      instructions.some((i) =>
        i.op === 'assign' ? isSaid(i.value) : i.op === 'call' && i.args.some((arg) => isSaid(arg)),
      ),
  );
}

/** A part of an expanded macro stands where the call stands. */
const placeOf = ({ start, end }: Pure, file: Place['file']): Place => ({
  file,
  start: Math.floor(start),
  end,
});

function askingsOf(
  { definition, graph, by, asked }: Asking,
  callee: FunctionDefinition,
  inner: Graph,
  { result, given }: { result: number; given: Given },
): Asking[] {
  const question = askedBy(graph, result, by);
  // What a function that answers yes or no asks itself is a part of its answer.
  const errno: Asking = { definition: callee, graph: inner, by: 'errno', given, asked: null };
  const mayGiveErrno = inner.returnType !== 'bool' && asked === null && question?.refuses !== false;
  const found = mayGiveErrno ? [errno] : [];
  if (question === null) return found;
  const { test, refuses, isConditional } = question;
  const place = placeOf(test, definition.file);
  return [
    ...found,
    {
      definition: callee,
      graph: inner,
      by: refuses,
      given,
      asked: {
        place: asked?.place ?? place,
        by: asked?.by ?? definition.name,
        isConditional: isConditional || asked?.isConditional === true,
      },
    },
  ];
}

type Argument = 'vma' | 'flags' | 'write' | null;

interface HandedOn {
  name: string;
  result: number;
  args: Argument[];
  /** Which of its arguments each call says as a number: a way through it is of one or the other. */
  fixed: ReadonlySet<number>;
}

/** The functions that are handed a VMA or its flags, with the results of these calls. */
function handedOn({ graph, given }: Asking): HandedOn[] {
  const found = new Map<string, HandedOn & { fixed: Set<number> }>();
  const { isFlags, asksFor } = writeTests(graph, given);
  const asArgument = (arg: Pure): Argument => {
    if (arg.k === 'name' && isVma(graph.types.get(arg.name))) return 'vma';
    if (isFlags(arg)) return 'flags';
    return asksFor('VM_WRITE', arg) ? 'write' : null;
  };
  for (const { instructions } of graph.blocks)
    for (const i of instructions) {
      if (i.op !== 'call' || i.callee.k !== 'name') continue;
      const fixed = new Set(i.args.flatMap((arg, at) => (isNumber(arg) ? [at] : [])));
      const known = found.get(i.callee.name);
      for (const at of known?.fixed ?? []) if (!fixed.has(at)) known?.fixed.delete(at);
      if (known) continue;
      const args = i.args.map(asArgument);
      if (args.some((arg) => arg !== null))
        found.set(i.callee.name, { name: i.callee.name, result: i.result, args, fixed });
    }
  return [...found.values()];
}

const isNumber = (e: Pure): boolean =>
  e.k === 'int' || (e.k === 'name' && (e.name === 'true' || e.name === 'false'));

function givenOf(graph: Graph, { args, fixed }: HandedOn): Given {
  const { parameters } = graph;
  const named = (as: Argument) =>
    new Set(parameters.filter((_, at) => args[at] === as).map(({ name }) => name));
  const kept = parameters.filter(
    ({ name }, at) => fixed.has(at) && factsOf(graph).storesTo(name).length === 0,
  );
  return { flags: named('flags'), write: named('write'), fixed: new Set(kept.map(({ name }) => name)) };
}

const isVma = (type: string | undefined) =>
  type === 'struct vm_area_struct *' || type === 'const struct vm_area_struct *';
