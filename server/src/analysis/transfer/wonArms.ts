// SPDX-License-Identifier: GPL-2.0-only
/** Arms of tests that one of several callers wins: `if (atomic_inc_return(&x->users) == 1)`, `if (!x->users++)`. */
import type { CallInstruction, Graph, Pure, Terminator } from '../cfg/cfg.ts';
import { hasPart } from '../cfg/walk.ts';

/** Changes a value in one go, and tells what it was or has become. */
const WINS =
  /^(?:arch_|raw_)?(?:atomic(?:64|_long)?_\w*(?:return|xchg|fetch|and_test|unless)|test_and_|(?:try_)?(?:cmp)?xchg)/;

const known = new WeakMap<Graph, Map<CallInstruction, string[]>>();

/** The variables whose objects have such a field, of the tests that lead straight to a call. */
export function wonBefore(graph: Graph, i: CallInstruction): readonly string[] {
  let found = known.get(graph);
  if (found === undefined) {
    found = find(graph);
    known.set(graph, found);
  }
  return found.get(i) ?? NONE;
}

const NONE: readonly string[] = [];

function find({ blocks, joins }: Graph): Map<CallInstruction, string[]> {
  const found = new Map<CallInstruction, string[]>();
  for (const { instructions, end } of blocks) {
    if (end.t !== 'branch') continue;
    const owners = new Set<string>();
    const told: Pure[] = [end.test];
    for (const i of instructions.toReversed()) {
      if (i.op === 'call' && told.some((e) => hasPart(e, (p) => p.k === 'temp' && p.id === i.result))) {
        if (i.callee.k === 'name' && WINS.test(i.callee.name))
          for (const arg of i.args) addOwner(arg, owners);
      } else if (i.op === 'assign') {
        if (told.some((e) => hasPart(e, (part) => isSame(part, i.target)))) told.push(i.value);
      }
    }
    // `x->users++`: what is tested is stored to in between.
    for (const i of instructions)
      if (
        i.op === 'assign' &&
        i.target.k === 'member' &&
        told.some((e) => hasPart(e, (p) => isSame(p, i.target)))
      )
        addOwner(i.target, owners);
    if (owners.size === 0) continue;
    const meets = (arm: number, other: number) => {
      const last = blocks[arm]?.end;
      // Who does not come first gives back its own, and leaves.
      return last?.t === 'jump' && (last.to === other || isJump(blocks[other]?.end, last.to));
    };
    for (const [arm, other] of [
      [end.yes, end.no],
      [end.no, end.yes],
    ] as const)
      if (!joins.has(arm) && meets(arm, other))
        for (const i of blocks[arm]?.instructions ?? []) if (i.op === 'call') found.set(i, [...owners]);
  }
  return found;
}

const isJump = (end: Terminator | undefined, to: number) => end?.t === 'jump' && end.to === to;

function isSame(a: Pure, b: Pure): boolean {
  if (a.k === 'temp') return b.k === 'temp' && a.id === b.id;
  if (a.k === 'name') return b.k === 'name' && a.name === b.name;
  return a.k === 'member' && b.k === 'member' && a.field === b.field && isSame(a.object, b.object);
}

/** `x` of `&x->users`. */
function addOwner(e: Pure, owners: Set<string>): void {
  let at = e.k === 'address' ? e.of : e;
  if (at.k !== 'member') return;
  while (at.k === 'member' || at.k === 'index') at = at.object;
  if (at.k === 'name') owners.add(at.name);
}
