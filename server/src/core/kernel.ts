/** Finds out which kernel the code is checked against: a release, and what its own tree says over the data. */
import { join } from 'node:path';
import { readLockingDocument } from '../contracts/document.ts';
import { readHeaders } from '../contracts/header.ts';
import { kernelFor, overlayDocument, overlayHeader } from '../contracts/kernel.ts';
import { readMakefileRelease } from '../contracts/makefile.ts';
import type { Kernel, Release } from '../contracts/model.ts';
import { NEWEST_RELEASE, parseRelease } from '../contracts/release.ts';
import { isSkipped } from '../io/read.ts';
import { DISK, type Sources } from '../io/sources.ts';
import type { SourceFile } from '../text/source.ts';

/** Headers that hold the struct, struct vm_fault and VM_FAULT_*; which one does has changed over time. */
const HEADERS = ['include/linux/mm.h', 'include/linux/mm_types.h'];

/** The locking document: since 5.4, and before. */
export const DOCUMENTS = ['Documentation/filesystems/locking.rst', 'Documentation/filesystems/Locking'];

/** How a run names a file of the tree, by its path relative to the root. */
type Naming = (path: string) => string;

const AS_IT_IS: Naming = (path) => path;

/**
 * Returns the kernel of a tree. A release given by hand wins over the Makefile's.
 *
 * @param tree absolute path of a tree's root
 */
export function kernelOfTree(
  tree: string,
  given: Release | null,
  naming = AS_IT_IS,
  sources: Sources = DISK,
): Kernel {
  const makefile = readPart(tree, 'Makefile', naming, sources);
  const release = given ?? (makefile === null ? null : (readMakefileRelease(makefile.text)?.release ?? null));
  const headers = HEADERS.map((path) => readPart(tree, path, naming, sources)).filter(
    (file) => file !== null,
  );
  const base = release === null ? newestKernel() : kernelFor(release, given === null ? 'makefile' : 'option');
  return withDocument(overlayHeader(base, readHeaders(headers)), tree, naming, sources);
}

/** Lays the locking document of a tree over a kernel. */
export function withDocument(
  kernel: Kernel,
  tree: string,
  naming = AS_IT_IS,
  sources: Sources = DISK,
): Kernel {
  for (const path of DOCUMENTS) {
    const document = readPart(tree, path, naming, sources);
    if (document !== null) return overlayDocument(kernel, readLockingDocument(document.text, document.path));
  }
  return kernel;
}

/** Returns the kernel of the newest known release, for code that tells nothing about its own. */
export function newestKernel(): Kernel {
  return kernelFor(parseRelease(NEWEST_RELEASE) as Release, 'default');
}

function readPart(tree: string, path: string, naming: Naming, sources: Sources): SourceFile | null {
  const file = sources.read(join(tree, path), naming(path));
  return isSkipped(file) ? null : file;
}
