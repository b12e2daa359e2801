// SPDX-License-Identifier: GPL-2.0-only
/** Statements that may hide a goto or a return: `modONERROR(STATUS_INVALID)`, of a macro whose text is out of sight. */
import type { Graph, Instruction } from '../cfg/cfg.ts';
import type { Frame } from '../engine/frame.ts';

const known = new WeakMap<Graph, ReadonlySet<Instruction>>();

/** Whether what follows such a statement on this way may never run: it is the last of what a test guards. */
export function mayLeave({ graph, file, context }: Frame, i: Instruction): boolean {
  const name = nameOf(i);
  if (name === null || graph.types.has(name) || !SHOUTS.test(name) || STAYS.test(name)) return false;
  if (context.helpers.has(name) || context.program.peek(name, file).length > 0) return false;
  return lastOfArms(graph).has(i);
}

/** What the statement calls; or the name that is all of it: `LEAVE_NOW;`. One that prints goes on. */
function nameOf(i: Instruction): string | null {
  if (i.op === 'read') return i.value.k === 'name' ? i.value.name : null;
  if (i.op !== 'call' || i.used || i.callee.k !== 'name') return null;
  return i.args.some(({ k }) => k === 'string') ? null : i.callee.name;
}

/** Capitals, as macros have, in the whole name or behind the prefix of a module. */
const SHOUTS = /^(?:[a-z]+_?)?[A-Z][A-Z0-9_]*[A-Z]$/;

/** By their names they do something, and go on. */
const STAYS =
  /LOCK|SET|CLEAR|CLR|INIT|WRITE|READ|INC|DEC|ADD|SUB|DEL|TRACE|DBG|DEBUG|LOG|PRINT|MSG|INFO|WARN|STAT|REG|BARRIER|FLUSH|ENTER|LIST|FREE|PUT|GET|HOLD|WAKE|WAIT|COUNT|DUMP|SWAP|COPY|MARK|TAG|DOWN|UP$|UNUSED|NOTE|PROFILE/;

function lastOfArms(graph: Graph): ReadonlySet<Instruction> {
  let last = known.get(graph);
  if (last === undefined) {
    last = findLast(graph);
    known.set(graph, last);
  }
  return last;
}

/** The last instructions of blocks that one side of a test runs, after which both sides go on together. */
function findLast({ blocks }: Graph): Set<Instruction> {
  const last = new Set<Instruction>();
  for (const { end } of blocks) {
    if (end.t !== 'branch') continue;
    for (const [own, other] of [
      [end.yes, end.no],
      [end.no, end.yes],
    ] as const) {
      const block = blocks[own];
      const beside = blocks[other]?.end;
      if (block?.end.t !== 'jump' || own === other) continue;
      const { to } = block.end;
      const i = block.instructions.at(-1);
      if (i !== undefined && (to === other || (beside?.t === 'jump' && beside.to === to))) last.add(i);
    }
  }
  return last;
}
