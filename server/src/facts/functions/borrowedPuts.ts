// SPDX-License-Identifier: GPL-2.0-only
/** Calls that are handed alone what a function knows by way of its VMA or its file: of those only the holder may put it. */
import type { Expression } from '../../syntax/ast.ts';
import type { Place } from '../../text/source.ts';
import type { FunctionDefinition } from '../model.ts';
import { type Local, readLocals } from './locals.ts';
import { walk } from './visit.ts';

export interface BorrowedCall {
  callee: string;
  /** The variable or the field that it is handed. */
  text: string;
  place: Place;
}

/** Calls with one argument: what the private data of a VMA or of its file is, or a variable that is that and nothing else. */
export function callsOnBorrowed(definition: FunctionDefinition): BorrowedCall[] {
  const { file } = definition;
  const found: BorrowedCall[] = [];
  for (const variant of definition.variants()) {
    const locals = readLocals(variant);
    walk(variant.body, (node) => {
      if (node.kind !== 'call' || node.callee.kind !== 'identifier' || node.args.length !== 1) return;
      const arg = node.args[0] as Expression;
      if (!isBorrowed(arg, locals)) return;
      const { start, end } = node;
      found.push({ callee: node.callee.name, text: lastName(arg), place: { file, start, end } });
    });
  }
  return found;
}

function isBorrowed(e: Expression, locals: ReadonlyMap<string, Local>): boolean {
  if (e.kind === 'cast') return isBorrowed(e.value, locals);
  if (e.kind === 'identifier') {
    const local = locals.get(e.name);
    const [value, ...others] = local?.values ?? [];
    return value !== undefined && others.length === 0 && !local?.isParameter && isPrivateData(value);
  }
  return isPrivateData(e);
}

function lastName(e: Expression): string {
  if (e.kind === 'cast') return lastName(e.value);
  return e.kind === 'member' ? e.property : e.kind === 'identifier' ? e.name : 'it';
}

/** `vma->vm_private_data`, `vmf->vma->vm_file->private_data` */
function isPrivateData(e: Expression): boolean {
  if (e.kind === 'cast') return isPrivateData(e.value);
  if (e.kind !== 'member') return false;
  if (e.property === 'vm_private_data') return true;
  return e.property === 'private_data' && e.object.kind === 'member' && e.object.property === 'vm_file';
}
