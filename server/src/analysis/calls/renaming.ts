// SPDX-License-Identifier: GPL-2.0-only
/** Brings what one outcome of a callee is about into the terms of its caller. */

import type { CallInstruction } from '../cfg/cfg.ts';
import type { Frame } from '../engine/frame.ts';
import { UNKNOWN } from '../state/domain.ts';
import { setUncertain } from '../state/properties/pageDoubts.ts';
import { type Rewriting, rewrittenLoc } from '../state/rewrite.ts';
import type { State } from '../state/state.ts';
import type { Loc, Sym } from '../state/symbols.ts';
import type { SummaryOutcome } from './outcomes.ts';

export class Translation implements Rewriting {
  private readonly x: Frame;
  private readonly i: CallInstruction;
  private readonly args: readonly Sym[];
  /** The caller's state before the call, and the one that the outcome leads to. */
  private readonly base: State;
  private readonly next: State;
  private readonly outcome: SummaryOutcome;
  /** Prefix of the names of what the outcome makes. */
  readonly tag: string;
  private readonly mapped = new Map<Sym, Sym>();

  /** `n` counts the outcomes of the call. */
  constructor(
    x: Frame,
    i: CallInstruction,
    args: readonly Sym[],
    states: { base: State; next: State },
    outcome: SummaryOutcome,
    n: number,
  ) {
    this.x = x;
    this.i = i;
    this.args = args;
    this.base = states.base;
    this.next = states.next;
    this.outcome = outcome;
    this.tag = `${x.tag}s${i.start}.${n}`;
  }

  /** The caller's symbol, if the callee's has come up before. */
  known(sym: Sym): Sym | undefined {
    return this.mapped.get(sym);
  }

  /** From here on this is the caller's symbol for it. */
  name(sym: Sym, own: Sym): void {
    this.mapped.set(sym, own);
  }

  /** The caller's symbol for one of the callee's. */
  sym(sym: Sym): Sym {
    const known = this.mapped.get(sym);
    if (known !== undefined) return known;
    const result = this.translate(sym);
    this.mapped.set(sym, result);
    return result;
  }

  private translate(sym: Sym): Sym {
    const { x, base, next } = this;
    const { symbols } = x.context;
    const shape = symbols.shape(sym);
    switch (shape.kind) {
      case 'constant':
        return sym;
      case 'parameter':
        return this.args[shape.index] ?? next.fresh(`${this.tag}p${shape.index}`, UNKNOWN);
      case 'initial':
        if (shape.epoch > 0) return this.opaque(sym);
        return base.load(this.loc(shape.loc));
      case 'address':
        return symbols.address(this.loc(shape.loc));
      case 'binary':
        return x.evaluator.binary(shape.op, this.sym(shape.left), this.sym(shape.right), next);
      case 'pure': {
        const result = symbols.pure(
          shape.name,
          shape.operands.map((o) => this.sym(o)),
        );
        const domain = this.outcome.state.domains.get(sym);
        if (domain && !next.domains.has(result)) next.setDomain(result, domain);
        return result;
      }
      case 'opaque':
        return this.opaque(sym);
    }
  }

  private opaque(sym: Sym): Sym {
    const { value, state } = this.outcome;
    // A page that comes back locked is one thing to the caller, whichever way it came: such states may meet.
    const isLocked = sym === value && state.locks.has(`page:${sym}`);
    const site = isLocked ? `${this.x.tag}s${this.i.start}r` : `${this.tag}.${sym}`;
    const result = this.next.fresh(site, state.domain(sym));
    const { symbols } = this.x.context;
    if (symbols.marks.isOpaqueResult(sym)) symbols.marks.markOpaqueResult(result);
    if (symbols.marks.isAllocated(sym)) symbols.marks.markAllocated(result);
    if (this.outcome.state.uncertainPages.has(sym)) setUncertain(this.next, result, true);
    return result;
  }

  /** The caller's location for one of the callee's. */
  loc(loc: Loc): Loc {
    return rewrittenLoc(loc, this.x.context.symbols, this);
  }

  /** A local variable of the callee gets a name of its own in each outcome of each call. */
  variable(loc: Loc, name: string, isLocal: boolean): Loc {
    return isLocal ? this.x.context.symbols.variable(`${this.tag}/${name}`, true) : loc;
  }
}
