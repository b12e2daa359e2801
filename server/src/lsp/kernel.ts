/** The kernel of a session: release, headers and locking document. */
import { join } from 'node:path';
import { kernelFor } from '../contracts/kernel.ts';
import type { Kernel } from '../contracts/model.ts';
import { kernelOfTree, newestKernel, withDocument } from '../core/kernel.ts';
import { findTreeRoot } from '../io/tree.ts';
import type { Settings } from './settings.ts';

export interface SessionKernel {
  kernel: Kernel;
  /** False when nothing tells the release, and it has to be inferred from the code. */
  known: boolean;
  /** Absolute path of the tree that the settings name; its files go by their absolute paths. */
  given: string | null;
}

/** Returns the kernel that the files of a tree, or those outside of every tree (null), are checked against. */
export function kernelOfSession(root: string | null, settings: Settings): SessionKernel {
  const { kernel: release } = settings;
  const given = settings.tree === null ? null : findTreeRoot(settings.tree);
  if (given !== null && given !== root) {
    return { kernel: kernelOfTree(given, release, (path) => join(given, path)), known: true, given };
  }
  if (given === null && release !== null) {
    // Its headers speak for the tree's own release.
    const kernel = kernelFor(release, 'option');
    return { kernel: root === null ? kernel : withDocument(kernel, root), known: true, given };
  }
  if (root !== null) return { kernel: kernelOfTree(root, release), known: true, given };
  return { kernel: newestKernel(), known: false, given };
}
