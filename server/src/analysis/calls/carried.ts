// SPDX-License-Identifier: GPL-2.0-only
/**
 * What a callee has found out of an object that it hands out together with a lock that it holds: as long as its caller
 * holds that, the same test has the same answer.
 */
import type { Frame } from '../engine/frame.ts';
import { type Domain, intersect, unite } from '../state/domain.ts';
import type { State } from '../state/state.ts';
import type { Sym, Symbols } from '../state/symbols.ts';
import { ofParameters, storedValues } from './callerVisible.ts';
import type { SummaryOutcome } from './outcomes.ts';
import type { Translation } from './renaming.ts';

export type Carried = ReadonlyMap<Sym, Domain>;

const NOTHING: Carried = new Map();

/** What is known, where a callee leaves with a lock held, of what it returns and of what it left in places of its caller's. */
export function knownUnderLock(value: Sym | null, state: State, symbols: Symbols): Carried {
  let isLocked = false;
  for (const { depth } of state.locks.values()) isLocked ||= depth > 0;
  if (!isLocked) return NOTHING;
  const isOpaque = (sym: Sym) => symbols.shape(sym).kind === 'opaque';
  const handed = new Set([
    ...(value === null ? [] : [value]),
    ...storedValues(state, symbols).map(([, s]) => s),
  ]);
  const isTold = (sym: Sym): boolean => {
    const shape = symbols.shape(sym);
    switch (shape.kind) {
      case 'constant':
        return true;
      case 'initial': {
        const owner = symbols.ownerOf(shape.loc);
        const isOfHanded = owner !== null && isOpaque(owner) && handed.has(owner);
        return (isOfHanded || symbols.globalName(sym) !== null) && state.load(shape.loc) === sym;
      }
      case 'pure':
        return shape.operands.every(isTold);
      case 'binary':
        return isTold(shape.left) && isTold(shape.right);
      default:
        return false;
    }
  };
  const found = new Map<Sym, Domain>();
  state.domains.forEach((domain, sym) => {
    if (symbols.partsOf(sym).some((part) => handed.has(part)) && isTold(sym)) found.set(sym, domain);
  });
  return found.size > 0 ? found : NOTHING;
}

/** What holds on either of two ways. */
export function joinCarried(one: Carried, other: Carried): Carried {
  if (one.size === 0 || one === other) return one;
  const both = new Map<Sym, Domain>();
  for (const [sym, domain] of one) {
    const theirs = other.get(sym);
    if (theirs !== undefined) both.set(sym, unite(domain, theirs));
  }
  return both;
}

/** Brings what is known after an outcome, and what is not, into the state of the caller, which is changed. */
export function carry(x: Frame, outcome: SummaryOutcome, translation: Translation, next: State): void {
  carryKnown(x, outcome.carried, translation, next);
  carryVague(x, outcome, translation, next);
}

function carryKnown(x: Frame, carried: Carried, translation: Translation, next: State): void {
  const { symbols } = x.context;
  const translated = (sym: Sym): Sym | null => {
    const shape = symbols.shape(sym);
    switch (shape.kind) {
      case 'constant':
        return sym;
      case 'initial': {
        const owner = symbols.ownerOf(shape.loc);
        const isNamed = owner === null || translation.known(owner) !== undefined;
        return isNamed ? next.load(translation.loc(shape.loc)) : null;
      }
      case 'pure': {
        const operands = shape.operands.map(translated);
        return operands.every((one) => one !== null) ? symbols.pure(shape.name, operands) : null;
      }
      case 'binary': {
        const [left, right] = [translated(shape.left), translated(shape.right)];
        return left === null || right === null ? null : x.evaluator.binary(shape.op, left, right, next);
      }
      default:
        return null;
    }
  };
  for (const [sym, domain] of carried) {
    const own = translated(sym);
    if (own === null || symbols.constantOf(own) !== null) continue;
    const rest = intersect(next.domain(own), domain);
    if (rest.length > 0) next.setDomain(own, rest);
  }
}

/** What the callee cannot tell apart its caller cannot either. */
function carryVague(x: Frame, outcome: SummaryOutcome, translation: Translation, next: State): void {
  const { symbols } = x.context;
  let vague: Set<Sym> | null = null;
  for (const sym of outcome.state.vague) {
    const own = ofParameters(sym, symbols) ? translation.sym(sym) : translation.known(sym);
    if (own === undefined || symbols.constantOf(own) !== null || next.vague.has(own)) continue;
    vague ??= new Set(next.vague);
    vague.add(own);
  }
  if (vague !== null) next.vague = vague;
}
