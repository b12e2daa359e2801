// SPDX-License-Identifier: GPL-2.0-only

/** Returns a map without some keys: the same one where it has none of them, for maps of a state are shared. */
export function without<K, V>(map: ReadonlyMap<K, V>, ...keys: readonly K[]): ReadonlyMap<K, V> {
  if (!keys.some((key) => map.has(key))) return map;
  const result = new Map(map);
  for (const key of keys) result.delete(key);
  return result;
}
