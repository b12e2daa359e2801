// SPDX-License-Identifier: GPL-2.0-only
/** Reads what a tree says of its structs of operations: the documents, the headers, and the calls in mm/. */
import { basename, join } from 'node:path';
import {
  type Described,
  definedStructs,
  describedByLocking,
  describedByVfs,
} from '../contracts/document/described.ts';
import { readLockingDocument } from '../contracts/document/document.ts';
import type { Problem } from '../contracts/document/documentPrototypes.ts';
import { readVfsDocument } from '../contracts/document/vfsDocument.ts';
import type { Kernel } from '../contracts/model.ts';
import { OPS_HEADERS } from '../contracts/opsStructs.ts';
import { type StructContracts, structContracts } from '../contracts/structContracts.ts';
import { type CoreCalls, NO_CORE_CALLS, readCoreCalls } from '../facts/functions/coreCalls.ts';
import { isSkipped, type Skipped } from '../io/read.ts';
import { freshSearches } from '../io/search/searches.ts';
import { DISK, type Sources } from '../io/sources.ts';
import type { SourceFile } from '../text/source.ts';
import { chooseKernel, DOCUMENTS } from '../workspace/kernel.ts';

/** The document that shows whole structs: since 5.4, and before. */
const VFS_DOCUMENTS = ['Documentation/filesystems/vfs.rst', 'Documentation/filesystems/vfs.txt'];

/** Every document that may describe structs of operations, relative to the root of a tree. */
export const DOCUMENT_PATHS: ReadonlySet<string> = new Set([...DOCUMENTS, ...VFS_DOCUMENTS]);

/** Where core calls the ops of a VMA on a fault. */
const MEMORY = 'mm/memory.c';

/** The kernel of a tree; without one, that of the newest known release. */
export function treeKernel(tree: string | null): Kernel {
  return chooseKernel({ own: tree, given: null, release: null }).kernel;
}

/** The contracts of all structs of operations of a tree. */
export async function treeContracts(base: string, sources: Sources = DISK): Promise<StructContracts> {
  const once = readOnce(sources);
  const texts = [...DOCUMENT_PATHS, ...OPS_HEADERS].map((path) => {
    const file = once.read(join(base, path), path);
    return isSkipped(file) ? null : file.text;
  });
  if (last?.texts.every((text, at) => text === texts[at])) return last.contracts;
  const { documents } = readDocuments(base, base, once);
  const { structs, isElsewhere } = await readStructs(base, documents, once);
  const contracts = structContracts(structs, documents);
  last = isElsewhere ? null : { texts, contracts };
  return contracts;
}

/** The same sources, each file read once. */
function readOnce(sources: Sources): Sources {
  const known = new Map<string, ReturnType<Sources['read']>>();
  return {
    look: (absolute) => sources.look(absolute),
    over: (searches) => sources.over(searches),
    read: (absolute, shown) => {
      const file = known.get(absolute) ?? sources.read(absolute, shown);
      known.set(absolute, file);
      return file;
    },
  };
}

/** Of the last tree that was read, as long as nothing outside these texts went into it: a review asks for every patch. */
let last: { texts: (string | null)[]; contracts: StructContracts } | null = null;

/** Read only where the locking document has a word about the ops of a VMA. */
export function coreCallsOf(base: string, documents: Described[], sources: Sources): CoreCalls {
  const isAbout = documents.some(({ structs }) =>
    structs.some(({ struct, sentences }) => struct === 'vm_operations_struct' && sentences.length > 0),
  );
  const file = isAbout ? sources.read(join(base, MEMORY), MEMORY) : null;
  return file === null || isSkipped(file) ? NO_CORE_CALLS : readCoreCalls(file);
}

/** Reads the documents of a tree: the locking document, then the one that shows structs. */
export function readDocuments(
  base: string,
  shown: string,
  sources: Sources,
): { documents: Described[]; badInputs: Skipped[]; problems: Problem[] } {
  const badInputs: Skipped[] = [];
  const problems: Problem[] = [];
  const documents: Described[] = [];
  const looked = sources.look(base);
  if (typeof looked !== 'boolean') return { documents, problems, badInputs: [{ path: shown, ...looked }] };
  const take = (paths: readonly string[], read: (file: SourceFile) => Described): string | null => {
    let reason: string | null = null;
    for (const path of paths) {
      const file = sources.read(join(base, path), path);
      if (isSkipped(file)) {
        if (file.reason !== 'does not exist') reason = `${path} ${file.reason}`;
        continue;
      }
      const described = read(file);
      if (described.structs.length > 0) {
        documents.push(described);
        return null;
      }
      reason = `${path} describes no struct of operations`;
      if (VFS_DOCUMENTS.includes(path))
        problems.push({ text: 'describes no struct of operations', place: { file, start: 0, end: 0 } });
    }
    return reason ?? '';
  };
  const locking = take(DOCUMENTS, (file) => describedByLocking(readLockingDocument(file.text, file.path)));
  take(VFS_DOCUMENTS, (file) => describedByVfs(readVfsDocument(file.text, file.path)));
  if (locking !== null) {
    const names = DOCUMENTS.map((path) => basename(path)).join(' or ');
    const reason = locking || `has no locking document (Documentation/filesystems/${names})`;
    badInputs.push({ path: shown, reason });
  }
  return { documents, badInputs, problems };
}

/** A struct that is in none of its usual headers is looked for in all of them: they move. */
export async function readStructs(base: string, documents: Described[], sources: Sources) {
  const read = (paths: readonly string[]) =>
    paths
      .map((path) => sources.read(join(base, path), path))
      .filter((file): file is SourceFile => !isSkipped(file));
  const headers = read(OPS_HEADERS);
  const first = definedStructs(headers);
  const broken = new Set(first.problems.map(({ text }) => text.split(' ')[1]));
  const wanted = [...new Set(documents.flatMap(({ structs }) => structs.map(({ struct }) => struct)))].filter(
    (name) => !first.structs.has(name) && !broken.has(name),
  );
  if (wanted.length === 0) return { ...first, isElsewhere: false };
  const pattern = `^\\s*struct\\s+(${wanted.join('|')})\\s*\\{`;
  const found = await sources.over(freshSearches).files(base, pattern, { folders: ['include/linux'] });
  const more = definedStructs(read(found.filter((path) => !OPS_HEADERS.includes(path))));
  return {
    structs: new Map([...more.structs, ...first.structs]),
    problems: [...first.problems, ...more.problems],
    isElsewhere: true,
  };
}
