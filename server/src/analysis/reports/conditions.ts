// SPDX-License-Identifier: GPL-2.0-only
/** What the path to an exit has asked, for rules: they do not look into the text of a condition. */
import { identifiersIn } from '../../syntax/words/names.ts';
import type { LockEvent } from './model/events.ts';
import type { Exit } from './model/exits.ts';

/** What the path knows of a flag of the fault, such as FAULT_FLAG_ALLOW_RETRY; null when it never looked. */
export function faultFlag({ conditions }: Exit, flag: string): boolean | null {
  return conditions.get(`vmf->flags & ${flag}`) ?? null;
}

/** Whether the fault is known to copy into vmf->cow_page on this path; null when nothing tested it. */
export function hasCowPage({ conditions }: Exit): boolean | null {
  for (const [text, truth] of conditions) {
    const [object, ...others] = text.split('->cow_page');
    if (others.join() === '' && others.length === 1 && identifiersIn(object ?? '').join() === object)
      return truth;
  }
  return null;
}

/** A call of one of these functions, alone in its condition, was found to give zero. */
export function wasDenied(exit: Exit, callees: ReadonlySet<string>): boolean {
  return tests(exit).some(
    ([text, truth]) =>
      !truth &&
      callees.has(text.slice(0, text.indexOf('('))) &&
      text.endsWith(')') &&
      !text.includes('&') &&
      !text.includes('|'),
  );
}

/** The names in everything that the path has tested or is known to have found out. */
export function testedNames(exit: Exit): ReadonlySet<string> {
  const others = exit.trace.flatMap((step) => (step.kind === 'test' ? [] : step.message));
  return new Set([...tests(exit).map(([text]) => text), ...others].flatMap(identifiersIn));
}

function tests({ conditions, trace }: Exit): [string, boolean][] {
  return [
    ...conditions,
    ...trace.flatMap((s): [string, boolean][] => (s.kind === 'test' ? [[s.text, s.truth]] : [])),
  ];
}

/** The lock is named through the VMA or an mm of a VMA, not through the current task. */
export function isThroughVma({ lock }: LockEvent): boolean {
  return identifiersIn(lock).some((name) => name === 'vma' || name === 'vm_mm');
}
