// SPDX-License-Identifier: GPL-2.0-only
/** Who gives back later what a function leaves in an object that was there before: what frees the object, or closes it. */
import { walk } from '../../facts/functions/visit.ts';
import type { FileFacts, FunctionDefinition } from '../../facts/model.ts';
import { calledNames } from '../../facts/names/mentions.ts';
import type { Expression } from '../../syntax/ast.ts';
import type { Place } from '../../text/source.ts';
import type { CallInstruction, Pure } from '../cfg/cfg.ts';

export interface Keeper {
  /** The function that gives it back. */
  name: string;
  place: Place;
}

/**
 * Returns the first other function of a file that gives back by the same call what the same field has.
 *
 * @param taking the call that takes it
 * @param by the function that gives it back
 */
export function keeperOf(
  taking: CallInstruction,
  by: string,
  { functions }: FileFacts,
  beside: FunctionDefinition,
): Keeper | null {
  const fields = new Set(taking.args.flatMap((arg) => fieldOf(arg) ?? []));
  if (fields.size === 0) return null;
  for (const one of functions) {
    if (one.name === beside.name || !calledNames(one).includes(by)) continue;
    const place = givingIn(one, by, fields);
    if (place !== null) return { name: one.name, place };
  }
  return null;
}

function givingIn(definition: FunctionDefinition, by: string, fields: ReadonlySet<string>): Place | null {
  let found: Place | null = null;
  const { file } = definition;
  for (const { body } of definition.variants())
    walk(body, (node) => {
      if (node.kind !== 'call' || node.callee.kind !== 'identifier' || node.callee.name !== by) return;
      if (node.args.some((arg) => fields.has(writtenField(arg) ?? '')))
        found ??= { file, start: node.start, end: node.end };
    });
  return found;
}

/** `buffer` of `client->buffer` and of `&client->buffer`. */
function fieldOf(e: Pure): string | null {
  if (e.k === 'address') return fieldOf(e.of);
  return e.k === 'member' ? e.field : null;
}

/** The same, as it is written. */
function writtenField(e: Expression): string | null {
  if (e.kind === 'unary' && e.op === '&') return writtenField(e.operand);
  return e.kind === 'member' ? e.property : null;
}
