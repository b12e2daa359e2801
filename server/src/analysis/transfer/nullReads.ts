// SPDX-License-Identifier: GPL-2.0-only
/** Reads through a pointer that a test before found to be NULL: `if (p || p->next)`, where `&&` was meant. */
import type { Pure } from '../cfg/cfg.ts';
import type { Frame } from '../engine/frame.ts';
import { ZERO } from '../state/domain.ts';
import type { State } from '../state/state.ts';

/**
 * Whether the machine stops at an expression: nothing behind it runs. A pointer that was set to NULL is left alone, for a
 * call or a macro that is not seen may have given it another value.
 */
export function readsThroughNull(x: Frame, e: Pure, state: State): boolean {
  switch (e.k) {
    case 'member':
      return (e.arrow && isNull(x, e.object, state)) || readsThroughNull(x, e.object, state);
    case 'index':
      return readsThroughNull(x, e.object, state) || readsThroughNull(x, e.index, state);
    case 'address':
      // `&p->field` reads what p is, and nothing behind it.
      return e.of.k === 'member' && readsThroughNull(x, e.of.object, state);
    case 'unary':
    case 'deref':
      return readsThroughNull(x, e.of, state);
    case 'binary':
      return readsThroughNull(x, e.left, state) || readsThroughNull(x, e.right, state);
    default:
      return false;
  }
}

function isNull(x: Frame, pointer: Pure, state: State): boolean {
  const sym = x.evaluator.value(pointer, state);
  return state.domain(sym) === ZERO && x.context.symbols.constantOf(sym) === null;
}
