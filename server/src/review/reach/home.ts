// SPDX-License-Identifier: GPL-2.0-only
/** Which part of a tree may use a name that a file defines. */

/** Folders of many modules, each in a folder of its own. */
const FAMILIES = /^(?:drivers\/(?:accel|gpu\/drm|infiniband\/(?:hw|sw|ulp)|staging)|net)\/[^/]+\//;

/** Top folders that are one piece, or whose folders of the second depth share headers. */
const PIECES = /^(?:block|crypto|init|io_uring|ipc|kernel|lib|mm|rust|security|virt)\//;

/** Names by the folder that their users lie below: `''` for the whole tree. */
export type Homes = ReadonlyMap<string, string>;

/**
 * Returns the folder that holds every user of a name, `''` for the whole tree: the subsystem or the module of its file,
 * unless it is exported or stands in a header for all. A header may still declare it for others: `NameUsers` looks.
 *
 * @param exported what the file exports, of `exportsOf`
 */
export function homeOf(path: string, name: string, exported: ReadonlySet<string>): string {
  if (isForAll(path) || exported.has(name)) return '';
  const piece = PIECES.exec(path) ?? FAMILIES.exec(path);
  if (piece !== null) return piece[0].slice(0, -1);
  return path.split('/').slice(0, -1).slice(0, 2).join('/');
}

/** Whether a file is a header that any other may include by `<name>`, and that declares functions. */
export function isForAll(path: string): boolean {
  return /^(?:arch\/[^/]+\/)?include\/(?!trace\/)/.test(path);
}

/** Adds names with their homes; a name with two has the whole tree. */
export function addHomes(homes: Map<string, string>, more: Iterable<readonly [string, string]>): void {
  for (const [name, home] of more) homes.set(name, (homes.get(name) ?? home) === home ? home : '');
}

/** Returns the names that a text exports to modules. */
export function exportsOf(text: string): Set<string> {
  const names = new Set<string>();
  for (let at = text.indexOf('EXPORT_'); at !== -1; at = text.indexOf('EXPORT_', at + 1)) {
    const name = /^EXPORT_\w+\(\s*(\w+)/.exec(text.slice(at, at + 200))?.[1];
    if (name !== undefined) names.add(name);
  }
  return names;
}
