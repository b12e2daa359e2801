// SPDX-License-Identifier: GPL-2.0-only
/** Texts by which states are told apart. */
import { type Domain, domainNumber } from './domain.ts';
import { apartKey, furtherKey } from './properties/index.ts';
import type { State } from './state.ts';
import type { Loc, Sym } from './symbols.ts';
import { worldsKey } from './worlds.ts';

/**
 * Everything that keeps two states apart when there are too many of them.
 *
 * @param doubtful whether locks other than the page's that are held or released perhaps count
 */
export function propertyKey(state: State, doubtful = true): string {
  return apartKey(state, doubtful);
}

/**
 * Two states with equal keys behave alike from here on (two 32-bit sums that do not depend on the order).
 *
 * @param apart the state's `propertyKey`
 */
export function stateKey(state: State, apart = propertyKey(state)): string {
  let a = 0;
  let b = 0;
  const mix = (x: number, y: number) => {
    const n = Math.imul(x ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(y + 0x7f4a7c15, 0xc2b2ae35);
    a = (a + Math.imul(n ^ (n >>> 15), 0x2c1b3c6d)) | 0;
    b = (b + Math.imul(n ^ (n >>> 12), 0x297a2d39)) | 0;
  };
  const { env, domains } = state;
  for (let at = 0; at < env.size; at++) mix(env.keys[at] as Loc, env.values[at] as Sym);
  for (let at = 0; at < domains.size; at++)
    mix(~(domains.keys[at] as Sym), domainNumber(domains.values[at] as Domain));
  return `${apart}#${a}.${b}${furtherKey(state)}${worldsKey(state.worlds)}`;
}
