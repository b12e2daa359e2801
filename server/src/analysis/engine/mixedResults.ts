// SPDX-License-Identifier: GPL-2.0-only
/** Results of callees that give VM_FAULT codes among 0 and errnos. */
import type { SummaryOutcome } from '../calls/outcomes.ts';
import type { CallInstruction, Graph, Pure } from '../cfg/cfg.ts';
import { errnoTestOf } from '../cfg/resultTests.ts';
import { hasPart } from '../cfg/walk.ts';
import type { CodeTested } from '../reports/model/events.ts';
import { faultBits, isErrnoAtom, isFaultCode } from '../state/domain.ts';
import type { Frame } from './frame.ts';

/** What a callee says by these is that it went well. */
const DONE: ReadonlySet<string> = new Set(['NOPAGE', 'LOCKED', 'MAJOR', 'DONE_COW']);

/**
 * Where a function tests for 0 what an int function gives it, which answers with 0 or an errno, and on some way with a
 * code that says the fault is served; null where it hands the result on, and so may tell them apart.
 */
export function codeTested(
  x: Frame,
  i: CallInstruction,
  callee: string,
  { graph, outcomes }: { graph: Graph; outcomes: readonly SummaryOutcome[] | null },
): CodeTested | null {
  if (!i.used || graph.returnType !== 'int' || outcomes === null) return null;
  if (x.facts.returnFlow.has(`%${i.result}`) || asksForCodes(x.graph)) return null;
  const atoms = outcomes.flatMap(({ domain }) => domain);
  if (!atoms.includes('0') || !atoms.some(isErrnoAtom)) return null;
  for (const { domain, origins, place } of outcomes) {
    const code = domain.find((atom) => isFaultCode(atom) && faultBits(atom).every((bit) => DONE.has(bit)));
    if (code === undefined) continue;
    const test = errnoTestOf(x.graph, i.result, (name) => name === callee);
    if (test?.as !== 'zero') return null;
    return { callee, code, place: origins.get(code)?.at(-1)?.place ?? place, test: x.place(test) };
  }
  return null;
}

/** It compares something with a code by its name. */
function asksForCodes({ blocks }: Graph): boolean {
  const isCode = (part: Pure) => part.k === 'name' && part.name.startsWith('VM_FAULT_');
  return blocks.some(({ end }) => end.t === 'branch' && hasPart(end.test, isCode));
}
