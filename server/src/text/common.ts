// SPDX-License-Identifier: GPL-2.0-only
/** What two texts have in common, as one is after an edit of the other. */

/** How many characters they begin with alike. */
export function commonHead(a: string, b: string): number {
  const most = Math.min(a.length, b.length);
  let at = 0;
  while (at < most && a.charCodeAt(at) === b.charCodeAt(at)) at++;
  return at;
}

/**
 * How many characters they end with alike.
 *
 * @param head what they begin with alike, which is not counted again
 */
export function commonTail(a: string, b: string, head: number): number {
  const most = Math.min(a.length, b.length) - head;
  let count = 0;
  while (count < most && a.charCodeAt(a.length - 1 - count) === b.charCodeAt(b.length - 1 - count)) count++;
  return count;
}
