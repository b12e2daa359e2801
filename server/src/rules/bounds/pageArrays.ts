// SPDX-License-Identifier: GPL-2.0-only

import type { ChosenAccess } from '../../analysis/reports/chosen/accesses.ts';
import type { Limited } from '../../analysis/reports/chosen/limits.ts';

/** What maps the first pages of an array is told how many there are, and takes the length of the mapping for that. */
export function ofPageArray(
  { has, callee, index, array, within, owner }: ChosenAccess,
  { how }: Limited,
): string | null {
  if (how !== 'none' && !(how === 'part' && has.offset)) return null;
  const unbounded = has.offset ? 'offset and length are not both' : 'length is never';
  const by = within === null ? '' : ` in ${owner}()`;
  return `${callee}()${by} is handed ${index} as the number of pages in ${array}, which is made of the mapping, whose ${unbounded} bounds-checked`;
}
