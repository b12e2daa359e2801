// SPDX-License-Identifier: GPL-2.0-only
/** What page_mkwrite answers where it found under the page lock that the page has left the file. */
import { type Atom, faultBits, isErrnoAtom, isFaultCode } from '../state/domain.ts';
import type { Exit, Step } from './model/exits.ts';

/** The values that leave after such a test, if it was the last under the lock; none on any other exit. */
export function truncatedAnswers({ trace, values }: Pick<Exit, 'trace' | 'values'>): Atom[] {
  const at = trace.findLastIndex((step) => saysTruncated(step));
  if (at < 0 || trace.slice(at).some((step) => step.kind === 'takes' && step.ofPage)) return [];
  return values;
}

/** Core runs the access again for VM_FAULT_NOPAGE, and for a page that is gone nothing else is right. */
export function isWrongAnswer(atom: Atom): boolean {
  return (
    atom === '0' || (isFaultCode(atom) && !faultBits(atom).some((bit) => bit === 'NOPAGE' || bit === 'RETRY'))
  );
}

function saysTruncated(step: Step): boolean {
  if (step.kind === 'result') return IN_LIBRARY.test(step.callee) && step.atoms.every(isErrnoAtom);
  if (step.kind !== 'test') return false;
  const { text: test, truth } = step;
  if (/_mkwrite_check_truncate\(.*\) < 0$/.test(test)) return truth;
  if (!/\bmapping\b/.test(test) || /[&|]{2}/.test(test)) return false;
  // A page without any mapping has left its file; one with another than the file's has, too.
  const isOther = NO_MAPPING.test(test) ? !truth : truth;
  if (/!=/.test(test)) return isOther;
  if (/==/.test(test)) return !isOther;
  return /^(\w+->)*mapping$/.test(test) && !truth;
}

const IN_LIBRARY = /_mkwrite_check_truncate$/;

const NO_MAPPING = /^(?:(?:\w+->)*mapping [!=]= (?:NULL|0)|(?:NULL|0) [!=]= (?:\w+->)*mapping)$/;
