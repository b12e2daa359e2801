// SPDX-License-Identifier: GPL-2.0-only
/** Which values of a callee its caller can work out. */
import type { Sym, Symbols } from '../state/symbols.ts';

/** Made of parameters, what is reached through them, constants and global names alone. */
export function ofParameters(sym: Sym, symbols: Symbols): boolean {
  const shape = symbols.shape(sym);
  if (shape.kind === 'binary') {
    const left = ofParameters(shape.left, symbols) || isPlain(shape.left, symbols);
    const right = ofParameters(shape.right, symbols) || isPlain(shape.right, symbols);
    return left && right;
  }
  if (shape.kind === 'pure' && shape.name === '!')
    return shape.operands.every((operand) => ofParameters(operand, symbols));
  return symbols.isCallerVisible(sym);
}

function isPlain(sym: Sym, symbols: Symbols): boolean {
  const shape = symbols.shape(sym);
  if (shape.kind === 'constant') return true;
  return shape.kind === 'initial' && symbols.locShape(shape.loc).kind === 'variable';
}
