// SPDX-License-Identifier: GPL-2.0-only
/** The macros of include/linux/overflow.h that store a result, and say whether it is another one than C's number holds. */
import { isWideUnsigned } from '../../syntax/words/types.ts';
import type { Span } from '../../text/source.ts';
import type { Instruction, Pure } from '../cfg/cfg.ts';
import { hasName } from '../cfg/walk.ts';

/** `m(a, b, &d)` stores `a op b`. */
export const CHECKS_OVERFLOW: ReadonlyMap<string, string> = new Map([
  ['check_add_overflow', '+'],
  ['check_sub_overflow', '-'],
  ['check_mul_overflow', '*'],
  ['check_shl_overflow', '<<'],
]);

/** The store to a local variable that holds an offset whole, and the test; null for any other. */
export function checkedResult(
  op: string,
  [left, right, to]: readonly Pure[],
  types: ReadonlyMap<string, string>,
  at: Span,
): { store: Instruction; test: Pure } | null {
  if (left === undefined || right === undefined || to?.k !== 'address' || to.of.k !== 'name') return null;
  const target = to.of;
  // The test after a sum tells whether it wrapped; signed and narrow types are looked at no further.
  if (!isWideUnsigned(types.get(target.name) ?? '') || [left, right].some((e) => hasName(e, target.name)))
    return null;
  const value: Pure = { k: 'binary', op, left, right, ...at };
  return {
    store: { op: 'assign', target, value, isFirst: true, ...at },
    test: testOf(op, left, right, target, at),
  };
}

function testOf(op: string, left: Pure, right: Pure, target: Pure, at: Span): Pure {
  if (op === '+') return { k: 'binary', op: '<', left: target, right: left, ...at };
  if (op === '-') return { k: 'binary', op: '<', left, right, ...at };
  return { k: 'unknown', names: [], ...at };
}
