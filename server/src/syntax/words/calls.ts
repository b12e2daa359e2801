// SPDX-License-Identifier: GPL-2.0-only
/** The calls that a piece of source makes, as they are written; comments and strings make none. */

import { skipBlank } from './skip.ts';

export interface WrittenCall {
  /** Of the function, the macro or the member. */
  name: string;
  /** The first argument without blanks; empty where there is none. */
  argument: string;
}

const CALL = /\/\*[\s\S]*?(?:\*\/|$)|\/\/.*|"(?:\\.|[^"\\\n])*"|\b([A-Za-z_]\w*)\s?\(/g;
const KEYWORDS = new Set(['if', 'for', 'while', 'switch', 'return', 'sizeof', 'typeof', 'do', 'else']);

/** An argument that goes on longer than this tells nothing. */
const LONGEST = 120;

/** Returns every call in the order of the text, those in arguments too. */
export function callsIn(text: string): WrittenCall[] {
  const found: WrittenCall[] = [];
  for (const match of text.matchAll(CALL)) {
    const name = match[1];
    if (name === undefined || KEYWORDS.has(name)) continue;
    found.push({ name, argument: firstArgument(text, match.index + match[0].length) });
  }
  return found;
}

function firstArgument(text: string, from: number): string {
  let depth = 0;
  let argument = '';
  for (let at = skipBlank(text, from); at < text.length; at = skipBlank(text, at + 1)) {
    const c = text[at] as string;
    if (c === '(') depth++;
    else if (c === ')' && depth-- === 0) break;
    else if (c === ',' && depth === 0) break;
    argument += c;
    if (argument.length === LONGEST) break;
  }
  return argument;
}
