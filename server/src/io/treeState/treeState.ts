// SPDX-License-Identifier: GPL-2.0-only
/** The state of all C files of a tree as one short text: as long as it is the same, a run would read the same. */
import { gitState } from './gitState.ts';
import type { KnownIndexes } from './knownIndexes.ts';
import { statState } from './statState.ts';

export interface TreeState {
  /** Differs whenever a file that a search may enter has another content, came or went. */
  id: string;
  /**
   * Whether everything that this was told by had its last change before a moment, in milliseconds since 1970: then the
   * tree was in this state at that moment already.
   */
  isOlderThan(moment: number): boolean;
  /** Told by most of it at once: by the index of a checkout; of a plain folder, all of it. */
  base: {
    id: string;
    /**
     * Entries `signs TAB path NUL`: what tells the content of each C file. Null where they cannot be had any more.
     */
    entries(): Promise<string | null>;
  };
  /** Entries of what is not as the base says. */
  apart: string;
}

/**
 * Returns the state that a tree is in: of a git checkout by its index and what differs from it, so that another checkout
 * of the same has the same; of a plain folder by size, times and number of each file.
 *
 * @param root absolute path
 * @param indexes the indexes of git that were read before
 * @returns null where it cannot be told for sure
 */
export async function treeStateOf(
  root: string,
  indexes: KnownIndexes | null = null,
): Promise<TreeState | null> {
  return (await gitState(root, indexes)) ?? statState(root);
}
