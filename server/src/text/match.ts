// SPDX-License-Identifier: GPL-2.0-only
/** What the groups of a regular expression matched. */

type Texts<Count extends number, Known extends string[] = []> = Known['length'] extends Count
  ? Known
  : Texts<Count, [...Known, string]>;

/** Returns the first groups of a match; one that took no part is empty. */
export function groupsOf<Count extends number>(match: readonly string[], count: Count): Texts<Count> {
  return Array.from({ length: count }, (_, at) => match[at + 1] ?? '') as Texts<Count>;
}
