// SPDX-License-Identifier: GPL-2.0-only
/**
 * Errors that a function has before it, and goes on with: `if (err) { ret = vmf_error(err); dev_err(…); } … ret = bar();`,
 * where no way reads the first before it is overwritten. Told by its graph, without values.
 */
import { says } from '../../facts/names/roles.ts';
import type { Span } from '../../text/source.ts';
import { type Called, callsIn, nameOf } from '../cfg/called.ts';
import type { BasicBlock, CallInstruction, Graph, Instruction, Pure } from '../cfg/cfg.ts';
import { isWrittenErrno } from '../cfg/errnos.ts';
import { factsOf } from '../cfg/graphFacts.ts';
import { blocksBehind, expressionsOf } from '../cfg/reaches.ts';
import { successors } from '../cfg/simplify.ts';
import { hasName, hasPart } from '../cfg/walk.ts';

export interface LostError {
  variable: string;
  /** Where the error goes to the variable. */
  stored: Span;
  /** The call that failed. */
  failed: Called;
  /** The store over it, or the return that comes without a look at it. */
  ends: Span;
  how: 'overwritten' | 'returns';
}

/** Says whether a call can fail with an errno. */
export type Fails = (call: CallInstruction) => boolean;

export function lostErrors(graph: Graph, fails: Fails): LostError[] {
  if (graph.havoc || graph.isTooLarge) return [];
  const found: LostError[] = [];
  for (const at of graph.blocks.keys()) found.push(...inArm(at, graph), ...unread(at, graph, fails));
  return found;
}

const blockAt = ({ blocks }: Graph, at: number) => blocks[at] as BasicBlock;

/** An error that one arm of a test stores and prints, to go on where the other arm does. */
function inArm(at: number, graph: Graph): LostError[] {
  const { instructions, end } = blockAt(graph, at);
  if (end.t !== 'jump' || !instructions.every((i) => isQuiet(i, graph))) return [];
  const before = testBefore(at, graph);
  if (before === null) return [];
  const { other, test } = before;
  if (other !== end.to && !blocksBehind(other, graph).has(end.to)) return [];
  const found: LostError[] = [];
  for (const [n, i] of instructions.entries()) {
    if (i.op !== 'assign' || !isLocal(i.target, graph) || !isError(i.value, graph)) continue;
    const { name } = i.target;
    const end = endBehind(graph, at, n + 1, name);
    if (end?.how !== 'overwritten') continue;
    // What is wrong with a number may be refused by a later test.
    const failed = failedIn(test, graph);
    if (failed === null) continue;
    found.push({ variable: name, stored: { start: i.start, end: i.end }, failed, ...end });
  }
  return found;
}

/** The result of a call that no way reads. */
function unread(at: number, graph: Graph, fails: Fails): LostError[] {
  return blockAt(graph, at).instructions.flatMap((i, n, all): LostError[] => {
    if (i.op !== 'assign' || i.value.k !== 'temp' || !isLocal(i.target, graph)) return [];
    const { id } = i.value;
    const call = all.find((one): one is CallInstruction => one.op === 'call' && one.result === id);
    if (call === undefined || says(nameOf(call), 'ends', 'maybe') || !fails(call)) return [];
    const { name } = i.target;
    const over = endBehind(graph, at, n + 1, name);
    if (over === null || over.ends.start === i.start) return [];
    // Who never looks at what such calls return may well not want to know.
    if (over.how === 'returns' && !isTested(name, graph) && !givesByPointer(call, graph)) return [];
    const { start, end } = call;
    const failed = { by: nameOf(call), start, end };
    return [{ variable: name, stored: { start, end }, failed, ...over }];
  });
}

/** It prints, or works out what is stored or printed, and changes nothing else. */
function isQuiet(i: Instruction, graph: Graph): boolean {
  if (i.op === 'declare' || i.op === 'read') return true;
  if (i.op === 'assign') return isLocal(i.target, graph) || i.target.k === 'temp';
  return prints(i) || (i.op === 'call' && CONVERTS.has(nameOf(i)));
}

const prints = (i: Instruction) => i.op === 'call' && !i.used && i.args.some(({ k }) => k === 'string');

/** They make a VM_FAULT code of an errno. */
const CONVERTS: ReadonlySet<string> = new Set(['vmf_error', 'vmf_fs_error', 'block_page_mkwrite_return']);

const isLocal = (e: Pure, { types }: Graph): e is Pure & { k: 'name' } => e.k === 'name' && types.has(e.name);

/** The only test that leads to a block, with its other way on. */
function testBefore(at: number, { blocks }: Graph): { test: Pure; other: number } | null {
  const before = blocks.filter(({ end }) => successors(end).includes(at));
  const end = before[0]?.end;
  if (before.length !== 1 || end?.t !== 'branch' || end.yes === end.no) return null;
  return { test: end.test, other: end.yes === at ? end.no : end.yes };
}

function isError(value: Pure, graph: Graph): boolean {
  if (isWrittenErrno(value)) return true;
  if (value.k === 'operator') return value.name === 'PTR_ERR';
  if (value.k === 'name') return ERRORS.has(value.name);
  return value.k === 'temp' && callsIn(graph).some((i) => i.result === value.id && CONVERTS.has(nameOf(i)));
}

const ERRORS: ReadonlySet<string> = new Set(
  'VM_FAULT_OOM VM_FAULT_SIGBUS VM_FAULT_SIGSEGV VM_FAULT_HWPOISON VM_FAULT_ERROR'.split(' '),
);

/** The call whose result is tested, by itself or in a variable. */
function failedIn(test: Pure, graph: Graph): Called | null {
  const facts = factsOf(graph);
  const ids = new Set<number>();
  hasPart(test, (part) => {
    if (part.k === 'temp') ids.add(part.id);
    if (part.k === 'name')
      for (const value of facts.storesTo(part.name)) if (value.k === 'temp') ids.add(value.id);
    return false;
  });
  const calls = callsIn(graph).filter((i) => ids.has(i.result) && nameOf(i) !== '');
  const [call] = calls;
  if (call === undefined || calls.length > 1) return null;
  return { by: nameOf(call), start: call.start, end: call.end };
}

/** Some test asks a variable. */
const isTested = (name: string, { blocks }: Graph) =>
  blocks.some(({ end }) => end.t === 'branch' && hasName(end.test, name));

/** What it was handed a pointer to is read elsewhere: that is what it gives. */
function givesByPointer({ args }: CallInstruction, graph: Graph): boolean {
  const given = args.flatMap((arg) => (arg.k === 'address' && isLocal(arg.of, graph) ? [arg.of.name] : []));
  return graph.blocks.some(({ instructions, end }) =>
    [...instructions, end].some((one) =>
      given.some((name) => expressionsOf(one).some((e) => reaches(e, name))),
    ),
  );
}

/** A part of the variable, or it by itself, and not its address. */
const reaches = (e: Pure, name: string): boolean =>
  hasPart(e, (part) => part.k === 'member' && !part.arrow && hasName(part.object, name));

/**
 * What ends the variable on each way on, where none reads it before: a store over it, or a return. A loop is gone through
 * once at least.
 */
function endBehind(
  graph: Graph,
  block: number,
  next: number,
  name: string,
): Pick<LostError, 'ends' | 'how'> | null {
  if (factsOf(graph).liveness.addressTaken.has(name)) return null;
  let first: Span | null = null;
  let last: Span | null = null;
  const seen = new Set<number>();
  const work = [{ at: block, next }];
  for (let one = work.pop(); one !== undefined; one = work.pop()) {
    const { instructions, end } = blockAt(graph, one.at);
    let isOver = false;
    for (const i of instructions.slice(one.next)) {
      if (i.op === 'havoc' || (!prints(i) && reads(i, name))) return null;
      if (i.op === 'assign' && i.target.k === 'name' && i.target.name === name) {
        first ??= { start: i.start, end: i.end };
        isOver = true;
        break;
      }
    }
    if (isOver) continue;
    if (expressionsOf(end).some((e) => hasName(e, name))) return null;
    // One error for another is no loss.
    if (end.t === 'return' && !(end.value && isError(end.value, graph)))
      last ??= { start: end.start, end: end.end };
    for (const to of onwards(one.at, block, graph)) {
      if (seen.has(to)) continue;
      seen.add(to);
      // It comes back to where it was: another try.
      if (to === block) return null;
      work.push({ at: to, next: 0 });
    }
  }
  if (last !== null) return { ends: last, how: 'returns' };
  return first && { ends: first, how: 'overwritten' };
}

function reads(i: Instruction, name: string): boolean {
  const all = i.op === 'assign' && i.target.k === 'name' ? [i.value] : expressionsOf(i);
  return all.some((e) =>
    hasPart(e, (part) => (part.k === 'unknown' ? part.names.includes(name) : isIt(part, name))),
  );
}

const isIt = (e: Pure, name: string) => e.k === 'name' && e.name === name;

/** The ways on from a block; from the test of a loop, of one that comes later, the one into it. */
function onwards(at: number, from: number, graph: Graph): number[] {
  const { end } = blockAt(graph, at);
  if (end.t !== 'branch' || blocksBehind(at, graph).has(from)) return successors(end);
  const turning = [end.yes, end.no].filter((to) => to === at || blocksBehind(to, graph).has(at));
  return turning.length === 1 ? turning : successors(end);
}
