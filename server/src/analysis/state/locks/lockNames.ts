// SPDX-License-Identifier: GPL-2.0-only
/** What a lock is called. */
import type { Frame } from '../../engine/frame.ts';
import { symbolText } from '../../reports/render.ts';
import type { State } from '../state.ts';
import type { Sym } from '../symbols.ts';
import type { LockCall } from './lockCall.ts';

/** By the name of the callee where the caller's has what no code says: which element it is, or the type of a container. */
export function nameOf(x: Frame, { kind, sym, written, inCallee = '' }: LockCall, state: State): string {
  const name = lockName(x, sym, written, state);
  // A page is told by the way to it.
  const isSaid = kind === 'page' || !(name.includes('container_of(') || name.includes('[…]'));
  return written || isSaid || inCallee === '' ? name : inCallee;
}

/** A lock as the code writes it there; else by the variable that holds its object, or the way to that. */
export function lockName(x: Frame, sym: Sym, written: string, state: State): string {
  if (written) return written;
  const { symbols } = x.context;
  return symbolText(sym, symbols, x.graph, (object) => variableWith(x, object, state)) ?? '';
}

/** The local variable that holds an object at this place. */
function variableWith(x: Frame, object: Sym, { env }: State): string | null {
  const { symbols } = x.context;
  for (const [loc, sym] of env) {
    if (sym !== object) continue;
    const shape = symbols.locShape(loc);
    if (
      shape.kind === 'variable' &&
      shape.local &&
      !shape.name.startsWith('%') &&
      x.graph.types.has(shape.name)
    )
      return shape.name;
  }
  return null;
}
