// SPDX-License-Identifier: GPL-2.0-only
/**
 * A function that a handler hands what hangs on the VMA, that releases mmap_lock and looks into it afterwards:
 * `mmap_read_unlock(vmf->vma->vm_mm); mutex_lock(&bo->lock);`. Told by the graphs, without values.
 */
import type { FunctionDefinition } from '../../facts/model.ts';
import type { Span } from '../../text/source.ts';
import { type Called, calledAt, callsIn, nameOf } from '../cfg/called.ts';
import type { CallInstruction, Graph, Instruction, Pure } from '../cfg/cfg.ts';
import { factsOf } from '../cfg/graphFacts.ts';
import { blocksBehind, expressionsOf } from '../cfg/reaches.ts';
import { successors } from '../cfg/simplify.ts';
import { walk } from '../cfg/walk.ts';
import { claimName, isGet } from '../claims/names.ts';
import { type AnalysisContext, graphsOf } from '../engine/context.ts';
import { expressionText } from '../reports/render.ts';
import { fieldOf, handleOf, rootOf } from './handles.ts';

export interface LateParameter {
  definition: FunctionDefinition;
  released: Called;
  used: Span & { text: string };
  /** Where it is handed what hangs there: in the handler, or in a function that this calls. */
  handed: Span;
  handedIn: FunctionDefinition;
}

const RELEASES: ReadonlySet<string> = new Set(['mmap_read_unlock', 'release_fault_lock', 'up_read']);

/** Nothing is told of what something takes a reference to, in the handler or in a function on the way there. */
export function lateParameters(
  definition: FunctionDefinition,
  graph: Graph,
  context: AnalysisContext,
): LateParameter[] {
  const own = lateCalls(definition, graph, context);
  if (graph.havoc || graph.isTooLarge || takesHanging(graph)) return own;
  // What it hands the VMA on to may find there what hangs on it.
  const below = callsIn(graph).flatMap((i) => {
    if (!i.args.some((arg) => isVma(arg, graph))) return [];
    const [callee, ...others] = context.program.peek(nameOf(i), definition.file, definition.guards);
    if (callee === undefined || callee === definition || others.length > 0) return [];
    return graphsOf(callee, context).flatMap((inner) => lateCalls(callee, inner, context));
  });
  return [...own, ...below];
}

const isVma = (arg: Pure, { types }: Graph): boolean =>
  arg.k === 'name' && OF_MAPPING.has(types.get(arg.name) ?? '');
const OF_MAPPING = new Set(['struct vm_fault *', 'struct vm_area_struct *']);

const takesHanging = (graph: Graph): boolean =>
  callsIn(graph).some(
    (i) => claimName(nameOf(i))?.sign === 1 && i.args.some((arg) => hangsOnVma(arg, graph)),
  );

function lateCalls(definition: FunctionDefinition, graph: Graph, context: AnalysisContext): LateParameter[] {
  const { file, guards } = definition;
  if (graph.havoc || graph.isTooLarge) return [];
  const found: LateParameter[] = [];
  for (const i of callsIn(graph))
    for (const [n, arg] of i.args.entries()) {
      if (i.callee.k !== 'name' || !hangsOnVma(arg, graph)) continue;
      if (arg.k === 'name' && isTaken(arg.name, graph)) continue;
      const [callee, ...others] = context.program.peek(i.callee.name, file, guards);
      if (callee === undefined || others.length > 0) continue;
      for (const inner of graphsOf(callee, context)) {
        const late = lateIn(inner, n, callee.file.text);
        if (late !== null)
          found.push({
            definition: callee,
            ...late,
            handed: { start: i.start, end: i.end },
            handedIn: definition,
          });
      }
    }
  return found;
}

/** `vma->vm_private_data`, or a variable that holds nothing else. */
function hangsOnVma(arg: Pure, graph: Graph): boolean {
  if (arg.k !== 'name') return fieldOf(arg) === 'vm_private_data';
  const values = factsOf(graph).storesTo(arg.name);
  return values.length > 0 && values.every((value) => fieldOf(value) === 'vm_private_data');
}

const takes = (i: CallInstruction, name: string) =>
  claimName(nameOf(i))?.sign === 1 && i.args.some((arg) => rootOf(arg) === name);

const isTaken = (name: string, graph: Graph) => callsIn(graph).some((i) => takes(i, name));

/** On some way to that instruction. */
function isTakenBefore(name: string, graph: Graph, block: number, at: number): boolean {
  return graph.blocks.some(({ instructions }, n) =>
    instructions.some(
      (i, k) =>
        i.op === 'call' && takes(i, name) && ((n === block && k < at) || blocksBehind(n, graph).has(block)),
    ),
  );
}

/** The release of the lock, and the first use of the parameter behind it. */
function lateIn(graph: Graph, n: number, text: string): Pick<LateParameter, 'released' | 'used'> | null {
  const parameter = graph.parameters[n];
  if (graph.havoc || graph.isTooLarge || !parameter?.type.endsWith('*')) return null;
  const { name } = parameter;
  const isMapping = (arg: Pure) => {
    const root = graph.parameters.find((one) => one.name === rootOf(arg));
    return root !== undefined && root.name !== name && expressionText(arg, text).includes('vm');
  };
  for (const [block, { instructions }] of graph.blocks.entries())
    for (const [at, i] of instructions.entries()) {
      if (i.op !== 'call' || !RELEASES.has(nameOf(i)) || !i.args.some(isMapping)) continue;
      if (isTakenBefore(name, graph, block, at)) continue;
      const used = useBehind(graph, block, at + 1, name, text);
      if (used !== null) return { released: calledAt(i), used };
    }
  return null;
}

function useBehind(
  graph: Graph,
  block: number,
  next: number,
  name: string,
  text: string,
): LateParameter['used'] | null {
  const been = new Set<number>();
  const work = [{ at: block, from: next }];
  for (let one = work.shift(); one !== undefined; one = work.shift()) {
    const { instructions, end } = graph.blocks[one.at] as Graph['blocks'][number];
    let isOther = false;
    for (const i of [...instructions.slice(one.from), end]) {
      const used = useIn(i, name, text);
      if (used !== null) return used;
      if ('op' in i && i.op === 'assign' && i.target.k === 'name' && i.target.name === name) {
        isOther = true;
        break;
      }
    }
    for (const to of isOther ? [] : successors(end)) {
      if (been.has(to)) continue;
      been.add(to);
      work.push({ at: to, from: 0 });
    }
  }
  return null;
}

const spanOf = ({ start, end }: Span): Span => ({ start, end });

function useIn(i: Instruction | Graph['blocks'][number]['end'], name: string, text: string) {
  let used: LateParameter['used'] | null = null;
  // A reference that is taken too late reads the object as well.
  const taken = 'op' in i && i.op === 'call' && isGet(nameOf(i)) ? i.args[0] : undefined;
  if (taken?.k === 'name' && taken.name === name) return { ...spanOf(taken), text: name };
  for (const e of expressionsOf(i))
    walk(e, (part) => {
      if (used === null && part.k === 'member' && part.arrow && handleOf(part.object) === name)
        used = { ...spanOf(part), text: expressionText(part, text) };
    });
  return used as LateParameter['used'] | null;
}
