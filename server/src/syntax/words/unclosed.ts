// SPDX-License-Identifier: GPL-2.0-only
/** Initializers without an end: what stands behind them is read as a part of them. */
import { skipBlank, skipQuoted, skipSlash } from './skip.ts';

/** Whether an initializer in braces behind a name is open at the end of the text. */
export function isUnclosed(text: string, name: number): boolean {
  const assigned = /^[^;={]*=\s*\{/.exec(text.slice(name, name + 400));
  if (assigned === null) return false;
  let depth = 0;
  for (let at = name + assigned[0].length - 1; at < text.length; ) {
    const c = text.charAt(at);
    if (c === '"' || c === "'") at = skipQuoted(text, at);
    else if (c === '/') at = skipSlash(text, at);
    else {
      if (c === '{') depth++;
      else if (c === '}' && --depth === 0) return false;
      at = skipBlank(text, at + 1);
    }
  }
  return true;
}
