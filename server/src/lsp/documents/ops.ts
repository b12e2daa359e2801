// SPDX-License-Identifier: GPL-2.0-only
/** Where a document of the kernel names an op: in a prototype, in a row, and in prose. */
import {
  type DescribedStruct,
  describedByLocking,
  describedByVfs,
} from '../../contracts/document/described.ts';
import { readLockingDocument } from '../../contracts/document/document.ts';
import { readVfsDocument } from '../../contracts/document/vfsDocument.ts';
import type { Place } from '../../text/source.ts';

export const VM = 'vm_operations_struct';

export interface DocumentOp {
  struct: string;
  /** Other structs that the section is about. */
  also: string[];
  op: string;
  kind: 'prototype' | 'row' | 'prose';
  /** Its name, alone. */
  name: Place;
}

/** Returns the ops that a document names, by its path in the tree. */
export function opsOf(path: string, text: string): DocumentOp[] {
  const { structs } = /vfs\.(?:rst|txt)$/.test(path)
    ? describedByVfs(readVfsDocument(text, path))
    : describedByLocking(readLockingDocument(text, path));
  return structs.flatMap((described) => [
    ...described.prototypes.flatMap(({ op, place }) => named(described, op, 'prototype', place)),
    ...(described.rows ?? []).flatMap(({ op, place }) => named(described, op, 'row', place)),
    ...described.paragraphs.flatMap(({ ops, place }) =>
      ops.flatMap((op) => named(described, op, 'prose', place)),
    ),
  ]);
}

/** Every time the name stands there by itself; of a row the first alone. */
function named(
  { struct, also }: DescribedStruct,
  op: string,
  kind: DocumentOp['kind'],
  place: Place,
): DocumentOp[] {
  const { file } = place;
  const text = file.text.slice(place.start, place.end);
  const found: DocumentOp[] = [];
  for (const match of text.matchAll(new RegExp(`\\b${op}\\b`, 'g'))) {
    const start = place.start + match.index;
    found.push({ struct, also, op, kind, name: { file, start, end: start + op.length } });
    if (kind !== 'prose') break;
  }
  return found;
}
