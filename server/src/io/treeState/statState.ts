// SPDX-License-Identifier: GPL-2.0-only
/** The state of a plain folder: what the file system says of each C file. */
import { createHash } from 'node:crypto';
import { type Dirent, lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { CLOSED_FOLDERS, SOURCE_SUFFIXES } from '../search/walk.ts';
import { latestChange } from './clock.ts';
import type { TreeState } from './treeState.ts';

/** Characters that are hashed at once: each call costs more than what it hashes. */
const AT_ONCE = 100_000;

/** Returns the state, or null where a folder or file cannot be looked at. */
export function statState(root: string): TreeState | null {
  const hash = createHash('sha256').update('stat\n');
  let text = '';
  let open = '';
  let latest = 0;
  const walk = (folder: string) => {
    latest = Math.max(latest, latestChange(lstatSync(join(root, folder))));
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true }).sort(byName)) {
      const { name } = entry;
      if (name.startsWith('.') || CLOSED_FOLDERS.includes(name)) continue;
      const path = folder === '' ? name : `${folder}/${name}`;
      if (entry.isDirectory()) walk(path);
      else if (entry.isFile() && SOURCE_SUFFIXES.some((suffix) => name.endsWith(suffix))) {
        const stat = lstatSync(`${root}/${path}`);
        latest = Math.max(latest, latestChange(stat));
        open += `${stat.size} ${stat.mtimeMs} ${stat.ctimeMs} ${stat.ino} ${stat.mode}\t${path}\0`;
        if (open.length < AT_ONCE) continue;
        hash.update(open);
        text += open;
        open = '';
      }
    }
  };
  try {
    walk('');
  } catch {
    return null;
  }
  const id = hash.update(open).digest('hex');
  const entries = async () => text + open;
  return { id, isOlderThan: (moment) => latest < moment, base: { id, entries }, apart: '' };
}

function byName(a: Dirent, b: Dirent): number {
  return a.name < b.name ? -1 : 1;
}
