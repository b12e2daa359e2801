// SPDX-License-Identifier: GPL-2.0-only
/** What the data says beside the contracts: insertion helpers, and where the locking document and core disagree. */
import disagreements from './data/disagreements.json';
import inserts from './data/inserts.json';
import { cellValue } from './document/documentTable.ts';
import type { EntryLock, Kernel, Release } from './model.ts';
import { formatPrototype, prototypeOf, samePrototype } from './prototype.ts';
import { type Era, inEra } from './release.ts';

/** A helper that puts entries into a page table. */
export interface InsertHelper extends Era {
  names: string[];
  meaning: string;
  /** What must hold when it is called, one sentence each. */
  requires: string[];
}

/** The insertion helper of that name in a release. */
export function insertHelper(name: string, release: Release): InsertHelper | undefined {
  return (inserts.inserts as InsertHelper[]).find((one) => one.names.includes(name) && inEra(release, one));
}

/** Where the tree's locking document says something else about an op than its header and core do; a sentence each. */
export function disagreementsOf(op: string, kernel: Kernel): string[] {
  const contract = kernel.ops.get(op);
  const documented = kernel.document.get(op);
  if (!contract || kernel.document.size === 0) return [];
  if (!documented) return ['Not in the locking document.'];
  const found: string[] = [];
  const text = /^(.*?)\(\s*\*\s*\w+\s*\)\s*\((.*)\)/s.exec(documented.prototype?.text ?? '');
  const written = text && prototypeOf(text[1] as string, text[2] as string);
  if (written && !samePrototype(written, contract.prototype, kernel.typedefs)) {
    found.push(
      `The document shows \`${formatPrototype(op, written)}\`; the header of this tree has \`${formatPrototype(op, contract.prototype)}\`.`,
    );
  }
  const cell = Object.entries(documented.row?.cells ?? {}).find(([column]) =>
    /^mmap_(?:lock|sem)$/.test(column),
  )?.[1];
  const said = cell === undefined ? null : cellValue(cell);
  if (said === 'read' && contract.entry.mmapLock === 'maybe-read')
    found.push(
      'The document says that mmap_lock is held for reading; core may hold the per-VMA lock instead.',
    );
  const { release } = kernel;
  for (const one of disagreements.disagreements as (Era & { op: string; text: string })[])
    if (one.op === op && inEra(release, one)) found.push(one.text);
  return found;
}

/** The lock that core holds on entry, in words. */
export function lockInWords(lock: EntryLock): string {
  return LOCKS[lock];
}

const LOCKS: Record<EntryLock, string> = {
  none: 'mmap_lock is not held',
  read: 'mmap_lock is held for reading',
  write: 'mmap_lock is held for writing',
  'read-or-write': 'mmap_lock is held',
  'maybe-read': 'mmap_lock is held for reading, or the per-VMA lock',
  'write-or-none': 'mmap_lock is held for writing, or (at the exit of a process) not at all',
};
