// SPDX-License-Identifier: GPL-2.0-only
/** Where the places that the table of helpers names are at one call. */
import type { CallInstruction } from '../cfg/cfg.ts';
import type { Frame } from '../engine/frame.ts';
import type { State } from '../state/state.ts';
import type { Loc, Sym } from '../state/symbols.ts';
import type { HelperSummary, PlaceRef } from './model.ts';

/** One call of a helper. */
export interface Site {
  x: Frame;
  i: CallInstruction;
  args: Sym[];
  helper: HelperSummary;
}

/** Names what outcome `n` of the call makes. */
export function siteName({ x, i }: Site, n: number): string {
  return `${x.tag}c${i.start}.${n}`;
}

/** The symbol at a place of the table. */
export function valueAt(at: Site, place: PlaceRef, state: State): Sym | null {
  const loc = locationAt(at, place, state);
  if (loc !== null) return state.load(loc);
  return place.root === 'arg' ? (at.args[place.index] ?? null) : null;
}

/** The location of a place of the table; null for a bare argument, which is a value and nothing else. */
export function locationAt(at: Site, place: PlaceRef, state: State): Loc | null {
  const { symbols } = at.x.context;
  let loc: Loc | null = place.root === 'result' ? at.x.evaluator.temporary(at.i.result) : null;
  for (const [n, field] of place.fields.entries()) {
    const pointer: Sym | undefined = loc === null ? at.args[place.index] : undefined;
    if (loc === null && pointer === undefined) return null;
    if (loc === null) loc = symbols.field(pointer as Sym, field);
    else loc = place.arrows[n] ? symbols.field(state.load(loc), field) : symbols.part(loc, field);
  }
  if (!place.deref) return loc;
  const pointer = loc === null ? at.args[place.index] : state.load(loc);
  return pointer === undefined ? null : symbols.target(pointer);
}

/** A place as the caller writes it; empty when it is none of the arguments. */
export function writtenAt(at: Site, place: PlaceRef): string {
  const arg = place.root === 'arg' ? at.i.args[place.index] : undefined;
  if (!arg) return '';
  const fields = place.fields.map((field, n) => `${place.arrows[n] ? '->' : '.'}${field}`);
  return `${place.address ? '&' : ''}${at.x.text(arg)}${fields.join('')}`;
}
