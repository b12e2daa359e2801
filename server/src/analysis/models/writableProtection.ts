// SPDX-License-Identifier: GPL-2.0-only
/** Whether a protection makes entries that can be written, whatever the flags of the VMA say. */
import { WRITABLE_BITS } from '../cfg/writeTests.ts';
import type { Sym, Symbols } from '../state/symbols.ts';

/** Returns the name of such a protection, or of the bit that was put into it; null where there is none, or it is not known. */
export function writableBy(value: Sym, symbols: Symbols): string | null {
  const name = symbols.globalName(value);
  if (name !== null) return WRITABLE.has(name) ? name : null;
  const shape = symbols.shape(value);
  // Functions such as pgprot_writecombine() leave the bit as it is.
  if (shape.kind === 'pure')
    return shape.operands[0] === undefined ? null : writableBy(shape.operands[0], symbols);
  if (shape.kind !== 'binary' || shape.op !== '|') return null;
  return writableBy(shape.left, symbols) ?? writableBy(shape.right, symbols);
}

const WRITABLE: ReadonlySet<string> = new Set([...WRITABLE_BITS, 'PAGE_SHARED', 'PAGE_SHARED_EXEC']);
