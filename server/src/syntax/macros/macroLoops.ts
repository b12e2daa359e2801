// SPDX-License-Identifier: GPL-2.0-only
/** Which macros of the kernel are loops or guards of a block, and which arguments a loop writes. */
import annotations from '../../../../grammars/macros/annotations.json';
import loops from '../../../../grammars/macros/loops.json';

const PATTERN = new RegExp(loops.pattern, 'i');
const ALSO_LOOPS = new Set<string>(loops.alsoLoops);
const GUARDS = new Set<string>([...annotations.scopedGuard, ...annotations.scopedCondGuard]);
const CONDITIONAL_GUARDS = new Set<string>(annotations.scopedCondGuard);
const NEVER_LOOPS = new Set<string>(annotations.neverLoops);
const ASSIGNS = new Map<string, number[]>(Object.entries(loops.assigns));

/** Says whether a macro of that name takes a lock for the statement behind it. */
export function isScopedGuard(name: string): boolean {
  return GUARDS.has(name);
}

/** Says whether such a guard also names a statement for when the lock is not to be had. */
export function isConditionalGuard(name: string): boolean {
  return CONDITIONAL_GUARDS.has(name);
}

/** Says whether the name alone tells that it is a loop. */
export function isNamedLoop(name: string): boolean {
  return ALSO_LOOPS.has(name) || PATTERN.test(name);
}

/** Says whether the word before parentheses can begin a macro loop at all. */
export function mayBeLoop(name: string): boolean {
  return !NEVER_LOOPS.has(name);
}

/** Returns the indexes of the arguments that a loop macro writes: from the table, else the cursor, and the temporary of `_safe`. */
export function loopAssigns(name: string, count: number): number[] {
  const known = ASSIGNS.get(name);
  const indexes = known ?? (PATTERN.test(name) ? (/_safe($|_)/.test(name) ? [0, 1] : [0]) : []);
  return indexes.filter((index) => index < count);
}
