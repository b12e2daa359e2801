// SPDX-License-Identifier: GPL-2.0-only
/** Whether the address of a table goes to something that may write to it. */
import type { Expression, FunctionSyntax } from '../../syntax/ast.ts';
import { readLocals } from '../functions/locals.ts';
import { walk } from '../functions/visit.ts';
import type { OpsTable, Program } from '../model.ts';
import { namesIn } from '../names/words.ts';

/**
 * Whether the table's own file gives its address to something that may write: a pointer to a table that is not const,
 * as a variable or as the parameter of a function.
 */
export function isHandedToWriter(name: string, { place }: OpsTable, program: Program): boolean {
  const facts = program.files.get(place.file.path);
  if (!facts) return false;
  const isOfFile = facts
    .variablesNaming(name)
    .some(({ declarator: { type, init } }) => init !== null && mayWrite(type) && isAddressOf(init, name));
  if (isOfFile) return true;
  return facts.functions
    .filter((one) => namesIn(one).has(name))
    .some((one) => one.variants().some((variant) => handsOn(variant, name, place, program)));
}

function handsOn(
  variant: FunctionSyntax,
  name: string,
  { file }: OpsTable['place'],
  program: Program,
): boolean {
  const locals = readLocals(variant);
  for (const { type, values } of locals.values())
    if (mayWrite(type) && values.some((value) => isAddressOf(value, name))) return true;
  let hands = false;
  walk(variant.body, (node) => {
    if (hands || node.kind !== 'call' || node.callee.kind !== 'identifier') return;
    const index = node.args.findIndex((arg) => isAddressOf(arg, name));
    if (index === -1) return;
    const callees = program.lookup(node.callee.name, file);
    hands = callees.some((callee) => mayWrite(callee.variants()[0]?.parameters[index]?.type ?? ''));
  });
  return hands;
}

/** The table itself stands for its address where it is an array. */
function isAddressOf(e: Expression, name: string): boolean {
  if (e.kind === 'cast') return isAddressOf(e.value, name);
  if (e.kind === 'unary' && e.op === '&') return isAddressOf(e.operand, name);
  if (e.kind === 'index') return isAddressOf(e.object, name);
  return e.kind === 'identifier' && e.name === name;
}

/** A pointer to tables that are not const. */
function mayWrite(type: string): boolean {
  const star = type.indexOf('*');
  const words = type.slice(0, star).split(' ');
  return star !== -1 && words.includes('vm_operations_struct') && !words.includes('const');
}
