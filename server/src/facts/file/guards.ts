// SPDX-License-Identifier: GPL-2.0-only
/** What lists of `#if` arms have in common, and where they exclude each other. */
import type { Guard } from '../../syntax/ast.ts';

/** The guards that hold in each of the configurations. */
export function commonGuards(configurations: Guard[][]): Guard[] {
  const [first = [], ...others] = configurations;
  return first.filter((guard) => others.every((other) => other.some((one) => sameGuard(one, guard))));
}

/** Says whether two lists of guards cannot hold at once. */
export function contradict(a: readonly Guard[], b: readonly Guard[]): boolean {
  return a.some((guard) =>
    b.some((other) => other.condition === guard.condition && other.taken !== guard.taken),
  );
}

function sameGuard(a: Guard, b: Guard): boolean {
  return a.condition === b.condition && a.taken === b.taken;
}
