// SPDX-License-Identifier: GPL-2.0-only
/** Whether an object outlives a reference that is given back, for somebody else has one. */
import type { Sym } from '../../state/symbols.ts';
import type { Frame } from '../frame.ts';

/** The caller holds a reference of its own to what it hands over, and a file to what hangs on it. */
export function isKeptByCaller(x: Frame, object: Sym, inClose: boolean): boolean {
  const { symbols } = x.context;
  for (let at: Sym | null = object; at !== null; ) {
    if (
      inClose &&
      [...x.vmas].some(
        (vma) => symbols.shape(at as Sym).kind === 'initial' && isPrivateData(x, at as Sym, vma),
      )
    )
      return false;
    const shape = symbols.shape(at);
    if (shape.kind === 'parameter') return true;
    // What is around it, or behind it.
    if (shape.kind === 'pure' && shape.operands[0] !== undefined) {
      at = shape.operands[0];
      continue;
    }
    if (shape.kind !== 'initial' && shape.kind !== 'address') return false;
    at = symbols.ownerOf(shape.loc);
    // Something at file scope: who else holds it is unknown.
    if (at === null) return true;
  }
  return true;
}

function isPrivateData(x: Frame, sym: Sym, vma: Sym): boolean {
  const { symbols } = x.context;
  const shape = symbols.shape(sym);
  return shape.kind === 'initial' && shape.loc === symbols.field(vma, 'vm_private_data');
}
