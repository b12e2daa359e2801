// SPDX-License-Identifier: GPL-2.0-only
/**
 * How claims are named: `c:name` for functions, `n:field struct` for counters, without the struct where no type tells it;
 * `n:*` for a counter that a function is handed a pointer to, which its caller gives a name.
 */
import type { Sym, Symbols } from '../symbols.ts';

const COUNTER = /^(?:s:)?n:/;

/** The name of a counter: the field of a struct; null for a struct that is not known. */
export const counterKey = (field: string, struct: string | null): string =>
  struct === null ? `n:${field}` : `n:${field} ${struct}`;

/** The counter at an address, and what it lies in; null where no field is known to be there. */
export function counterAt(pointer: Sym, symbols: Symbols): { key: string; object: Sym | null } | null {
  const shape = symbols.shape(pointer);
  if (shape.kind === 'parameter') return { key: `n:*${shape.index}`, object: pointer };
  if (shape.kind !== 'address') return null;
  const loc = symbols.locShape(shape.loc);
  const isNamed = loc.kind === 'field' || loc.kind === 'part';
  return isNamed ? { key: counterKey(loc.name, null), object: symbols.ownerOf(shape.loc) } : null;
}

/** The name of a counter for the caller of a function that was handed it; others have one name for both. */
export function keyForCaller(
  key: string,
  pointer: Sym | null,
  symbols: Symbols,
): { key: string; object: Sym | null } {
  if (pointer === null || !POINTED.test(key)) return { key, object: pointer };
  const found = counterAt(pointer, symbols);
  if (found === null) return { key, object: pointer };
  return { ...found, key: key.replace(POINTED, (_, first) => `${first ?? ''}${found.key}`) };
}

/** `*count--` counts what the caller knows as `users`. */
export const countedAs = (by: string, key: string): string => by.replace(POINTER, fieldOfKey(key));
const POINTER = /^\*\w+(?=--|\+\+| = )/;

const POINTED = /^(s:)?n:\*\d+/;

export const isCounterKey = (key: string): boolean => key.startsWith('n:');

/** The field that a counter is. */
export const fieldOfKey = (key: string): string => key.replace(COUNTER, '').split(' ', 1)[0] as string;

/** The struct that it lies in; null where no type tells it, and for what is no counter. */
export const structOfKey = (key: string): string | null =>
  COUNTER.test(key) ? (key.split(' ', 2)[1] ?? null) : null;

/** Whether two names may mean one counter, or are those of one pair of functions. */
export function areSameClaim(a: string, b: string): boolean {
  if (a === b) return true;
  if (!COUNTER.test(a)) return false;
  return a.startsWith(`${b} `) || b.startsWith(`${a} `);
}

/** The name under which there is a claim of that name: the name itself, or what may be the same counter. */
export function keyAmong(claims: ReadonlyMap<string, unknown>, key: string): string {
  if (claims.size === 0 || claims.has(key) || !COUNTER.test(key)) return key;
  for (const other of claims.keys()) if (areSameClaim(other, key)) return other;
  return key;
}

/** What is claimed under a name, or under one that may mean the same counter. */
export const claimUnder = <T>(claims: ReadonlyMap<string, T>, key: string): T | undefined =>
  claims.get(keyAmong(claims, key));
