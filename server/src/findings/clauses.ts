// SPDX-License-Identifier: GPL-2.0-only
/** A message is what is wrong, then what comes of it and what to do. */

/** Returns the parts of a message before and behind its first colon; what stands in parentheses is code or a remark. */
export function clausesOf(message: string): { fault: string; rest: string } {
  let depth = 0;
  for (let at = 0; at < message.length; at++) {
    const char = message[at] as string;
    if (char === '(') depth++;
    else if (char === ')') depth--;
    else if (depth === 0 && message.startsWith(MARK, at))
      return { fault: message.slice(0, at), rest: message.slice(at + MARK.length) };
  }
  return { fault: message, rest: '' };
}

const MARK = ': ';
