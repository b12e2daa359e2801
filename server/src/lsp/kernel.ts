/** The kernel of a session: release, headers and locking document. */
import { join } from 'node:path';
import { readLockingDocument } from '../contracts/document.ts';
import { kernelFor, overlayDocument } from '../contracts/kernel.ts';
import type { Kernel } from '../contracts/model.ts';
import { kernelOfTree, newestKernel } from '../core/kernel.ts';
import { isSkipped, readSource } from '../io/read.ts';
import { findTreeRoot } from '../io/tree.ts';
import type { Settings } from './settings.ts';

/** From 5.4 the document is reStructuredText; before, it is plain text. */
export const DOCUMENTS = ['Documentation/filesystems/locking.rst', 'Documentation/filesystems/Locking'];

/**
 * Returns the kernel that the files of a tree, or those outside of every tree (null), are checked against. `known`
 * is false when nothing tells the release and it has to be inferred from the code.
 */
export function kernelOfSession(root: string | null, settings: Settings): { kernel: Kernel; known: boolean } {
  const given = settings.tree === null ? null : findTreeRoot(settings.tree);
  const tree = given ?? root;
  if (tree !== null && (settings.kernel === null || given !== null || root !== null)) {
    const kernel =
      settings.kernel !== null && given === null
        ? kernelFor(settings.kernel, 'option')
        : kernelOfTree(tree, settings.kernel);
    return { kernel: withDocument(kernel, tree), known: true };
  }
  if (settings.kernel !== null) return { kernel: kernelFor(settings.kernel, 'option'), known: true };
  return { kernel: newestKernel(), known: false };
}

function withDocument(kernel: Kernel, tree: string): Kernel {
  for (const path of DOCUMENTS) {
    const file = readSource(join(tree, path), path);
    if (!isSkipped(file)) return overlayDocument(kernel, readLockingDocument(file.text, path));
  }
  return kernel;
}
