// SPDX-License-Identifier: GPL-2.0-only
/** Turns expressions into symbols. */

import { isErrnoName, looksLikeErrno } from '../../syntax/words/errnos.ts';
import { COMPARISONS } from '../../text/arithmetic.ts';
import type { Graph, Pure } from '../cfg/cfg.ts';
import { cut } from '../state/affine.ts';
import { compare, fold } from '../state/compare.ts';
import {
  andDomains,
  andNotDomains,
  BOOLEAN_UNKNOWN,
  type Domain,
  NON_NULL,
  NOT_ZERO,
  negateDomain,
  orDomains,
  truthOf,
  UNKNOWN,
} from '../state/domain.ts';
import type { State } from '../state/state.ts';
import type { Loc, Sym, Symbols } from '../state/symbols.ts';

/** Constants of a release that evaluation needs. */
export interface Constants {
  /** Bits of VM_FAULT_ERROR, sorted and joined by `|`. */
  faultError: string;
}

/** Two numbers as bits; null where one of them is none, or they do not fit. */
function foldBits(op: '|' | '&', left: string, right: string): string | null {
  if (!/^\d{1,9}$/.test(left) || !/^\d{1,9}$/.test(right)) return null;
  const [a, b] = [Number(left), Number(right)];
  return String(op === '|' ? a | b : a & b);
}

export class Evaluator {
  readonly symbols: Symbols;
  private readonly constants: Constants;
  private readonly graph: Graph;
  private readonly names = new Map<string, { constant: Sym } | { loc: Loc }>();

  constructor(symbols: Symbols, constants: Constants, graph: Graph) {
    this.symbols = symbols;
    this.constants = constants;
    this.graph = graph;
  }

  /** The symbol of an expression in a state. */
  value(e: Pure, state: State): Sym {
    const symbols = this.symbols;
    switch (e.k) {
      case 'int':
        return e.value === null ? state.fresh(`n${e.start}`, NON_NULL) : symbols.constant(String(e.value));
      case 'string':
        return state.fresh(`s${e.start}`, NON_NULL);
      case 'name':
        return this.named(e.name, state);
      case 'temp':
        return state.load(this.temporary(e.id));
      case 'member':
      case 'index':
      case 'deref':
        return state.load(this.location(e, state));
      case 'address': {
        const inner = e.of;
        if (this.isFirstPage(inner)) return this.value(inner.object, state);
        return symbols.address(this.location(inner, state));
      }
      case 'unary':
        return this.unary(e.op, this.value(e.of, state), state);
      case 'binary':
        return this.binary(e.op, this.value(e.left, state), this.value(e.right, state), state);
      case 'operator': {
        const container = this.container(e, state);
        if (container !== null) return container;
        return this.operator(
          e.name,
          e.operands.map((o) => this.value(o, state)),
          state,
          e.start,
        );
      }
      case 'unknown': {
        const sym = state.fresh(`x${e.start}`, UNKNOWN);
        if (e.isElement) this.symbols.marks.markFound(sym);
        return sym;
      }
    }
  }

  /** The location that an lvalue names. */
  location(e: Pure, state: State): Loc {
    const symbols = this.symbols;
    switch (e.k) {
      case 'name':
        return this.variable(e.name);
      case 'temp':
        return this.temporary(e.id);
      case 'member':
        return e.arrow
          ? symbols.field(this.value(e.object, state), e.field)
          : symbols.part(this.location(e.object, state), e.field);
      case 'index': {
        const base = this.isArray(e.object)
          ? symbols.address(this.location(e.object, state))
          : this.value(e.object, state);
        return symbols.element(base, this.value(e.index, state));
      }
      case 'deref':
        return symbols.target(this.value(e.of, state));
      default:
        return symbols.target(this.value(e, state));
    }
  }

  /** A constant by its name, or what a variable holds. */
  private named(name: string, state: State): Sym {
    let meaning = this.names.get(name);
    if (!meaning) {
      const constant = this.constantNamed(name);
      meaning = constant === null ? { loc: this.variable(name) } : { constant };
      this.names.set(name, meaning);
    }
    return 'loc' in meaning ? state.load(meaning.loc) : meaning.constant;
  }

  variable(name: string): Loc {
    return this.symbols.variable(name, this.graph.types.has(name));
  }

  temporary(id: number): Loc {
    return this.symbols.temporary(id);
  }

  binary(op: string, left: Sym, right: Sym, state: State): Sym {
    const symbols = this.symbols;
    const a = state.domain(left);
    const b = state.domain(right);
    const leftConstant = symbols.constantOf(left);
    const rightConstant = symbols.constantOf(right);
    let domain: Domain = UNKNOWN;
    if ((op === '|' || op === '&') && leftConstant !== null && rightConstant !== null) {
      const bits = foldBits(op, leftConstant, rightConstant);
      if (bits !== null) return symbols.constant(bits);
    }
    if (op === '|') {
      if (rightConstant === '0') return left;
      if (leftConstant === '0') return right;
      domain = orDomains(a, b);
    } else if (op === '&') {
      if (this.isMaskedOut(left, right)) return symbols.zero;
      if (symbols.isEnumerator(right)) {
        if (this.isSetIn(left, right)) return symbols.constant('1');
        const old = this.withoutOthers(left, right);
        if (old !== left) return this.binary('&', old, right, state);
      }
      const inverted = symbols.shape(right);
      if (inverted.kind === 'pure' && inverted.name === '~')
        domain = andNotDomains(a, state.domain(inverted.operands[0] as Sym));
      else domain = andDomains(a, b);
    } else if (COMPARISONS.has(op)) {
      const truth = compare(op, left, right, state, symbols);
      if (truth !== null) return symbols.constant(truth ? '1' : '0');
      domain = BOOLEAN_UNKNOWN;
    } else if (leftConstant !== null && rightConstant !== null) {
      const folded = fold(op, Number(leftConstant), Number(rightConstant));
      if (folded !== null) return symbols.constant(String(folded));
    }
    if (
      domain.length === 1 &&
      domain[0] !== '?' &&
      domain[0] !== '+' &&
      domain[0] !== NOT_ZERO &&
      domain[0] !== '-E?'
    )
      return symbols.constant(domain[0] as string);
    const sym = symbols.binary(op, left, right);
    if (!state.domains.has(sym)) state.setDomain(sym, domain);
    return sym;
  }

  /** `(x & ~A) & A`. */
  private isMaskedOut(left: Sym, mask: Sym): boolean {
    const shape = this.symbols.shape(left);
    if (shape.kind !== 'binary' || shape.op !== '&') return false;
    const inverted = this.symbols.shape(shape.right);
    return (
      (inverted.kind === 'pure' && inverted.name === '~' && inverted.operands[0] === mask) ||
      this.isMaskedOut(shape.left, mask)
    );
  }

  /** `(x | A) & A` is not zero for a flag A. */
  private isSetIn(value: Sym, flag: Sym): boolean {
    if (value === flag) return true;
    const shape = this.symbols.shape(value);
    if (shape.kind !== 'binary') return false;
    if (shape.op === '|') return this.isSetIn(shape.left, flag) || this.isSetIn(shape.right, flag);
    return shape.op === '&' && this.leaves(shape.right, flag) && this.isSetIn(shape.left, flag);
  }

  /** The x of `x | B` and `x & ~B`, where the flag is another one of the same family as B. */
  private withoutOthers(value: Sym, flag: Sym): Sym {
    const shape = this.symbols.shape(value);
    if (shape.kind !== 'binary') return value;
    if (shape.op === '|' && this.areOthers(shape.right, flag)) return this.withoutOthers(shape.left, flag);
    if (shape.op === '&' && this.leaves(shape.right, flag)) return this.withoutOthers(shape.left, flag);
    return value;
  }

  /** `~B` for other flags B. */
  private leaves(mask: Sym, flag: Sym): boolean {
    const shape = this.symbols.shape(mask);
    return shape.kind === 'pure' && shape.name === '~' && this.areOthers(shape.operands[0] as Sym, flag);
  }

  /** Flags by name, joined by `|`, that have no bit in common with the flag. */
  private areOthers(flags: Sym, flag: Sym): boolean {
    const shape = this.symbols.shape(flags);
    if (shape.kind === 'binary' && shape.op === '|')
      return this.areOthers(shape.left, flag) && this.areOthers(shape.right, flag);
    return this.symbols.isFaultFlag(flag) && this.symbols.isFaultFlag(flags) && flags !== flag;
  }

  private unary(op: string, sym: Sym, state: State): Sym {
    const symbols = this.symbols;
    const domain = state.domain(sym);
    if (op === '!') {
      const truth = truthOf(domain);
      if (truth !== null) return symbols.constant(truth ? '0' : '1');
      const result = symbols.pure('!', [sym]);
      if (!state.domains.has(result)) state.setDomain(result, BOOLEAN_UNKNOWN);
      return result;
    }
    if (op === '-') {
      const name = symbols.namedAtom(sym)?.slice(1);
      if (name !== undefined && looksLikeErrno(name)) return symbols.constant(`-${name}`);
      const negated = negateDomain(domain);
      if (negated.length === 1 && negated[0] !== '?') return symbols.constant(negated[0] as string);
      const result = symbols.pure('-', [sym]);
      state.setDomain(result, negated);
      return result;
    }
    return symbols.pure('~', [sym]);
  }

  /** `container_of(inner, type, member)`; null where the member is none by name. */
  private container({ name, operands }: Pure & { k: 'operator' }, state: State): Sym | null {
    const [inner, , member] = operands;
    if (!CONTAINERS.has(name) || inner === undefined || member === undefined) return null;
    const path = memberPath(member);
    if (path === null) return null;
    const result = this.symbols.container(this.value(inner, state), path);
    if (!state.domains.has(result)) state.setDomain(result, NON_NULL);
    return result;
  }

  private operator(name: string, operands: Sym[], state: State, at: number): Sym {
    const first = operands[0];
    if (first === undefined) return state.fresh(`o${at}`, UNKNOWN);
    if (name === 'PTR_ERR' || name === 'ERR_PTR' || name === 'ERR_CAST') return first;
    if (name === 'VM_FAULT_SET_HINDEX') return this.symbols.zero;
    if (name.startsWith('(')) return cut(name, first, this.symbols);
    const result = this.symbols.pure(name, operands);
    if (!state.domains.has(result)) {
      if (name.startsWith('IS_')) state.setDomain(result, BOOLEAN_UNKNOWN);
      else if (name.startsWith('container_of') || name === 'list_entry') state.setDomain(result, NON_NULL);
    }
    return result;
  }

  private constantNamed(name: string): Sym | null {
    if (this.graph.types.has(name)) return null;
    if (name === 'NULL' || name === 'false') return this.symbols.zero;
    if (name === 'true') return this.symbols.constant('1');
    if (name.startsWith('VM_FAULT_')) {
      const bit = name.slice('VM_FAULT_'.length);
      if (bit === 'ERROR') return this.symbols.constant(this.constants.faultError);
      if (bit === 'MINOR') return this.symbols.zero;
      return this.symbols.constant(bit);
    }
    if (isErrnoName(name)) return this.symbols.constant(`E:${name}`);
    return null;
  }

  /** `folio->page`, the folio's first page: one object, one lock. */
  isFirstPage(e: Pure): e is Pure & { k: 'member' } {
    return e.k === 'member' && e.arrow && e.field === 'page' && this.isFolio(e.object);
  }

  private isFolio(e: Pure): boolean {
    if (e.k === 'name')
      return (this.graph.types.get(e.name) ?? '').includes('struct folio') || e.name === 'folio';
    return e.k === 'member' && e.field === 'folio';
  }

  private isArray(e: Pure): boolean {
    return e.k === 'name' && (this.graph.types.get(e.name) ?? '').endsWith(']');
  }
}

const CONTAINERS = new Set(['container_of', 'container_of_const', 'list_entry']);

/** `base.resv` as it is written; null for anything else. */
function memberPath(e: Pure): string | null {
  if (e.k === 'name') return e.name;
  if (e.k !== 'member' || e.arrow) return null;
  const object = memberPath(e.object);
  return object === null ? null : `${object}.${e.field}`;
}
