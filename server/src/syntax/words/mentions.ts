// SPDX-License-Identifier: GPL-2.0-only
/** Where a text says a name, and as what; which names it calls. A scan: nothing is parsed. */
import { occurrences } from '../../text/words.ts';

export interface Mention {
  /** Where the name begins. */
  at: number;
  /**
   * `field`: behind a `.` or `->`; `comparison`: its address is compared; `declaration`: right behind a struct type;
   * `argument`: handed to a call, alone; `other`: whatever else.
   */
  role: 'field' | 'comparison' | 'declaration' | 'argument' | 'other';
  /** A list of arguments follows, and it is neither a definition nor a prototype: these begin a line or follow a type. */
  isCalled: boolean;
}

/**
 * Returns every mention of a name in a text without comments.
 *
 * @param struct tag of the struct whose declarations count as `declaration`
 */
export function mentionsIn(text: string, name: string, struct: string): Mention[] {
  return Array.from(occurrences(text, name), (at) => {
    const end = at + name.length;
    const before = text.slice(Math.max(0, at - CONTEXT), at);
    const after = text.slice(end, end + CONTEXT);
    return {
      at,
      role:
        isInExpression(text, at) && isArgument(before, after) ? 'argument' : roleOf(before, after, struct),
      isCalled: OPENS.test(after) && isInExpression(text, at),
    };
  });
}

function roleOf(before: string, after: string, struct: string): Mention['role'] {
  if (/[.>]$/.test(before)) return 'field';
  if (/[!=]=\s*&\s*$/.test(before) || (/&\s*$/.test(before) && /^\s*[!=]=/.test(after))) return 'comparison';
  const [, tag] = /\bstruct (\w+)\s+$/.exec(before) ?? [];
  return tag === struct ? 'declaration' : 'other';
}

/** `register(foo, name, priv)`, and no cast of what follows. */
function isArgument(before: string, after: string): boolean {
  const list = before.trimEnd().replace(/&$/, '').trimEnd();
  const begin = Math.max(...[';', '{', '}'].map((end) => list.lastIndexOf(end))) + 1;
  return /[(,]$/.test(list) && /[\w\])]/.test(list.slice(begin, -1)) && /^\s*[,)]/.test(after);
}

function isInExpression(text: string, at: number): boolean {
  const line = text.slice(text.lastIndexOf('\n', at) + 1, at);
  return /^[\t ]/.test(line) || /[=(,!?:&|]\s*$/.test(line.slice(-CONTEXT));
}

/** Whether a text has a name with arguments behind it. */
export function isCalledIn(text: string, name: string): boolean {
  for (const at of occurrences(text, name)) {
    const end = at + name.length;
    if (OPENS.test(text.slice(end, end + CONTEXT))) return true;
  }
  return false;
}

/** Returns the names before a parenthesis in a text without comments, each once; macros in capitals are left out. */
export function calledIn(text: string): string[] {
  return [...new Set(Array.from(text.matchAll(CALLED), (match) => match[1] as string))];
}

/** Modules name their functions `FooMmap`, too; a name of capitals alone is a macro's. */
const CALLED = /\b([A-Z\d_]*[a-z]\w*)\s*\(/g;

/** Characters around a name that tell what it stands for. */
const CONTEXT = 60;

const OPENS = /^\s*\(/;
