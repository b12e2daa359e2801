// SPDX-License-Identifier: GPL-2.0-only
/** What a state tracks beside values, one property a file; `properties.ts` lists them. */
import type { Place } from '../../../text/source.ts';
import type { Frame } from '../../engine/frame.ts';
import type { State } from '../state.ts';
import type { Loc, Sym, Symbols } from '../symbols.ts';

/** A call that comes back by one outcome of its callee. */
export interface Return {
  x: Frame;
  /** The caller's state, which the outcome leads to. */
  next: State;
  /** The state in which the callee returned. */
  callee: State;
  /** The value that it returned, as the callee names it. */
  value: Sym | null;
  /** The callee's name. */
  name: string;
  place: Place;
  /** Something in the callee may unlock a page that it is handed. */
  mayUnlock: boolean;
  /** The callee comes back in no other way. */
  isOnly: boolean;
  /** What the callee names, in the caller's terms. */
  sym(sym: Sym): Sym;
  loc(loc: Loc): Loc;
  /** The same, if it has come up before. */
  known(sym: Sym): Sym | undefined;
}

/** One thing that a state knows. Its values are never written to. What is left out says nothing. */
export interface Property<T> {
  /** What is known where a function starts. */
  readonly initial: T;
  /** Keeps states apart even when there are too many; `doubtful`: what is not sure counts too. */
  apart?(value: T, doubtful: boolean): string;
  /** Keeps states apart as long as there are few, beside that. */
  key?(value: T): string;
  /** Keeps outcomes of a callee apart; else what `apart` says. */
  outcome?(value: T): string;
  /** What a caller can notice of an exit; `isHidden` holds for objects that it never sees. */
  noticed?(value: T, isHidden: (sym: Sym) => boolean): string;
  /** What two paths know together; the first where they agree. */
  join?(mine: T, theirs: T): T;
  /** A state need not be walked again when this alone has changed in a join. */
  readonly isQuiet?: boolean;
  /** Outcomes that differ in this alone become one. */
  readonly isJoinedInOutcomes?: boolean;
  /** What stays of it; `isUsed` holds for what some variable still names. */
  prune?(value: T, used: ReadonlySet<Sym>, symbols: Symbols): T;
  /** What stays of it when the symbol comes to mean another object. */
  rename?(value: T, sym: Sym): T;
  /** Brings it into the caller's state; false when the caller knows that this outcome cannot be. */
  giveBack?(value: T, call: Return): boolean;
}

/** Names the type of a property's values once. */
export function property<T>(one: Property<T>): Property<T> {
  return one;
}
