// SPDX-License-Identifier: GPL-2.0-only
/** Where a function that maps, or one that it asks, refuses VM_WRITE: `if ((flags & VM_WRITE) && !writable) return -EPERM;`. */

import { answering } from './answering.ts';
import type { BasicBlock, Graph, Instruction, Pure } from './cfg.ts';
import { factsOf } from './graphFacts.ts';
import { type Known, knownAtEnds, learn } from './refusingValues.ts';
import { hasPart } from './walk.ts';
import { type Given, NOTHING_GIVEN, needs, variableOf, WRITABLE_BITS, writeTests } from './writeTests.ts';

type Test = BasicBlock['end'] & { t: 'branch' };

/** A test of VM_WRITE behind which every way ends in an error. */
export interface RefusedWrite {
  test: Pure;
  /** Other conditions of the same `if` have to hold too. */
  isConditional: boolean;
  /** Of private mappings alone. */
  isPrivate: boolean;
  /** Asked of vm_page_prot, which says what the mapping may do now. */
  isOfProtection: boolean;
}

/** A condition beside another, and which truth of it leads on to the error. */
interface Partner {
  test: Pure;
  truth: boolean;
}

/** How a function says that it refuses: by an errno, or by the truth of what it returns. */
export type Refusal = 'errno' | boolean;

/**
 * Returns the tests of VM_WRITE that lead to a refusal, alone or together with other conditions of the same `if`. None
 * where one of these asks the file again, or the flags for more than whether the mapping is shared.
 */
export function refusedWrites(
  asked: Graph,
  by: Refusal = 'errno',
  given: Given = NOTHING_GIVEN,
): RefusedWrite[] {
  const found: RefusedWrite[] = [];
  const graph = by === 'errno' ? asked : answering(asked);
  const { blocks } = graph;
  const { isFlags, asksFor } = writeTests(graph, given);
  const known = knownAtEnds(graph, refusing(by));
  const isSharedTest = (test: Pure) => asksFor('VM_SHARED', test) || asksFor('VM_MAYSHARE', test);
  for (const [at, { end }] of blocks.entries()) {
    if (end.t !== 'branch' || !asksFor('VM_WRITE', end.test)) continue;
    if (needs(end, graph).some(({ refused, at: asking }) => fails(refused, graph, by, known[asking]))) {
      found.push({ test: end.test, isConditional: true, isPrivate: false, isOfProtection: false });
      continue;
    }
    // What is not to be written is refused: who goes on may write.
    if (fails(end.no, graph, by, known[at])) continue;
    const behind = conditionsBehind(end, graph, by, known[at]);
    if (behind === null) continue;
    const partners = [...conditionsBefore(at, end.no, graph), ...behind];
    const isPrivate = partners.some(({ test, truth }) => !truth && isSharedTest(test));
    const others = partners.filter(({ test }) => !isSharedTest(test) && !isFixed(test, given));
    if (others.some(({ test }) => asksAgain(test, isFlags))) continue;
    if (isPrivate && others.length > 0) continue;
    found.push({ test: end.test, isConditional: others.length > 0, isPrivate, isOfProtection: false });
  }
  return [...found, ...refusedProtections(graph, by, known)];
}

/** `if (vma->vm_page_prot.pgprot != PAGE_READONLY.pgprot) return -EPERM;`, or a test of the bit that lets write. */
function refusedProtections(graph: Graph, by: Refusal, known: readonly Known[]): RefusedWrite[] {
  const { blocks } = graph;
  return blocks.flatMap(({ end, instructions }, at) => {
    if (end.t !== 'branch' || end.test.k !== 'binary') return [];
    const { op, left, right } = end.test;
    const sides = [left, right].map((e) => saidBy(e, instructions, graph));
    if (!sides.includes('protection')) return [];
    const isMask = op === '&' && sides.includes('writable');
    const isAsked = (op === '!=' || op === '==') && sides.includes('read-only');
    if (!isMask && !isAsked) return [];
    const [refused, on] = op === '==' ? [end.no, end.yes] : [end.yes, end.no];
    if (!fails(refused, graph, by, known[at]) || fails(on, graph, by, known[at])) return [];
    const isConditional = conditionsBefore(at, on, graph).length > 0;
    return [{ test: end.test, isConditional, isPrivate: false, isOfProtection: true }];
  });
}

/** What a side of a test is of: vm_page_prot, the protection of what is read alone, or the bit that lets write. */
function saidBy(
  e: Pure,
  instructions: readonly Instruction[],
  graph: Graph,
): 'protection' | 'read-only' | 'writable' | null {
  if (e.k === 'member')
    return e.field === 'vm_page_prot' ? 'protection' : saidBy(e.object, instructions, graph);
  if (e.k === 'temp') {
    const call = instructions.find((i) => i.op === 'call' && i.result === e.id);
    const value = call?.op === 'call' && call.callee.k === 'name' && call.callee.name === 'pgprot_val';
    return value && call.args[0] !== undefined ? saidBy(call.args[0], instructions, graph) : null;
  }
  if (e.k !== 'name') return null;
  if (WRITABLE_BITS.has(e.name)) return 'writable';
  return e.name === READ_ONLY || isAlways(READ_ONLY, e.name, graph) ? 'read-only' : null;
}

const READ_ONLY = 'PAGE_READONLY';

/** A variable that nothing else is stored to. */
function isAlways(value: string, name: string, graph: Graph): boolean {
  const stores = factsOf(graph).storesTo(name);
  return stores.length > 0 && stores.every((stored) => stored.k === 'name' && stored.name === value);
}

/** `!write_ok`, of a parameter that each call says as a number: the ways through it are known apart. */
function isFixed(test: Pure, given: Given): boolean {
  if (test.k === 'unary' && test.op === '!') return isFixed(test.of, given);
  return test.k === 'name' && given.fixed.has(test.name);
}

function asksAgain(test: Pure, isFlags: (e: Pure) => boolean): boolean {
  const isMode = (part: Pure) => part.k === 'member' && (part.field === 'f_mode' || part.field === 'f_flags');
  return hasPart(test, (part) => isFlags(part) || isMode(part));
}

/** The conditions that stand before it in the same `if`: where one does not hold, the function goes on in the same way. */
function conditionsBefore(at: number, on: number, { blocks }: Graph): Partner[] {
  const tests: Partner[] = [];
  let next = at;
  for (let steps = 0; steps < MOST; steps++) {
    if ((blocks[next] as BasicBlock).instructions.length > 0) return tests;
    const before = blocks.findIndex(
      ({ end }) =>
        end.t === 'branch' && ((end.yes === next && end.no === on) || (end.no === next && end.yes === on)),
    );
    if (before < 0) return tests;
    const end = (blocks[before] as BasicBlock).end as Test;
    tests.push({ test: end.test, truth: end.yes === next });
    next = before;
  }
  return tests;
}

/** Those that stand behind it; null where some way behind them ends in no error. */
function conditionsBehind(
  { yes, no }: Test,
  graph: Graph,
  by: Refusal,
  known: Known | undefined,
): Partner[] | null {
  const { blocks } = graph;
  const tests: Partner[] = [];
  let at = yes;
  for (let steps = 0; steps < MOST; steps++) {
    if (fails(at, graph, by, known)) return tests;
    const { instructions, end } = blocks[at] as BasicBlock;
    if (instructions.length > 0 || end.t !== 'branch') return null;
    const truth = end.yes !== no;
    // `if (flags & VM_WRITE) { if (frozen) return -EPERM; … }` goes on elsewhere where it does not hold.
    if (end.yes !== no && end.no !== no) {
      if (fails(end.yes, graph, by, known)) return [...tests, { test: end.test, truth: true }];
      if (fails(end.no, graph, by, known)) return [...tests, { test: end.test, truth: false }];
      return null;
    }
    tests.push({ test: end.test, truth });
    at = truth ? end.yes : end.no;
  }
  return null;
}

const MOST = 8;

/** Every way from a block on ends in a refusal; what is done on the way, a message or a put, does not matter. */
function fails(from: number, { blocks }: Graph, by: Refusal, before: Known = new Map()): boolean {
  let steps = 0;
  const is = refusing(by);
  const go = (at: number, known: Known): boolean => {
    if (++steps > MOST_STEPS) return false;
    const { instructions, end } = blocks[at] as BasicBlock;
    const values = instructions.reduce((all, i) => learn(all, i, is), known);
    switch (end.t) {
      case 'return':
        return end.value !== null && is(end.value, values);
      case 'jump':
        return go(end.to, values);
      case 'branch': {
        const truth = isTaken(end.test, values, by === 'errno' || by);
        return (truth === false || go(end.yes, values)) && (truth === true || go(end.no, values));
      }
      case 'choose':
        return end.to.every((to) => go(to, values));
      default:
        return false;
    }
  };
  return go(from, before);
}

/** Whether a value refuses, by what is known of variables. */
function refusing(by: Refusal): (e: Pure, known: Known) => boolean {
  const isRefusal = by === 'errno' ? isErrno : (e: Pure) => truthOf(e) === by;
  return (e, known) => known.get(variableOf(e) ?? '') ?? isRefusal(e);
}

const MOST_STEPS = 24;

/** Which way a test of what is known to refuse goes: `if (err)`, `if (err < 0)`; null where it is of something else. */
function isTaken(test: Pure, known: Known, refusal: boolean): boolean | null {
  const isRefusal = (e: Pure) => known.get(variableOf(e) ?? '') === true;
  if (test.k === 'unary' && test.op === '!') {
    const truth = isTaken(test.of, known, refusal);
    return truth === null ? null : !truth;
  }
  if (test.k !== 'binary') return isRefusal(test) ? refusal : null;
  const isOfZero = test.right.k === 'int' && test.right.value === 0 && isRefusal(test.left);
  const truth = isOfZero ? OF_ERRNO.get(test.op) : undefined;
  return truth === undefined ? null : truth === refusal;
}

/** What a comparison of an errno with 0 gives. */
const OF_ERRNO: ReadonlyMap<string, boolean> = new Map([
  ['<', true],
  ['!=', true],
  ['==', false],
  ['>=', false],
]);

function isErrno(e: Pure): boolean {
  if (e.k === 'int') return e.value !== null && e.value < 0;
  return e.k === 'unary' && e.op === '-' && e.of.k === 'name' && REFUSALS.has(e.of.name);
}

function truthOf(e: Pure): boolean | null {
  if (e.k === 'int') return e.value === null ? null : e.value !== 0;
  return e.k === 'name' && (e.name === 'true' || e.name === 'false') ? e.name === 'true' : null;
}

/** A call whose result a function asks once, and refuses by it. */
export interface Asked {
  test: Pure;
  /** The truth of the result that leads to the refusal. */
  refuses: boolean;
  /** Other conditions of the same `if` have to hold too. */
  isConditional: boolean;
}

/** Returns how a function that refuses by `by` asks the call with this result; null where it does not refuse by that alone. */
export function askedBy(asking: Graph, result: number, by: Refusal): Asked | null {
  const graph = by === 'errno' ? asking : answering(asking);
  const names = namesOf(result, graph);
  for (const [at, { end }] of graph.blocks.entries()) {
    if (end.t !== 'branch' || !names.has(variableOf(end.test) ?? '')) continue;
    const known = knownAtEnds(graph, refusing(by))[at];
    const [yes, no] = [fails(end.yes, graph, by, known), fails(end.no, graph, by, known)];
    if (yes === no) return null;
    const before = conditionsBefore(at, yes ? end.no : end.yes, graph);
    return { test: end.test, refuses: yes, isConditional: before.length > 0 };
  }
  return null;
}

/** The result of a call, and variables that get it and nothing else. */
function namesOf(result: number, { blocks }: Graph): ReadonlySet<string> {
  const got = new Set<string>();
  const others = new Set<string>();
  for (const { instructions } of blocks)
    for (const i of instructions) {
      if (i.op !== 'assign' || i.target.k !== 'name') continue;
      const isResult = i.value.k === 'temp' && i.value.id === result;
      (isResult ? got : others).add(i.target.name);
    }
  return new Set([`%${result}`, ...[...got].filter((name) => !others.has(name))]);
}

const REFUSALS = new Set([
  'EPERM',
  'EACCES',
  'EINVAL',
  'EROFS',
  'ENOTSUPP',
  'EOPNOTSUPP',
  'ENODEV',
  'EFAULT',
  'ENXIO',
]);
