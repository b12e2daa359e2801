// SPDX-License-Identifier: GPL-2.0-only
/** Whether a function fills in what it is handed the address of, on each of its ways out. */
import type { BasicBlock, Graph, Instruction, Pure } from '../cfg/cfg.ts';
import { successors } from '../cfg/simplify.ts';
import { hasPart } from '../cfg/walk.ts';
import { variableOf } from '../cfg/writeTests.ts';

/** A way out: what the function says there, and whether it has filled it in. */
export interface WayOut {
  says: 'success' | 'failure';
  isFilled: boolean;
  at: Pure;
}

/** Returns the ways out that return a known value; null where there are too many ways, or some part was not understood. */
export function waysOut(graph: Graph, parameter: string): WayOut[] | null {
  if (graph.havoc || graph.isTooLarge || graph.unread.length > 0) return null;
  const found: WayOut[] = [];
  const seen = new Set<string>();
  const work: { at: number; state: State }[] = [
    { at: graph.entry, state: { filled: false, values: new Map() } },
  ];
  for (let next = work.pop(); next !== undefined; next = work.pop()) {
    const key = `${next.at} ${textOf(next.state)}`;
    if (seen.has(key)) continue;
    if (seen.size >= MOST) return null;
    seen.add(key);
    const { instructions, end } = graph.blocks[next.at] as BasicBlock;
    const state = instructions.reduce((all, i) => after(all, i, parameter), next.state);
    if (end.t === 'return') {
      const value = end.value && constantOf(end.value, state);
      if (end.value !== null && value !== null && value <= 0)
        found.push({ says: value === 0 ? 'success' : 'failure', isFilled: state.filled, at: end.value });
      continue;
    }
    const truth = end.t === 'branch' ? truthOf(end.test, state, parameter) : null;
    if (end.t === 'branch' && truth !== null) work.push({ at: truth ? end.yes : end.no, state });
    else if (end.t === 'branch')
      work.push(
        { at: end.yes, state: learned(state, end.test, true) },
        { at: end.no, state: learned(state, end.test, false) },
      );
    else for (const to of successors(end)) work.push({ at: to, state });
  }
  return found;
}

const MOST = 600;

interface State {
  filled: boolean;
  /** What local variables hold, as far as they were given a constant; an errno is ERRNO. */
  values: ReadonlyMap<string, number>;
}

/** Of whichever errno. */
const ERRNO = -1;

const textOf = ({ filled, values }: State) =>
  `${filled}${[...values]
    .map(([name, value]) => ` ${name}=${value}`)
    .sort()
    .join('')}`;

function after(state: State, i: Instruction, parameter: string): State {
  switch (i.op) {
    case 'assign': {
      if (rootOf(i.target) === parameter || names(i.value, parameter)) return { ...state, filled: true };
      const name = variableOf(i.target);
      return name === null ? state : withValue(state, name, constantOf(i.value, state));
    }
    case 'call': {
      // A callee that is handed it may fill it in.
      const filled = state.filled || i.args.some((arg) => names(arg, parameter));
      let next = { ...state, filled };
      for (const arg of i.args)
        if (arg.k === 'address') next = withValue(next, variableOf(arg.of) ?? '', null);
      return withValue(next, `%${i.result}`, null);
    }
    case 'havoc':
      return { filled: state.filled || i.names.includes(parameter), values: new Map() };
    case 'declare':
      return withValue(state, i.name, null);
    default:
      return state;
  }
}

function withValue(state: State, name: string, value: number | null): State {
  if (value === null && !state.values.has(name)) return state;
  const values = new Map(state.values);
  if (value === null) values.delete(name);
  else values.set(name, value);
  return { ...state, values };
}

/** The variable that a place lies behind, `out` of `*out`, `out->field` and `out[0]`. */
function rootOf(e: Pure): string | null {
  if (e.k === 'deref') return variableOf(e.of) ?? rootOf(e.of);
  if (e.k === 'member') return (e.arrow ? variableOf(e.object) : null) ?? rootOf(e.object);
  return e.k === 'index' ? (variableOf(e.object) ?? rootOf(e.object)) : null;
}

/** The pointer itself goes on: what is read by it does not count. */
function names(e: Pure, parameter: string): boolean {
  return rootOf(e) !== parameter && hasPart(e, (part) => variableOf(part) === parameter);
}

function constantOf(e: Pure, { values }: State): number | null {
  if (e.k === 'int') return e.value;
  if (e.k === 'unary' && e.op === '-')
    return e.of.k === 'name' || (e.of.k === 'int' && e.of.value !== 0) ? ERRNO : null;
  if (e.k === 'name' && (e.name === 'true' || e.name === 'false')) return e.name === 'true' ? 1 : 0;
  if (e.k === 'name' && e.name === 'NULL') return 0;
  return values.get(variableOf(e) ?? '') ?? null;
}

function truthOf(test: Pure, state: State, parameter: string): boolean | null {
  if (variableOf(test) === parameter) return true;
  if (test.k === 'unary' && test.op === '!') {
    const truth = truthOf(test.of, state, parameter);
    return truth === null ? null : !truth;
  }
  if (test.k !== 'binary') {
    const value = constantOf(test, state);
    return value === null ? null : value !== 0;
  }
  if (test.right.k !== 'int' || test.right.value !== 0) return null;
  const value = variableOf(test.left) === parameter ? 1 : constantOf(test.left, state);
  if (value === null) return null;
  switch (test.op) {
    case '==':
      return value === 0;
    case '!=':
      return value !== 0;
    case '<':
      return value < 0;
    case '>=':
      return value >= 0;
    default:
      return null;
  }
}

/** A variable that was found to be 0. */
function learned(state: State, test: Pure, truth: boolean): State {
  if (test.k === 'unary' && test.op === '!') return learned(state, test.of, !truth);
  const name = variableOf(test);
  return name === null || truth ? state : withValue(state, name, 0);
}
