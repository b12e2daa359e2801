// SPDX-License-Identifier: GPL-2.0-only
/** Fields of structs that point to an ops table, and whether they point to a const one. */
import type { FileFacts, OpsTable, Program } from '../model.ts';

/** `struct vm_operations_struct *gem_vm_ops;` with the const before and behind the type. */
const POINTER = /(\bconst\s+)?\bstruct\s+vm_operations_struct\s+(const\s*)?\*\s*(?:const\s+)?(\w+)\s*;/g;

const fields = new WeakMap<FileFacts, ReadonlyMap<string, boolean>>();

/**
 * Whether an initializer of the table's file puts its address into a field that points to a table that may be written,
 * as far as a loaded file declares the field: a const table does not compile there.
 */
export function isInWritableField(table: OpsTable, program: Program): boolean {
  const own = program.files.get(table.place.file.path);
  const given = own?.installations.filter((one) => one.table === table.name && one.form === 'initializer');
  return given?.some(({ field }) => field !== null && pointsToWritable(field, own, program)) ?? false;
}

/** The declaration of the same file counts first. */
function pointsToWritable(field: string, own: FileFacts | undefined, program: Program): boolean {
  const here = own && fieldsOf(own).get(field);
  if (here !== undefined) return !here;
  let found = false;
  for (const file of program.files.values()) {
    const isConst = fieldsOf(file).get(field);
    if (isConst) return false;
    found ||= isConst === false;
  }
  return found;
}

/** Field → whether it points to const. */
function fieldsOf(facts: FileFacts): ReadonlyMap<string, boolean> {
  let found = fields.get(facts);
  if (!found) {
    found = facts.file.text.includes('vm_operations_struct') ? readFields(facts) : new Map();
    fields.set(facts, found);
  }
  return found;
}

function readFields({ file, items }: FileFacts): Map<string, boolean> {
  const found = new Map<string, boolean>();
  for (const { kind, start, end } of items) {
    if (kind !== 'type') continue;
    for (const match of file.text.slice(start, end).matchAll(POINTER))
      found.set(match[3] as string, match[1] !== undefined || match[2] !== undefined);
  }
  return found;
}
