// SPDX-License-Identifier: GPL-2.0-only
/** A handler that a table lacks, put in front of it and named in it. */
import type { Kernel } from '../../contracts/model.ts';
import { handlerName, skeleton } from '../../contracts/skeletons.ts';
import type { OpsTable, Program, TableMember } from '../../facts/model.ts';
import type { Edit, Fix } from '../../findings/finding.ts';
import {
  aboveItem,
  alignedHead,
  beginsLine,
  commaBehind,
  gapBefore,
  indentOf,
  wholeLines,
} from '../../text/layout.ts';
import type { Place } from '../../text/source.ts';

/**
 * Returns the edits that give a table an op with a handler that breaks no rule; null where the table has no list of
 * members in its own file, or the name is taken.
 */
function addOp(table: OpsTable, op: string, program: Program, kernel: Kernel): Edit[] | null {
  const contract = kernel.ops.get(op);
  const { file } = table.place;
  const facts = program.files.get(file.path);
  const item = facts?.items.find(({ start, end }) => start <= table.place.start && table.place.end <= end);
  if (!contract || !item) return null;
  const handler = handlerName(table.name, op);
  if (facts?.functions.some(({ name }) => name === handler)) return null;
  const above = aboveItem(file.current.text, file.toCurrent(item.start));
  const start = item.start - (file.toCurrent(item.start) - above);
  const entry = addEntry(table, op, handler);
  return (
    entry && [{ place: { file, start, end: start }, text: `${skeleton(handler, contract, kernel)}\n` }, entry]
  );
}

/** A new entry below the last one, its `=` in the column of that one; null where no member has a line of its own. */
function addEntry(table: OpsTable, op: string, handler: string): Edit | null {
  const { file } = table.place;
  const last = table.members
    .filter(({ handlerPlace, form }) => handlerPlace.file === file && form !== 'run-time')
    .at(-1);
  if (!last) return null;
  const { end } = last.handlerPlace;
  const comma = commaBehind(last.handlerPlace);
  const at = comma ?? end;
  const indent = indentOf(last.handlerPlace);
  const gap = last.form === 'designated' ? gapBefore('=', last.opPlace, last.handlerPlace) : '';
  const head = alignedHead(`${indent}.${op}`, `${indent}.${last.op}`, gap);
  return {
    place: { file, start: at, end: at },
    text: `${comma === null ? ',' : ''}\n${head}= ${handler},`,
  };
}

/** Lets a debugger read the page frames of a device. */
export function accessPhysically(table: OpsTable, kernel: Kernel): Fix | null {
  if (!kernel.ops.has('access')) return null;
  const entry = addEntry(table, 'access', 'generic_access_phys');
  return (
    entry && { title: `Add .access = generic_access_phys to ${table.name}`, safe: false, edits: [entry] }
  );
}

/** Gives a table a pfn_mkwrite that refuses every write: a start, which has to be filled in. */
export function refuseWrites(table: OpsTable, program: Program, kernel: Kernel): Fix | null {
  const edits = addOp(table, 'pfn_mkwrite', program, kernel);
  return edits && { title: `Add a pfn_mkwrite that refuses the write to ${table.name}`, safe: false, edits };
}

/** The lines that an entry of a table has for itself; null where it shares them. */
export function entryLines({ opPlace, handlerPlace }: TableMember): Place | null {
  const { file } = opPlace;
  if (handlerPlace.file !== file) return null;
  const start = behindIndent(opPlace);
  const end = commaBehind(handlerPlace) ?? handlerPlace.end;
  return start === null ? null : wholeLines({ file, start, end });
}

/** Where an entry begins: at its dot, which the place of the op may leave out. */
function behindIndent(op: Place): number | null {
  const dot = { ...op, start: op.start - 1 };
  if (beginsLine(op)) return op.start;
  return beginsLine(dot) ? dot.start : null;
}
