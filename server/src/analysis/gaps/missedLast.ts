// SPDX-License-Identifier: GPL-2.0-only
/**
 * Ways out for the last user that no user takes. A count is lowered down to 0 by the call that was to leave one for the
 * next: `if (atomic_add_unless(&users, -1, 0)) return; … if (atomic_dec_and_test(&users)) …`. Or what is left of a size is
 * unsigned and is found to be more than 0 when it is less. Told by the graph, without values.
 */

import type { FunctionDefinition } from '../../facts/model.ts';
import { namesIn } from '../../facts/names/words.ts';
import { isUnsigned } from '../../syntax/words/types.ts';
import type { Span } from '../../text/source.ts';
import { type Called, calledAt, callsAt, nameOf } from '../cfg/called.ts';
import type { CallInstruction, Graph, Pure } from '../cfg/cfg.ts';
import { factsOf } from '../cfg/graphFacts.ts';
import { blocksOfWay, expressionsOf } from '../cfg/reaches.ts';
import { walk } from '../cfg/walk.ts';
import { type AnalysisContext, graphsOf } from '../engine/context.ts';
import { expressionText } from '../reports/render.ts';
import { givesUpFor } from './freed/givesUp.ts';
import { fieldOf } from './handles.ts';

export interface MissedLast extends Span {
  why: 'floor' | 'unsigned';
  /** The counter, or what is left, as written. */
  of: string;
  /** The call that lowers the count; empty for what is left. */
  by: string;
  /** What is for the last user. */
  last: Called;
}

export function missedLast(own: FunctionDefinition, graph: Graph, context: AnalysisContext): MissedLast[] {
  if (graph.havoc || graph.isTooLarge) return [];
  return [...floors(graph, own.file.text), ...unsignedRests(own, graph, context)];
}

const argText = (i: CallInstruction, n: number, text: string) => {
  const arg = i.args[n];
  return arg === undefined ? null : expressionText(arg, text);
};

/** They lower a count where something is left of it, the last user as well. */
function lowersToNone(i: CallInstruction, text: string): boolean {
  const name = nameOf(i);
  if (name.endsWith('_dec_if_positive')) return true;
  return name.endsWith('_add_unless') && argText(i, 1, text) === '-1' && argText(i, 2, text) === '0';
}

const TELLS_LAST = ['_dec_and_test', '_dec_and_lock', '_dec_and_mutex_lock', '_dec_and_lock_irqsave'];

function floors(graph: Graph, text: string): MissedLast[] {
  const found: MissedLast[] = [];
  for (const { instructions, end } of graph.blocks)
    for (const i of instructions) {
      if (i.op !== 'call' || !lowersToNone(i, text) || end.t !== 'branch' || end.yes === end.no) continue;
      const truth = succeedsIf(end.test, i);
      const counter = argText(i, 0, text);
      if (truth === null || counter === null) continue;
      const [done, left] = truth ? [end.yes, end.no] : [end.no, end.yes];
      const calls = blocksOfWay(left, done, graph)
        .flatMap((at) => callsAt(graph, at))
        .filter((one) => argText(one, 0, text) === counter);
      const [last, ...others] = calls;
      if (last === undefined || others.length > 0 || !TELLS_LAST.some((end) => nameOf(last).endsWith(end)))
        continue;
      const { start } = i;
      const of = counter.startsWith('&') ? counter.slice(1) : counter;
      found.push({
        why: 'floor',
        of,
        by: nameOf(i),
        start,
        end: i.end,
        last: calledAt(last),
      });
    }
  return found;
}

/** The truth of a test behind which the call has lowered the count. */
function succeedsIf(test: Pure, i: CallInstruction): boolean | null {
  const isPositive = nameOf(i).endsWith('_dec_if_positive');
  if (test.k === 'temp') return test.id === i.result && !isPositive ? true : null;
  if (test.k === 'unary' && test.op === '!') {
    const inner = succeedsIf(test.of, i);
    return inner === null ? null : !inner;
  }
  if (test.k !== 'binary' || test.left.k !== 'temp' || test.left.id !== i.result) return null;
  if (test.right.k !== 'int' || test.right.value !== 0) return null;
  if (isPositive) return test.op === '>=' ? true : test.op === '<' ? false : null;
  return test.op === '!=' ? true : test.op === '==' ? false : null;
}

const ALIGNS: ReadonlySet<string> = new Set(['PAGE_ALIGN', 'ALIGN', 'round_up', 'roundup']);

/**
 * `rest = buf->size - (vma->vm_end - vma->vm_start); if (rest > 0) …`, of a size that is known to be no multiple of pages:
 * the file rounds it up elsewhere.
 */
function unsignedRests(own: FunctionDefinition, graph: Graph, context: AnalysisContext): MissedLast[] {
  const found: MissedLast[] = [];
  if (!namesIn(own).has('vm_end')) return found;
  const givesUp = givesUpFor(own, context);
  for (const { end } of graph.blocks) {
    if (end.t !== 'branch' || end.yes === end.no) continue;
    const rest = restIn(end.test);
    if (rest === null || !isUnsigned(graph.types.get(rest) ?? '')) continue;
    const [value, ...others] = factsOf(graph).storesTo(rest);
    if (others.length > 0 || value?.k !== 'binary' || value.op !== '-' || !isLength(value.right, graph))
      continue;
    const size = fieldOf(value.left);
    const last = blocksOfWay(end.no, end.yes, graph)
      .flatMap((at) => callsAt(graph, at))
      .find((i) => givesUp(nameOf(i)));
    if (size === null || last === undefined || !isRoundedUp(size, own, context)) continue;
    const { start, end: to } = end.test;
    found.push({
      why: 'unsigned',
      of: rest,
      by: '',
      start,
      end: to,
      last: calledAt(last),
    });
  }
  return found;
}

/** The variable that is asked whether it is more than 0. */
function restIn(test: Pure): string | null {
  if (test.k !== 'binary') return null;
  const { op, left, right } = test;
  if (left.k === 'name' && right.k === 'int')
    return (op === '>' && right.value === 0) || (op === '>=' && right.value === 1) ? left.name : null;
  return right.k === 'name' && left.k === 'int' && op === '<' && left.value === 0 ? right.name : null;
}

/** The length of the VMA, or a variable that holds it alone. */
function isLength(e: Pure, graph: Graph): boolean {
  if (e.k === 'name') {
    const [value, ...others] = factsOf(graph).storesTo(e.name);
    return value !== undefined && others.length === 0 && value.k !== 'name' && isLength(value, graph);
  }
  return e.k === 'binary' && e.op === '-' && fieldOf(e.left) === 'vm_end' && fieldOf(e.right) === 'vm_start';
}

/** What the field starts with is another field of the file, which that rounds up to compare it with lengths. */
function isRoundedUp(size: string, { file }: FunctionDefinition, context: AnalysisContext): boolean {
  const functions = context.program.files.get(file.path)?.functions ?? [];
  const graphs = functions.filter((one) => namesIn(one).has(size)).flatMap((one) => graphsOf(one, context));
  const from = new Set<string>([size]);
  const rounded = new Set<string>();
  for (const { blocks } of graphs)
    for (const { instructions, end } of blocks)
      for (const i of [...instructions, end]) {
        if ('op' in i && i.op === 'assign' && fieldOf(i.target) === size) from.add(fieldOf(i.value) ?? '');
        if ('op' in i && i.op === 'call' && ALIGNS.has(nameOf(i)))
          rounded.add(fieldOf(i.args[0] as Pure) ?? '');
        for (const e of expressionsOf(i))
          walk(e, (part) => {
            if (part.k === 'operator' && ALIGNS.has(part.name))
              rounded.add(fieldOf(part.operands[0] as Pure) ?? '');
          });
      }
  from.delete('');
  return [...from].some((field) => rounded.has(field));
}
