// SPDX-License-Identifier: GPL-2.0-only
/**
 * What a path has taken and given back by name: counters by the field that they are (`mapped` of `struct foo`), references
 * by the pair of functions that takes and gives them (`foo_get()`, `foo_put()`). Names compare across functions, where
 * symbols do not: what close gives back, open and mmap have to take.
 */
import type { Place } from '../../../text/source.ts';
import { claimName } from '../../claims/names.ts';
import type { Sym } from '../symbols.ts';
import { countedAs, keyAmong, keyForCaller } from './claimKeys.ts';
import { property } from './property.ts';

interface At {
  place: Place;
  by: string;
  /** The call of the function that does nothing else. */
  through?: { place: Place; by: string };
  /** The call of the function that led there, whatever else it does. */
  via?: { place: Place; by: string };
  /** The call nearest to the root of the function that says by its name that it does this. */
  named?: { place: Place; by: string };
}

/** What a path did to one counter, or with one pair of functions. */
export interface Claim {
  /** Taken less given back, as far as the path saw. */
  net: number;
  /** Where it was taken last, and by what. */
  taken: At | null;
  /** Where it was given back last, and by what; `isFirst`: of a counter, before anything read it. */
  given: (At & { isFirst?: boolean }) | null;
  /** Where it was given back before that. */
  earlier?: At | null;
  /** False where a call may have failed, or an opaque callee may have given it back. */
  sure: boolean;
  /** The object that was taken, or that the counter lies in; null when the path has lost it. */
  object: Sym | null;
  /** Ways met that had taken more or less of it: `net` is the most. */
  isMixed?: boolean;
}

/** By the names that `claimKeys.ts` makes. */
export type Claims = ReadonlyMap<string, Claim>;

const NO_CLAIMS: Claims = new Map();

/** Something was called that does what open does, or that may: open itself, or an opaque callee given the VMA. */
export const OPENED = '?';

/** A function of the kernel's library was handed the VMA, and hangs something of its own on it: with what it took for that. */
export const HANDED_OVER = 'v';

/** Something was given back by way of a pointer: `obj->put(obj)`. */
export const GIVEN_BY_POINTER = 'p';

/** How the key begins of what a function gave that takes a reference by its name, and took none. */
export const HOLLOW = 'h:';

/** How the key begins of what a call through a member relies on its caller to have taken for the mapping. */
export const RELIES = 'r:';

/** How the key begins of a counter that is set to 1, before its own key: that counts its first user, or is a flag. */
export const FIRST = 's:';

/** A loop does not count for ever. */
const MOST = 2;

/** Returns what is known after one more was taken (`by` 1) or given back (-1). */
export function claim(
  claims: Claims,
  name: string,
  sign: 1 | -1,
  {
    at,
    sure,
    object,
  }: { at: { place: Place; by: string; isFirst?: boolean }; sure: boolean; object: Sym | null },
): Claims {
  const key = keyFor(claims, name, object);
  const known = claims.get(key);
  const net = Math.max(-MOST, Math.min(MOST, (known?.net ?? 0) + sign));
  return new Map(claims).set(key, {
    ...(known?.isMixed && { isMixed: true }),
    net,
    taken: sign > 0 ? at : (known?.taken ?? null),
    given: sign < 0 ? at : (known?.given ?? null),
    earlier: (sign < 0 ? known?.given : known?.earlier) ?? null,
    sure: sure && (known?.sure ?? true),
    object: known && known.object !== object ? null : object,
  });
}

/** Two names may mean one counter, but not of two objects. */
function keyFor(claims: Claims, name: string, object: Sym | null): string {
  const key = keyAmong(claims, name);
  const known = claims.get(key)?.object ?? null;
  return known === null || object === null || known === object ? key : name;
}

/** Returns what is known when the claims that the test says may be gone. */
export function doubtClaims(claims: Claims, may: (key: string, one: Claim) => boolean): Claims {
  let result: Map<string, Claim> | null = null;
  for (const [key, one] of claims) {
    if (!one.sure || !may(key, one)) continue;
    result ??= new Map(claims);
    result.set(key, { ...one, sure: false });
  }
  return result ?? claims;
}

/** Where two paths meet, what either took is taken, but not surely. */
function joinClaims(a: Claims, b: Claims): Claims {
  if (a === b) return a;
  const result = new Map(a);
  for (const key of new Set([...a.keys(), ...b.keys()])) {
    const [mine, theirs] = [a.get(key), b.get(key)];
    const known = (mine ?? theirs) as Claim;
    if (mine?.net === theirs?.net && mine?.sure === theirs?.sure) continue;
    result.set(key, {
      ...known,
      net: Math.max(mine?.net ?? 0, theirs?.net ?? 0),
      given: mine?.given ?? theirs?.given ?? null,
      sure: false,
      isMixed: true,
    });
  }
  return result;
}

function keyOf(claims: Claims): string {
  let key = '';
  for (const [name, { net }] of claims) if (net !== 0) key += `${name}${net}`;
  return key;
}

export const claimsProperty = {
  claims: property<Claims>({
    initial: NO_CLAIMS,
    apart: (claims) => (claims.size > 0 ? keyOf(claims) : ''),
    noticed: (claims) => (claims.size > 0 ? keyOf(claims) : ''),
    join: joinClaims,
    isQuiet: true,
    rename(claims, sym) {
      for (const { object } of claims.values())
        if (object === sym)
          return new Map(
            [...claims].map(([key, one]) => [key, one.object === sym ? { ...one, object: null } : one]),
          );
      return claims;
    },
    giveBack(claims, { x, next, sym, isOnly, place, name }) {
      if (claims.size === 0) return true;
      const through = { place, by: `${name}()` };
      const sign = claimName(name)?.sign;
      const here = <T extends At>(at: T | null, key: string, taken: boolean) => {
        const isSaid = sign === (taken ? 1 : -1);
        const told = at && {
          ...at,
          by: countedAs(at.by, key),
          via: through,
          ...(isSaid && { named: through }),
        };
        return told && isOnly ? { ...told, through } : told;
      };
      const result = new Map(next.claims);
      for (const [own, one] of claims) {
        const given = one.object === null ? null : sym(one.object);
        const { key: named, object } = keyForCaller(own, given, x.context.symbols);
        const key = keyFor(next.claims, named, object);
        const known = result.get(key);
        result.set(key, {
          ...((one.isMixed || known?.isMixed) && { isMixed: true }),
          net: Math.max(-MOST, Math.min(MOST, (known?.net ?? 0) + one.net)),
          taken: here(one.taken, key, true) ?? known?.taken ?? null,
          given: here(one.given, key, false) ?? known?.given ?? null,
          earlier:
            (one.given === null ? known?.earlier : (here(one.earlier ?? null, key, false) ?? known?.given)) ??
            null,
          sure: one.sure && (known?.sure ?? true),
          object: known && known.object !== object ? null : object,
        });
      }
      next.claims = result;
      return true;
    },
  }),
};
