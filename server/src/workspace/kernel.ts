// SPDX-License-Identifier: GPL-2.0-only
/** Finds out which kernel the code is checked against: a release, and what its own tree says over the data. */
import { join } from 'node:path';
import { readLockingDocument } from '../contracts/document/document.ts';
import { readHeaders } from '../contracts/headers/header.ts';
import { type InferredRelease, inferRelease } from '../contracts/infer.ts';
import { kernelFor, overlayDocument, overlayHeader } from '../contracts/kernel.ts';
import { readMakefileRelease } from '../contracts/makefile.ts';
import type { Kernel, Release } from '../contracts/model.ts';
import { formatRelease, isPlausible, NEWEST_RELEASE, parseRelease } from '../contracts/release.ts';
import type { FileFacts, Program, ResolvedHandler } from '../facts/model.ts';
import { isSkipped } from '../io/read.ts';
import { DISK, type Sources } from '../io/sources.ts';
import type { SourceFile } from '../text/source.ts';
import { evidenceOf, identifiersOf, type TextOf } from './evidence.ts';

/** Headers that hold the struct, struct vm_fault and VM_FAULT_*; which one does has changed over time. */
const HEADERS = ['include/linux/mm.h', 'include/linux/mm_types.h'];

/** The locking document: since 5.4, and before. */
export const DOCUMENTS = ['Documentation/filesystems/locking.rst', 'Documentation/filesystems/Locking'];

/** Every file of a tree that tells what its kernel is, relative to the root. */
export const KERNEL_FILES: readonly string[] = ['Makefile', ...HEADERS, ...DOCUMENTS];

export interface KernelRequest {
  /** Root of the tree that the code is in, or null. */
  own: string | null;
  /** Root of a tree that the user names, or null: its headers and document count instead of the own ones. */
  given: string | null;
  /** Release that the user names; it wins over the Makefile's. */
  release: Release | null;
  sources?: Sources;
}

export interface ChosenKernel {
  kernel: Kernel;
  /** False when nothing tells the release, and it has to be inferred from the code. */
  isKnown: boolean;
}

/**
 * Returns the kernel that code is checked against. A release without a tree named beside it, or with one of another release,
 * means the data of that release: the headers of a tree speak for that tree's release. Its document still counts.
 *
 * Files of a tree that is not the code's own are named by their absolute paths.
 */
export function chooseKernel({ own, given, release, sources = DISK }: KernelRequest): ChosenKernel {
  if (given !== null) return { kernel: kernelOfTree(given, release, given !== own, sources), isKnown: true };
  if (release !== null) {
    const kernel = kernelFor(release, 'option');
    return {
      kernel: own === null ? kernel : withDocument(kernel, documentOf(own, false, sources)),
      isKnown: true,
    };
  }
  if (own !== null) return { kernel: kernelOfTree(own, null, false, sources), isKnown: true };
  return { kernel: kernelFor(parseRelease(NEWEST_RELEASE) as Release, 'default'), isKnown: false };
}

/** The kernel of a tree by the release in its Makefile, or by one that the user names; its headers are not read. */
export function kernelOfRelease(tree: string, given: Release | null, sources: Sources = DISK): Kernel {
  if (given !== null) return kernelFor(given, 'option');
  const makefile = readPart(tree, 'Makefile', false, sources);
  const release = makefile === null ? null : readMakefileRelease(makefile.text)?.release;
  return release
    ? kernelFor(release, 'makefile')
    : kernelFor(parseRelease(NEWEST_RELEASE) as Release, 'default');
}

/** The releases that code may be written for; both ends belong to it. */
export interface ReleaseRange {
  first: Release;
  last: Release;
}

/** What some handlers and files of code without a tree tell; without `files` all do. */
export function inferFrom(
  handlers: readonly ResolvedHandler[],
  program: Program,
  textOf: TextOf,
  files?: Iterable<FileFacts>,
): InferredRelease {
  return inferRelease(evidenceOf(handlers), identifiersOf(program, files, textOf));
}

/** Returns the kernel that code without a tree looks to be written for, and how that was found, as one phrase. */
export function inferKernel(
  handlers: ResolvedHandler[],
  program: Program,
  textOf: TextOf,
): { kernel: Kernel; releaseNote: string; range: ReleaseRange } {
  const { release, first, last, explanation } = inferFrom(handlers, program, textOf);
  return { kernel: kernelFor(release, 'inferred'), releaseNote: explanation, range: { first, last } };
}

/** The kernel that was made last: a review makes it again for each state of a tree, mostly of the same files. */
let last: { asked: string; texts: (string | undefined)[]; kernel: Kernel } | null = null;

function kernelOfTree(tree: string, given: Release | null, outside: boolean, sources: Sources): Kernel {
  const read = (path: string) => readPart(tree, path, outside, sources);
  const [makefile = null, ...headers] = ['Makefile', ...HEADERS].map(read);
  const document = documentOf(tree, outside, sources);
  const asked = JSON.stringify([tree, given, outside]);
  const texts = [makefile, ...headers, document].map((file) => file?.text);
  if (last?.asked === asked && last.texts.every((text, at) => text === texts[at])) return last.kernel;
  const written = makefile === null ? null : (readMakefileRelease(makefile.text)?.release ?? null);
  const release = given ?? (written !== null && isPlausible(written) ? written : null);
  const base =
    release === null
      ? kernelFor(parseRelease(NEWEST_RELEASE) as Release, 'default')
      : kernelFor(release, given === null ? 'makefile' : 'option');
  const isOfOther = given !== null && written !== null && !isSameSeries(given, written);
  const facts = readHeaders(headers.filter((file) => file !== null));
  const kernel = withDocument(isOfOther ? base : overlayHeader(base, facts), document);
  last = { asked, texts, kernel };
  return kernel;
}

const isSameSeries = (one: Release, other: Release) => one.major === other.major && one.minor === other.minor;

/** What is wrong with the release that a tree's Makefile names, as a phrase; null where nothing is. */
export function strangeRelease(tree: string, sources: Sources = DISK): string | null {
  const makefile = readPart(tree, 'Makefile', false, sources);
  if (makefile === null) return null;
  const release = readMakefileRelease(makefile.text)?.release;
  if (release === undefined) return 'its VERSION and PATCHLEVEL make no release';
  if (isPlausible(release)) return null;
  return `Linux ${formatRelease(release)} is no release that is known; the newest is ${NEWEST_RELEASE}`;
}

/** Lays the locking document of a tree over a kernel. */
function withDocument(kernel: Kernel, document: SourceFile | null): Kernel {
  return document === null
    ? kernel
    : overlayDocument(kernel, readLockingDocument(document.text, document.path));
}

function documentOf(tree: string, outside: boolean, sources: Sources): SourceFile | null {
  for (const path of DOCUMENTS) {
    const document = readPart(tree, path, outside, sources);
    if (document !== null) return document;
  }
  return null;
}

function readPart(tree: string, path: string, outside: boolean, sources: Sources): SourceFile | null {
  const absolute = join(tree, path);
  const file = sources.read(absolute, outside ? absolute : path);
  return isSkipped(file) ? null : file;
}
