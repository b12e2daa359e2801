// SPDX-License-Identifier: GPL-2.0-only
/** What the memories of changes and of commits have in common. */
import { dirname } from 'node:path';
import type { Release } from '../../contracts/model.ts';
import { type Frozen, thaw } from '../../core/memory/frozen.ts';
import { chooseVersionArms } from '../../facts/file/versionArms.ts';
import { SourceFile } from '../../text/source.ts';
import type { LintSettings } from '../treeLint.ts';

/** Names what results rest on beside the tree: this program, by its parts, and the settings. */
export function programAndSettings(part: readonly string[], settings: LintSettings): string {
  const { kernel, exclude, severities, contract } = settings;
  return JSON.stringify([part, kernel, exclude, [...severities].sort(), contract]);
}

/**
 * Returns what was kept, with its files as `read` gives their texts; null where one is not to be had.
 *
 * @param release decides which arms of the files a finding can stand in
 */
export function thawedIn(
  { files, value }: Frozen,
  release: Release,
  read: (path: string) => unknown,
): unknown {
  const found: SourceFile[] = [];
  for (const path of files) {
    const text = read(path);
    if (typeof text !== 'string') return null;
    found.push(new SourceFile(path, chooseVersionArms(text, release)));
  }
  return thaw(value, found);
}

/** The folders above a tree, itself among them: a configuration file of each counts. */
export function foldersAbove(root: string): string[] {
  const folders = [root];
  for (let folder = root; dirname(folder) !== folder; folder = dirname(folder)) folders.push(dirname(folder));
  return folders;
}
