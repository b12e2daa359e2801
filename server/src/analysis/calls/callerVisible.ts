// SPDX-License-Identifier: GPL-2.0-only
/** Which symbols of a callee its caller can name. */
import type { Sym, Symbols } from '../state/symbols.ts';

/** True for a symbol that the caller can name: a parameter or something reached through one. */
export function rooted(sym: Sym, symbols: Symbols): boolean {
  return symbols.isRooted(sym);
}

/** Made of parameters, what is reached through them, constants and global names alone. */
export function ofParameters(sym: Sym, symbols: Symbols): boolean {
  const shape = symbols.shape(sym);
  if (shape.kind === 'binary') {
    const left = ofParameters(shape.left, symbols) || isPlain(shape.left, symbols);
    const right = ofParameters(shape.right, symbols) || isPlain(shape.right, symbols);
    return left && right;
  }
  return rooted(sym, symbols);
}

function isPlain(sym: Sym, symbols: Symbols): boolean {
  const shape = symbols.shape(sym);
  if (shape.kind === 'constant') return true;
  return shape.kind === 'initial' && symbols.locShape(shape.loc).kind === 'variable';
}
