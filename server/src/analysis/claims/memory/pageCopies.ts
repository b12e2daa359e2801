// SPDX-License-Identifier: GPL-2.0-only
/** Copies of up to a page that begin somewhere inside one. */
import type { CallInstruction } from '../../cfg/cfg.ts';
import type { Frame } from '../../engine/frame.ts';
import type { State } from '../../state/state.ts';
import type { Sym, Symbols } from '../../state/symbols.ts';

const COPIES: ReadonlySet<string> = new Set(['memcpy', 'memmove', 'memcpy_fromio', 'memcpy_toio']);
const LEAST: ReadonlySet<string> = new Set(['min', 'min_t', 'umin']);

/** Reports a copy whose length is held against a whole page alone, though it begins at an offset in a page. */
export function tellCopyPastPage(x: Frame, i: CallInstruction, args: readonly Sym[], state: State): void {
  const { symbols } = x.context;
  const [to, from, length] = args;
  if (i.callee.k !== 'name' || !COPIES.has(i.callee.name) || length === undefined) return;
  const limits = limitsOf(length, symbols);
  if (!limits.some((one) => symbols.globalName(one) === 'PAGE_SIZE')) return;
  for (const [n, end] of [to, from].entries()) {
    const offset = end === undefined ? null : offsetIn(end, symbols);
    // What is compared with something made of the offset may be held.
    if (offset === null || limits.some((one) => symbols.mentions(one, offset))) continue;
    const arg = i.args[n];
    if (arg !== undefined)
      x.events.pastPage({ callee: i.callee.name, text: x.text(arg), place: x.place(i) }, state);
  }
}

/** What a length is held against: the operands of `min()`, none of them under another `min()`. */
function limitsOf(length: Sym, symbols: Symbols): readonly Sym[] {
  const shape = symbols.shape(length);
  if (shape.kind !== 'pure') return [];
  if (LEAST.has(shape.name)) return shape.operands;
  // As a variable of a narrower type holds it.
  return shape.name.startsWith('(') && shape.operands[0] !== undefined
    ? limitsOf(shape.operands[0], symbols)
    : [];
}

/** The offset in a page that is added to a base: `x & ~PAGE_MASK`, or what `offset_in_page()` gives. */
function offsetIn(sym: Sym, symbols: Symbols): Sym | null {
  const shape = symbols.shape(sym);
  if (shape.kind !== 'binary' || shape.op !== '+') return null;
  for (const part of [shape.right, shape.left]) {
    if (isOffsetInPage(part, symbols)) return part;
    const inner = offsetIn(part, symbols);
    if (inner !== null) return inner;
  }
  return null;
}

function isOffsetInPage(sym: Sym, symbols: Symbols): boolean {
  const shape = symbols.shape(sym);
  if (shape.kind === 'pure') {
    const [inner] = shape.operands;
    if (shape.name === 'offset_in_page') return true;
    return shape.name.startsWith('(') && inner !== undefined && isOffsetInPage(inner, symbols);
  }
  if (shape.kind !== 'binary' || shape.op !== '&') return false;
  const mask = symbols.shape(shape.right);
  return (
    mask.kind === 'pure' && mask.name === '~' && symbols.globalName(mask.operands[0] as Sym) === 'PAGE_MASK'
  );
}
