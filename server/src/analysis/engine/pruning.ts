// SPDX-License-Identifier: GPL-2.0-only
/** What a state need no longer know. */

import { COMPARISONS } from '../../text/arithmetic.ts';
import { correlatedNames, isSmall } from '../cfg/correlatedTests.ts';
import { hasLockOn } from '../state/locks/lockEntries.ts';
import { tellsOf } from '../state/properties/holdings.ts';
import { pruneKnown } from '../state/properties/index.ts';
import type { State } from '../state/state.ts';
import type { Sym, Symbols } from '../state/symbols.ts';
import { pruneWorlds } from '../state/worlds.ts';
import type { Frame } from './frame.ts';

/** Fields whose tests tell exits apart for rules. */
const ASKED_BY_RULES = /flags$|^cow_page$|^open$/;

/** They tell of a result what the call has done. */
const TELL: ReadonlySet<string> = new Set(['xa_err', 'xa_is_err']);

/** Knows what of one function is asked for again. */
export class Pruning {
  private readonly x: Frame;
  /** Names whose tests are worth remembering: of a small callee all, for they tell its outcomes apart. */
  private readonly correlated: ReadonlySet<string>;
  private readonly asked = new Map<Sym, boolean>();

  constructor(x: Frame) {
    this.x = x;
    this.correlated =
      x.depth > 0 && isSmall(x.graph)
        ? new Set(x.facts.tests.keys())
        : correlatedNames(x.definition, x.graph, x.context);
  }

  /** Drops what nothing asks for again, so that states which differ in it alone become one. */
  trim(block: number, state: State): void {
    const live = this.x.facts.liveness.live[block] as ReadonlySet<string>;
    const { symbols } = this.x.context;
    const used = new Set<Sym>();
    /** Values of variables that more than one test looks at. */
    const tested = new Set<Sym>();
    state.keep(
      (loc, sym) => {
        const shape = symbols.locShape(loc);
        if (
          shape.kind === 'variable' &&
          shape.local &&
          !live.has(shape.name) &&
          !this.x.facts.liveness.addressTaken.has(shape.name)
        )
          return false;
        used.add(sym);
        if (shape.kind === 'variable' && shape.local && this.correlated.has(shape.name)) tested.add(sym);
        return true;
      },
      (sym) => used.has(sym) || this.askedAgain(sym, state) || compares(sym, tested, symbols),
    );
    pruneWorlds(state, (sym) => used.has(sym) || state.domains.has(sym));
    pruneKnown(state, used, symbols);
  }

  /** Whether something depends on what is known of it: another test, a rule, a lock. */
  askedAgain(sym: Sym, state: State): boolean {
    let asked = this.asked.get(sym);
    if (asked === undefined) {
      asked = this.x.entryFacts.has(sym) || this.mayBeAsked(sym, state);
      this.asked.set(sym, asked);
    }
    return asked || hasLockOn(state, sym) || tellsOf(state.holdings, sym);
  }

  private mayBeAsked(sym: Sym, state: State): boolean {
    const { symbols } = this.x.context;
    const shape = symbols.shape(sym);
    switch (shape.kind) {
      case 'constant':
        return false;
      case 'parameter':
      case 'address':
        return true;
      case 'initial': {
        const loc = symbols.locShape(shape.loc);
        if (!('name' in loc)) return false;
        // A caller of open or close has hung it there itself, and knows what it is.
        if (this.x.depth > 0 && loc.name === 'vm_private_data') return true;
        return this.correlated.has(loc.name) || ASKED_BY_RULES.test(loc.name);
      }
      case 'binary':
        return this.askedAgain(shape.left, state) || this.askedAgain(shape.right, state);
      case 'pure':
        return (
          TELL.has(shape.name) ||
          this.correlated.has(shape.name) ||
          shape.operands.some((o) => this.askedAgain(o, state))
        );
      case 'opaque':
        return false;
    }
  }
}

/** Whether a symbol is the outcome of a comparison of one of some values. */
function compares(sym: Sym, values: ReadonlySet<Sym>, symbols: Symbols): boolean {
  const shape = symbols.shape(sym);
  if (shape.kind !== 'binary' || !COMPARISONS.has(shape.op)) return false;
  return values.has(shape.left) || values.has(shape.right);
}
