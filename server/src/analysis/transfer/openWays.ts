// SPDX-License-Identifier: GPL-2.0-only
/**
 * Bounds that hold on one of two paths are in doubt where these meet, for a later test may tell them apart. Where no test
 * is in between that may lead elsewhere, the path without the bound goes on, and the bound does not hold.
 */
import type { BasicBlock, Instruction, Terminator } from '../cfg/cfg.ts';
import { successors } from '../cfg/simplify.ts';
import type { Frame } from '../engine/frame.ts';
import { type Bounds, comparisonsOf } from '../state/bounds/comparisons.ts';

/** Returns the bounds that hold, or may, on every way to an instruction of the function. */
export function boundsAt(x: Frame, at: Instruction | Terminator, bounds: Bounds): Bounds {
  if (bounds.doubted.length === 0) return bounds;
  const comparisons = comparisonsOf(x.context.symbols);
  const doubted = bounds.doubted.filter((number) => {
    const { op, place, letsIn } = comparisons.get(number);
    return op === 'asked' || place.file !== x.file || !isPassedBy(x, place.start, letsIn === true, at);
  });
  return doubted.length === bounds.doubted.length ? bounds : { ...bounds, doubted };
}

const known = new WeakMap<Instruction | Terminator, Map<string, boolean>>();

/** Whether every way from the other side of a test leads to an instruction. */
function isPassedBy(x: Frame, test: number, truth: boolean, at: Instruction | Terminator): boolean {
  const ofPlace = known.get(at) ?? new Map<string, boolean>();
  known.set(at, ofPlace);
  const key = `${test}${truth}`;
  const answer = ofPlace.get(key) ?? findPassed(x, test, truth, at);
  ofPlace.set(key, answer);
  return answer;
}

function findPassed(x: Frame, test: number, truth: boolean, at: Instruction | Terminator): boolean {
  const { blocks } = x.graph;
  const target = blocks.findIndex(
    ({ instructions, end }) => end === at || instructions.includes(at as Instruction),
  );
  const asking = blocks.filter(({ end }) => end.t === 'branch' && end.test.start === test);
  const [only] = asking;
  if (target < 0 || only?.end.t !== 'branch' || asking.length > 1) return false;
  const other = truth ? only.end.no : only.end.yes;
  const seen = new Set([other]);
  for (const one of seen) {
    if (one === target) continue;
    const { end } = blocks[one] as BasicBlock;
    const next = successors(end);
    if (next.length === 0) return false;
    for (const to of next) seen.add(to);
  }
  return seen.has(target);
}
