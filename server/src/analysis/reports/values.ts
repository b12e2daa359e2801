// SPDX-License-Identifier: GPL-2.0-only
/** What one value that leaves a function is, for rules: they do not look into its text. */
import { type Atom, faultBits, isErrnoAtom, isFaultCode, isOpen } from '../state/domain.ts';

/** The bits of a value, or null for one that is no set of VM_FAULT bits. `0` has none. */
export function bitsOf(atom: Atom): string[] | null {
  return atom === '0' || isFaultCode(atom) ? faultBits(atom) : null;
}

/** It has this VM_FAULT bit, whatever else. */
export function hasBit(atom: Atom, bit: string): boolean {
  return isFaultCode(atom) && faultBits(atom).includes(bit);
}

/** A negative errno, known by name or not. */
export const isErrno = isErrnoAtom;

/** Zero, VM_FAULT bits, an errno or a number: more is known of it than that it is not zero. */
export function isKnown(atom: Atom): boolean {
  return !isOpen(atom);
}
