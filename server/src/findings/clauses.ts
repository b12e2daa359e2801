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

/** What a message says that happens, a clause each, and what it says to do; null where it says nothing of that. */
export function partsOf(message: string): { fault: string; consequences: string[]; advice: string | null } {
  const { fault, rest } = clausesOf(message);
  if (rest === '') {
    const [first = '', ...others] = message.split('; ');
    const isTold = isAdvice(others.at(-1) ?? '');
    return {
      fault: first,
      consequences: isTold ? others.slice(0, -1) : others,
      advice: isTold ? (others.at(-1) ?? null) : isAdvice(first) ? first : null,
    };
  }
  const parts = rest.split('; ');
  const last = parts.at(-1);
  if (last !== undefined && (parts.length > 1 || isAdvice(last)))
    return { fault, consequences: parts.slice(0, -1), advice: last };
  return { fault, consequences: parts, advice: isAdvice(fault) ? fault : null };
}

/** How a piece of advice begins. */
const VERBS = new Set(
  (
    'add allocate answer begin bring call check clear compare convert copy count do drop end find free give hand insert ' +
    'keep leave let lock look make map name put read refuse reject release rely remove rename restore return revert ' +
    'round set shift store subtract take test try undo unlock use wait work write'
  ).split(' '),
);

/** Whether a clause says what to do. */
export function isAdvice(text: string): boolean {
  return VERBS.has(/^[a-z]+(?= )/.exec(text)?.[0] ?? '');
}
