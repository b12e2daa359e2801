// SPDX-License-Identifier: GPL-2.0-only
/** Whether what an outcome of a helper depends on holds at a call. */

import type { Pure } from '../cfg/cfg.ts';
import type { State } from '../state/state.ts';
import type { Sym } from '../state/symbols.ts';
import { assumeSym } from '../transfer/assume.ts';
import type { Condition } from './model.ts';
import { type Site, valueAt } from './places.ts';

/** Narrows the state to where the condition holds; false when it cannot. */
export function holds(at: Site, condition: Condition, state: State): boolean {
  const { evaluator, context } = at.x;
  const value = valueAt(at, condition.place, state);
  // Without the argument the call is written for another release: it asks for nothing but the usual.
  if (value === null && isMissing(at, condition)) return (condition.test === 'equals') !== condition.negated;
  if (value === null) return true;
  if (condition.test === 'true') return assumeSym(context.symbols, value, !condition.negated, state);
  if (condition.test === 'has' && condition.place.root === 'arg' && !condition.place.fields.length) {
    const named = namesIn(at.i.args[condition.place.index]);
    if (named) return named.has(condition.value) === !condition.negated;
  }
  if (condition.test === 'equals' && condition.place.root === 'arg' && isEnumerator(condition.value)) {
    const arg = at.i.args[condition.place.index];
    const [name, ...others] = namesIn(arg) ?? [];
    const number = arg?.k === 'int' ? context.program.constantNamed(condition.value, at.x.file) : null;
    if (arg?.k === 'int' && number !== null) return (arg.value === number) === !condition.negated;
    if (name !== undefined && others.length === 0) return (name === condition.value) === !condition.negated;
  }
  const right = constantIn(at, condition.value);
  const op = condition.test === 'equals' ? '==' : '&';
  const test = evaluator.binary(op, value, right, state);
  const constant = context.symbols.constantOf(test);
  if (constant !== null) return (constant !== '0') === !condition.negated;
  return assumeSym(context.symbols, test, !condition.negated, state);
}

function isMissing(at: Site, { place }: Condition): boolean {
  return place.root === 'arg' && !place.fields.length && place.index >= at.args.length;
}

/** Two names of an enum are two values. */
const isEnumerator = (name: string) => /^[A-Z]\w*_[A-Z_0-9]+$/.test(name) && !name.startsWith('VM_FAULT_');

/** The names of `A | B` when the argument is nothing but constants. */
function namesIn(e: Pure | undefined): Set<string> | null {
  if (!e) return null;
  if (e.k === 'name') return /^[A-Z_0-9]+$/.test(e.name) ? new Set([e.name]) : null;
  if (e.k === 'int') return new Set();
  if (e.k !== 'binary' || e.op !== '|') return null;
  const left = namesIn(e.left);
  const right = namesIn(e.right);
  return left && right && new Set([...left, ...right]);
}

function constantIn(at: Site, text: string): Sym {
  const { symbols } = at.x.context;
  if (/^-?\d+$/.test(text)) return symbols.constant(text);
  if (text === 'true') return symbols.constant('1');
  if (text === 'false' || text === 'NULL') return symbols.zero;
  if (text.startsWith('VM_FAULT_')) return symbols.constant(text.slice(9));
  return symbols.initial(symbols.variable(text, false), 0);
}
