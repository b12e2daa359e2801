// SPDX-License-Identifier: GPL-2.0-only
/** Turns branch conditions into knowledge about symbols: what is known where one holds, and where it does not. */
import { COMPARISONS, MIRRORED } from '../../text/arithmetic.ts';
import { BETWEEN, type Pure } from '../cfg/cfg.ts';
import { compare, foundEqual } from '../state/compare.ts';
import {
  assumeBetween,
  assumeEqual,
  assumeMask,
  assumeOrder,
  assumeSign,
  assumeTruth,
  BOOLEAN_UNKNOWN,
  isFaultCode,
  numberOfAtom,
} from '../state/domain.ts';
import { narrowEqual, narrowFlags } from '../state/flagValues.ts';
import type { State } from '../state/state.ts';
import type { Sym, Symbols } from '../state/symbols.ts';
import type { Evaluator } from './evaluate.ts';

/** Narrows the state to where `test` has the given truth; false when that cannot be. */
export function assume(ev: Evaluator, test: Pure, truth: boolean, state: State): boolean {
  if (test.k === 'unary' && test.op === '!') return assume(ev, test.of, !truth, state);
  if (test.k === 'operator') {
    const operand = test.operands[0];
    if (operand) {
      if (test.name === 'IS_ERR' || test.name === 'IS_ERR_VALUE')
        return narrowSign(ev.symbols, ev.value(operand, state), '<', truth, state);
      if (test.name === 'IS_ERR_OR_NULL')
        return narrowSign(ev.symbols, ev.value(operand, state), '<=', truth, state);
    }
    if (test.name === BETWEEN) {
      const [value, first, last] = test.operands.map((part) => ev.value(part, state)) as [Sym, Sym, Sym];
      return assumeRange(ev.symbols, value, first, last, truth, state);
    }
  }
  if (test.k === 'binary' && COMPARISONS.has(test.op)) {
    const left = ev.value(test.left, state);
    const right = ev.value(test.right, state);
    return assumeComparison(ev.symbols, test.op, left, right, truth, state);
  }
  return assumeSym(ev.symbols, ev.value(test, state), truth, state);
}

/** Narrows a symbol to true or false, and what it was made from where that follows. */
export function assumeSym(symbols: Symbols, sym: Sym, truth: boolean, state: State): boolean {
  const domain = assumeTruth(state.domain(sym), truth);
  if (!domain.length) return false;
  const shape = symbols.shape(sym);
  if (shape.kind === 'binary') {
    if (COMPARISONS.has(shape.op)) {
      if (!assumeComparison(symbols, shape.op, shape.left, shape.right, truth, state)) return false;
    } else if (shape.op === '^') {
      if (!narrowFlags(symbols, sym, truth, state)) return false;
    } else if (shape.op === '&') {
      if (!narrowFlags(symbols, sym, truth, state)) return false;
      const mask = state.domain(shape.right);
      if (mask.length === 1 && (isFaultCode(mask[0] as string) || numberOf(symbols, shape.right))) {
        const rest = assumeMask(state.domain(shape.left), mask[0] as string, truth);
        if (!rest.length) return false;
        if (symbols.constantOf(shape.left) === null) state.setDomain(shape.left, rest);
      }
    }
  }
  if (shape.kind === 'pure' && !narrowFlags(symbols, sym, truth, state)) return false;
  if (shape.kind === 'pure' && shape.name === '!' && shape.operands[0] !== undefined) {
    if (!assumeSym(symbols, shape.operands[0], !truth, state)) return false;
  }
  if (shape.kind !== 'constant') state.setDomain(sym, domain);
  return true;
}

function narrowSign(symbols: Symbols, sym: Sym, op: string, truth: boolean, state: State): boolean {
  const domain = assumeSign(state.domain(sym), op, truth);
  if (!domain.length) return false;
  if (symbols.constantOf(sym) === null) state.setDomain(sym, domain);
  return true;
}

/** `case 1 ... 3:` */
function assumeRange(
  symbols: Symbols,
  value: Sym,
  first: Sym,
  last: Sym,
  truth: boolean,
  state: State,
): boolean {
  const from = numberOf(symbols, first);
  const to = numberOf(symbols, last);
  if (from === null || to === null) {
    if (!truth) return true;
    return (
      assumeComparison(symbols, '>=', value, first, true, state) &&
      assumeComparison(symbols, '<=', value, last, true, state)
    );
  }
  const domain = assumeBetween(state.domain(value), from, to, truth);
  if (!domain.length) return false;
  if (symbols.constantOf(value) === null) state.setDomain(value, domain);
  return true;
}

function numberOf(symbols: Symbols, sym: Sym): number | null {
  const constant = symbols.constantOf(sym);
  return constant === null ? null : numberOfAtom(constant);
}

function assumeComparison(
  symbols: Symbols,
  op: string,
  left: Sym,
  right: Sym,
  truth: boolean,
  state: State,
): boolean {
  if (symbols.constantOf(left) !== null && symbols.constantOf(right) === null)
    return assumeComparison(symbols, MIRRORED[op] as string, right, left, truth, state);
  const constant = symbols.constantOf(right);
  if (constant !== null) {
    const equality = op === '==' || op === '!=';
    if (equality) {
      const equal = truth === (op === '==');
      const domain = assumeEqual(state.domain(left), constant, equal);
      if (!domain.length) return false;
      if (symbols.constantOf(left) === null) state.setDomain(left, domain);
      else return true;
      // (a & b) == 0 and != 0 say something about a & b.
      if (constant === '0') return assumeSym(symbols, left, !equal, state);
    } else if (constant === '0') {
      // As the bound of a loop, a constant by name is not 0.
      if (symbols.isEnumerator(left) && (op === '>' || op === '<=')) return truth === (op === '>');
      return narrowSign(symbols, left, op, truth, state);
    } else {
      const number = numberOf(symbols, right);
      const rest = number === null ? null : assumeOrder(state.domain(left), op, number, truth);
      if (rest?.length === 0) return false;
      if (rest && symbols.constantOf(left) === null) state.setDomain(left, rest);
    }
  } else if (op === '==' || op === '!=') {
    const only = state.domain(right);
    if (left === right) return truth === (op === '==');
    const name = symbols.namedAtom(right);
    if (name !== null) {
      const rest = assumeEqual(state.domain(left), name, truth === (op === '=='));
      if (!rest.length) return false;
      // Where it is this constant, the name stays: its own value is not known.
      if (symbols.namedAtom(left) === null) state.setDomain(left, rest);
    }
    if (only.length === 1 && only[0] === '0' && truth === (op === '=='))
      return assumeSym(symbols, left, false, state);
  }
  if (op === '==' || op === '!=') {
    const equal = truth === (op === '==');
    if (!narrowEqual(symbols, left, right, equal, state) || !narrowEqual(symbols, right, left, equal, state))
      return false;
  }
  const found = foundEqual(left, right, state, symbols);
  if (found !== null && (op === '==' || op === '!=')) return (found === (op === '==')) === truth;
  const isByOrder = op !== '==' && op !== '!=';
  const known = compare(op, left, right, state, symbols);
  if (known !== null && (isByOrder || symbols.constantOf(left) !== null || symbols.isEnumerator(left)))
    return known === truth;
  const sym = symbols.binary(op, left, right);
  const domain = assumeTruth(state.domains.get(sym) ?? BOOLEAN_UNKNOWN, truth);
  if (!domain.length) return false;
  state.setDomain(sym, domain);
  return true;
}
