// SPDX-License-Identifier: GPL-2.0-only
/** Variables of which a page is found or mapped, and that the function which should fill them in leaves unset. */
import { isInsertion } from '../../../contracts/insertions.ts';
import type { FunctionDefinition } from '../../../facts/model.ts';
import type { Span } from '../../../text/source.ts';
import type { CallInstruction, Graph, Pure } from '../../cfg/cfg.ts';
import { lostResult } from '../../cfg/lostResults.ts';
import { hasPart, walk } from '../../cfg/walk.ts';
import { variableOf } from '../../cfg/writeTests.ts';
import { waysOut } from '../../claims/outParameters.ts';
import { type AnalysisContext, graphsOf } from '../../engine/context.ts';
import type { Unfilled } from '../model/events.ts';

export function unfilledIn(
  definition: FunctionDefinition,
  graph: Graph,
  context: AnalysisContext,
): Unfilled[] {
  const { file } = definition;
  const place = ({ start, end }: Span) => ({ file, start, end });
  return candidatesIn(graph).flatMap(({ variable, call, argument, callee }): Unfilled[] => {
    const use = useOf(graph, variable, context);
    if (use === null) return [];
    const [own, ...others] = context.helpers.has(callee)
      ? []
      : context.program.peek(callee, file, definition.guards);
    if (own === undefined || others.length > 0) return [];
    const isDropped = !call.used || lostResult(graph, call.result)?.isReadElsewhere === false;
    for (const inner of graphsOf(own, context)) {
      const parameter = inner.parameters[argument]?.name;
      const ways = parameter === undefined || inner.returnType === 'void' ? null : waysOut(inner, parameter);
      if (!ways?.some(({ says, isFilled }) => says === 'success' && isFilled)) continue;
      const says = isDropped ? 'failure' : 'success';
      const left = ways.find((way) => way.says === says && !way.isFilled);
      // One of several that are filled in may say of which kind the others are.
      if (left === undefined || (!isDropped && addresses(call).length > 1)) continue;
      const at = { file: own.file, start: left.at.start, end: left.at.end };
      return [
        { variable, callee, says, place: place(call), left: at, use: { by: use.by, place: place(use.call) } },
      ];
    }
    return [];
  });
}

interface Candidate {
  variable: string;
  call: CallInstruction;
  argument: number;
  callee: string;
}

/** Local variables whose address one call is handed, and that nothing else sets. */
function candidatesIn({ blocks, types, parameters }: Graph): Candidate[] {
  const found = new Map<string, Candidate | null>();
  const isLocal = (name: string) => types.has(name) && !parameters.some((one) => one.name === name);
  for (const { instructions } of blocks)
    for (const i of instructions) {
      if (i.op === 'assign') {
        const set = placeOf(i.target);
        if (set !== null) found.set(set, null);
        walk(i.value, (part) => {
          if (part.k === 'address') found.set(placeOf(part.of) ?? '', null);
        });
      } else if (i.op === 'havoc') for (const name of i.names) found.set(name, null);
      if (i.op !== 'call') continue;
      for (const [argument, arg] of i.args.entries()) {
        if (arg.k !== 'address') continue;
        const variable = variableOf(arg.of);
        const callee = i.callee.k === 'name' ? i.callee.name : null;
        const isNew = variable !== null && callee !== null && !found.has(variable) && isLocal(variable);
        const name = placeOf(arg.of);
        if (name !== null) found.set(name, isNew ? { variable: name, call: i, argument, callee } : null);
      }
    }
  return [...found.values()].filter((one) => one !== null);
}

const addresses = ({ args }: CallInstruction) => args.filter((arg) => arg.k === 'address');

/** The variable that a place lies in itself. */
function placeOf(e: Pure): string | null {
  if (e.k === 'member') return e.arrow ? null : placeOf(e.object);
  return e.k === 'index' ? placeOf(e.object) : variableOf(e);
}

/** Where a page is found or mapped by the variable, or by one that was made of it. */
function useOf(
  { blocks }: Graph,
  variable: string,
  { helpers }: AnalysisContext,
): { call: CallInstruction; by: string } | null {
  const made = new Set([variable]);
  const isMade = (e: Pure) => hasPart(e, (part) => made.has(variableOf(part) ?? ''));
  for (let size = 0; size < made.size; ) {
    size = made.size;
    for (const { instructions } of blocks)
      for (const i of instructions) {
        const name = i.op === 'assign' && isMade(i.value) ? variableOf(i.target) : null;
        if (name !== null) made.add(name);
      }
  }
  for (const { instructions } of blocks)
    for (const i of instructions) {
      if (i.op !== 'call' || i.callee.k !== 'name') continue;
      const { name } = i.callee;
      const maps = PAGE_OF.has(name) || isInsertion(name) || helpers.get(name)?.insert;
      if (maps && i.args.some((arg) => arg.k !== 'address' && isMade(arg))) return { call: i, by: name };
    }
  return null;
}

const PAGE_OF: ReadonlySet<string> = new Set([
  'pfn_to_page',
  'virt_to_page',
  'vmalloc_to_page',
  'phys_to_page',
]);
