// SPDX-License-Identifier: GPL-2.0-only
/** The items that preprocessor lines make: macros and includes. */
import type { Guard } from '../ast.ts';
import { BACKSLASH, isSpace, OPEN_PAREN, WORD } from '../words/characters.ts';
import type { Directive } from './directives.ts';
import { type Item, NOTHING_DECIDED } from './items.ts';

/** Returns the name that a `#define` gives a meaning; empty when the line has none. */
export function definedName(text: string, directive: Directive): string {
  let i = directive.rest;
  while (WORD[text.charCodeAt(i)] === 1) i++;
  return text.slice(directive.rest, i);
}

/** Returns the item of the `#define` of a name. */
export function defineItem(text: string, directive: Directive, name: string, guards: Guard[]): Item {
  const { start, end, rest } = directive;
  const nameEnd = rest + name.length;
  let body = nameEnd;
  if (text.charCodeAt(body) === OPEN_PAREN) {
    const close = text.indexOf(')', body);
    body = close === -1 || close > end ? end : close + 1;
  }
  for (; body < end; body++) {
    const c = text.charCodeAt(body);
    if (!isSpace(c) && c !== BACKSLASH) break;
  }
  return {
    kind: 'define',
    start,
    end,
    name,
    nameSpan: { start: rest, end: nameEnd },
    bodyStart: body < end ? body : -1,
    isStatic: false,
    guards,
    decided: NOTHING_DECIDED,
  };
}

/** Returns the number that a `#define` of a name without parameters gives it; '' for any other text. */
export function definedNumber(text: string, { bodyStart, nameSpan, end }: Item): string {
  if (bodyStart === -1 || text.charCodeAt(nameSpan.end) === OPEN_PAREN) return '';
  return /^\(?(\d+)\)?\s*(?:$|\/[/*])/.exec(text.slice(bodyStart, end))?.[1] ?? '';
}

/** Returns the item of an `#include`; its name is empty when a macro stands for the path. */
export function includeItem(text: string, directive: Directive, guards: Guard[]): Item {
  const { start, end, rest } = directive;
  const path = /^(?:<([^>\n]*)>|"([^"\n]*)")/.exec(text.slice(rest, end));
  const name = path ? (path[1] ?? path[2] ?? '') : '';
  const nameStart = rest + (path ? 1 : 0);
  return {
    kind: 'include',
    start,
    end,
    name,
    nameSpan: { start: nameStart, end: nameStart + name.length },
    bodyStart: -1,
    isStatic: false,
    guards,
    decided: NOTHING_DECIDED,
  };
}
