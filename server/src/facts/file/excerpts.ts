// SPDX-License-Identifier: GPL-2.0-only
/** Finds the items of a file whose text mentions something, so that only those are parsed. */
import type { Item } from '../../syntax/items/items.ts';

/** Returns the items, of the wanted kinds, in whose text the pattern (with flag `g`) matches; in file order. */
export function itemsMatching(
  text: string,
  items: readonly Item[],
  kinds: readonly Item['kind'][],
  pattern: RegExp,
): Item[] {
  const wanted = items.filter((item) => kinds.includes(item.kind));
  const found = new Set<Item>();
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const item = enclosing(wanted, match.index);
    if (!item) continue;
    found.add(item);
    // One match in an item is enough.
    if (item.end > pattern.lastIndex) pattern.lastIndex = item.end;
  }
  return [...found];
}

/** Items of the kinds asked for do not overlap, so the last one that starts before an offset decides. */
function enclosing(items: readonly Item[], offset: number): Item | null {
  let low = 0;
  let high = items.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((items[middle] as Item).start <= offset) low = middle;
    else high = middle - 1;
  }
  const item = items[low];
  return item && item.start <= offset && offset < item.end ? item : null;
}
