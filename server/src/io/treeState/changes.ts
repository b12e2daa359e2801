// SPDX-License-Identifier: GPL-2.0-only
/** Which files two states of a tree differ in. */

/** Returns the paths of the entries that only one of the states has; both are texts of `TreeState`. */
export function changedPaths(before: string, now: string): Set<string> {
  const changed = new Set<string>();
  const old = new Set(before.split('\0'));
  for (const entry of now.split('\0')) if (!old.delete(entry)) changed.add(pathOf(entry));
  for (const entry of old) changed.add(pathOf(entry));
  return changed;
}

function pathOf(entry: string): string {
  return entry.slice(entry.indexOf('\t') + 1);
}
