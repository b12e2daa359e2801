// SPDX-License-Identifier: GPL-2.0-only
/** A handler that a table lacks, put in front of it and named in it. */
import type { Kernel } from '../../contracts/model.ts';
import { handlerName, skeleton } from '../../contracts/skeletons.ts';
import type { OpsTable, Program } from '../../facts/model.ts';
import type { Edit, Fix } from '../../findings/finding.ts';
import { aboveItem, commaBehind, indentOf } from '../../text/layout.ts';

/**
 * Returns the edits that give a table an op with a handler that breaks no rule; null where the table has no list of
 * members in its own file, or the name is taken.
 */
export function addOp(table: OpsTable, op: string, program: Program, kernel: Kernel): Edit[] | null {
  const contract = kernel.ops.get(op);
  const { file } = table.place;
  const facts = program.files.get(file.path);
  const last = table.members
    .filter(({ handlerPlace, form }) => handlerPlace.file === file && form !== 'run-time')
    .at(-1);
  const item = facts?.items.find(({ start, end }) => start <= table.place.start && table.place.end <= end);
  if (!contract || !last || !item) return null;
  const handler = handlerName(table.name, op);
  if (facts?.functions.some(({ name }) => name === handler)) return null;
  const above = aboveItem(file.current.text, file.toCurrent(item.start));
  const start = item.start - (file.toCurrent(item.start) - above);
  const { end } = last.handlerPlace;
  const comma = commaBehind(last.handlerPlace);
  const at = comma ?? end;
  return [
    { place: { file, start, end: start }, text: `${skeleton(handler, contract, kernel)}\n` },
    {
      place: { file, start: at, end: at },
      text: `${comma === null ? ',' : ''}\n${indentOf(last.handlerPlace)}.${op} = ${handler},`,
    },
  ];
}

/** Gives a table a pfn_mkwrite that refuses every write: a start, which somebody has to fill in. */
export function refuseWrites(table: OpsTable, program: Program, kernel: Kernel): Fix | null {
  const edits = addOp(table, 'pfn_mkwrite', program, kernel);
  return edits && { title: `Add a pfn_mkwrite that refuses the write to ${table.name}`, safe: false, edits };
}
