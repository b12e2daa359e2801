// SPDX-License-Identifier: GPL-2.0-only
/** Preprocessor lines: where they end, what they say, and how their conditions read as guards. */
import type { Guard } from '../ast.ts';
import { BACKSLASH, NEWLINE, QUOTE, SLASH, STAR } from '../words/characters.ts';
import { skipQuoted, skipSlash } from '../words/skip.ts';

/** One preprocessor line: `start` at its `#`, `end` at the newline that ends it (continuations included). */
export interface Directive {
  start: number;
  end: number;
  /** `if`, `define`, ...; empty for a null directive. */
  name: string;
  /** Offset of the first character after the name and its white space. */
  rest: number;
}

/** Tells whether the `#` at `at` is the first thing on its line. */
export function startsDirective(text: string, at: number): boolean {
  let i = at - 1;
  while (i >= 0) {
    const c = text.charCodeAt(i);
    if (c === NEWLINE) return true;
    if (c !== 32 && c !== 9 && c !== 13 && c !== 12) return false;
    i--;
  }
  return true;
}

/** Reads the directive whose `#` stands at `at`. Comments that run over several lines belong to it. */
export function readDirective(text: string, at: number): Directive {
  const length = text.length;
  let i = at + 1;
  let c = text.charCodeAt(i);
  while (c === 32 || c === 9) c = text.charCodeAt(++i);
  const nameStart = i;
  while (c >= 97 && c <= 122) c = text.charCodeAt(++i);
  const name = text.slice(nameStart, i);
  while (c === 32 || c === 9) c = text.charCodeAt(++i);
  const rest = i;
  while (i < length) {
    c = text.charCodeAt(i);
    if (c === NEWLINE) break;
    if (c === BACKSLASH) {
      i += text.charCodeAt(i + 1) === 13 ? 3 : 2;
    } else if (c === SLASH && text.charCodeAt(i + 1) === STAR) {
      i = skipSlash(text, i);
    } else if (c === SLASH && text.charCodeAt(i + 1) === SLASH) {
      // A line comment: quotes in it mean nothing, only its (possibly continued) end counts.
      while (i < length && text.charCodeAt(i) !== NEWLINE) i += text.charCodeAt(i) === BACKSLASH ? 2 : 1;
    } else if (c === QUOTE) {
      i = skipQuoted(text, i);
    } else {
      i++;
    }
  }
  return { start: at, end: Math.min(i, length), name, rest };
}

/** Reads the condition of an #if, #ifdef, #ifndef, #elif, #elifdef or #elifndef as a guard that holds in its arm. */
export function readCondition(text: string, directive: Directive): Guard {
  const words = text
    .slice(directive.rest, directive.end)
    .replace(/\\\r?\n/g, ' ')
    .replace(/\/\*[\s\S]*?(\*\/|$)|\/\/.*/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const kind = directive.name;
  if (kind.endsWith('def')) {
    return { condition: `defined(${words.split(' ')[0] ?? ''})`, taken: !kind.endsWith('ndef') };
  }
  let condition = words.replace(/\bdefined\s*(?:\(\s*(\w+)\s*\)|(\w+))/g, 'defined($1$2)');
  let taken = true;
  for (;;) {
    const negated = /^!\s*(\w+(?:\s*\(\w*\))?)$/.exec(condition);
    if (negated) {
      condition = negated[1] as string;
      taken = !taken;
      continue;
    }
    const wrapped = /^\(([^()]*(?:\(\w*\)[^()]*)?)\)$/.exec(condition);
    if (!wrapped) return { condition, taken };
    condition = (wrapped[1] as string).trim();
  }
}

/** Returns what a constant condition always is, or null for one that depends on the configuration. */
export function constantGuard(guard: Guard): boolean | null {
  if (!/^\d+$/.test(guard.condition)) return null;
  return (Number(guard.condition) !== 0) === guard.taken;
}

/** The same condition, with the other answer. */
export function negate(guard: Guard): Guard {
  return { condition: guard.condition, taken: !guard.taken };
}

/** Returns the offset of the directive that ends the arm around `from`: an #elif, #else or #endif of its #if. */
export function endOfDeadArm(text: string, from: number): number {
  let nesting = 0;
  for (let i = text.indexOf('#', from); i !== -1; i = text.indexOf('#', i + 1)) {
    if (!startsDirective(text, i)) continue;
    const word = /^#[ \t]*(if|elif|else|endif)/.exec(text.slice(i, i + 24))?.[1];
    if (word === 'if') nesting++;
    else if (word === 'endif' && nesting > 0) nesting--;
    else if (word && nesting === 0) return i;
  }
  return text.length;
}
