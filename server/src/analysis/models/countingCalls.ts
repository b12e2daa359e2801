// SPDX-License-Identifier: GPL-2.0-only
/** Calls that take one more reference to an object which the function has: `kref_get(&foo->ref)`, `foo_get(foo)`. */
import { calledNames } from '../../facts/names/mentions.ts';
import { defers } from '../calls/nameHints.ts';
import type { CallInstruction } from '../cfg/cfg.ts';
import { type ClaimName, claimName, isStart, isTracepoint } from '../claims/names.ts';
import { arePair, isManaged, libraryPair, putsIn, saysGivesBack } from '../claims/pairs.ts';
import type { Frame } from '../engine/frame.ts';
import type { Holding } from '../state/properties/holdings.ts';
import type { Sym, Symbols } from '../state/symbols.ts';

/** Whether a name says that a reference is taken, to one object. */
export function isReference(name: string): boolean {
  const claim = claimName(name);
  // References to pages are followed by their pages.
  if (claim === null || claim.sign < 0 || claim.by !== null || PAGE.test(claim.pair)) return false;
  return !isStart(name) && !isTracepoint(name) && !isManaged(name) && libraryPair(name) === undefined;
}

const PAGE = /(?:^|_)(?:page|folio)s?(?:_|$)/;

/** What is counted by a call that hands nothing out; null where it may. */
export function countedBy({ callee, args, used }: CallInstruction): ClaimName | null {
  if (callee.k !== 'name' || args.length === 0 || isTracepoint(callee.name)) return null;
  const claim = claimName(callee.name);
  if (claim === null) return null;
  // What it returns may be the object, or an errno.
  return used && !(claim.isConditional && claim.counter !== null) ? null : claim;
}

/** The object that is counted: what the counter lies in, or the one that is handed over. */
export function countedObject({ counter }: ClaimName, args: readonly Sym[], symbols: Symbols): Sym | null {
  const value = args[counter ?? 0] as Sym;
  if (symbols.constantOf(value) !== null) return null;
  const shape = symbols.shape(value);
  if (shape.kind !== 'address') return value;
  return counter === null ? value : symbols.ownerOf(shape.loc);
}

/** What a call does with the reference to an object that it is handed, or that it can come to. */
export type Done = 'gives' | 'may keep' | 'passes' | 'nothing';

/** @param isHarmless whether the callee neither keeps what it is handed nor gives it back. */
export function doneWith(
  x: Frame,
  { object, by, givers }: Holding,
  name: string | null,
  args: readonly Sym[],
  isHarmless: (name: string) => boolean,
): Done {
  const { symbols } = x.context;
  if (object === null) return 'nothing';
  if (!args.some((arg) => symbols.reaches(arg, object) || liesIn(arg, object, symbols))) return 'nothing';
  if (name === null) return 'passes';
  const isHanded = args.some((arg) => liesIn(arg, object, symbols));
  if (isHanded && (givers.length > 0 ? givers.includes(name) : gives(by, name, x))) return 'gives';
  if (isHanded && (KEEPS.test(name) || putsIn(name) || defers(name))) return 'may keep';
  if (isHarmless(name)) return 'nothing';
  if (!isHanded) return 'passes';
  return givers.length === 0 && saysGivesBack(name) ? 'may keep' : 'passes';
}

/** It is put on something, marks it as taken, or leaves it to what runs later. */
const KEEPS = /queue|submit|schedule|post|send|set_bit|xchg|callback|(?:^|_)call(?:_|$)/;

/** The object, or an address in it: not what it leads to. */
function liesIn(value: Sym, object: Sym, symbols: Symbols): boolean {
  for (let at: Sym | null = value; at !== null; ) {
    if (at === object) return true;
    const shape = symbols.shape(at);
    if (shape.kind !== 'address') return false;
    at = symbols.ownerOf(shape.loc);
  }
  return false;
}

/** Those of the names which surely undo what a call has counted. */
export const giversOf = (by: string, names: readonly string[]): string[] => [
  ...new Set(names.filter((name) => undoes(by, name))),
];

/** By its name, or by what its text calls. */
function gives(by: string, name: string, { file, context }: Frame): boolean {
  if (undoes(by, name) || arePair(by, name)) return true;
  return context.program.peek(name, file).some((one) => {
    const called = calledNames(one);
    return called.some((inner) => undoes(by, inner)) && !called.includes(by);
  });
}

function undoes(by: string, name: string): boolean {
  const [taken, given] = [claimName(by), claimName(name)];
  if (taken === null || given === null || given.sign > 0) return false;
  return taken.counter !== null ? given.counter !== null : given.pair === taken.pair;
}
