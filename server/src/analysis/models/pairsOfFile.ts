// SPDX-License-Identifier: GPL-2.0-only
/** Two calls that several functions of a file make one after the other, of the same things: the second undoes the first. */
import { walk } from '../../facts/functions/visit.ts';
import type { FileFacts, FunctionDefinition } from '../../facts/model.ts';
import { calledNames } from '../../facts/names/mentions.ts';
import type { Expression } from '../../syntax/ast.ts';
import { writtenAt } from '../../text/layout.ts';
import type { Place } from '../../text/source.ts';
import type { CallInstruction, Pure } from '../cfg/cfg.ts';
import { mayBePair, saysGivesBack } from '../claims/pairs.ts';

/** How many functions have to do both, beside the one that is looked at. */
const ENOUGH = 2;

/** Where a function gives something back. */
export interface Undoing {
  definition: FunctionDefinition;
  place: Place;
  by: string;
}

const known = new WeakMap<FileFacts, Map<string, Undoing[]>>();

/** Returns where another function of a file gives back what the call takes, if several do; null if not. */
export function undoneIn(facts: FileFacts, name: string, beside: FunctionDefinition): Undoing | null {
  let byName = known.get(facts);
  if (byName === undefined) {
    byName = new Map();
    known.set(facts, byName);
  }
  let undoing = byName.get(name);
  if (undoing === undefined) {
    undoing = facts.functions.flatMap((one) => undoingIn(one, name) ?? []);
    byName.set(name, undoing);
  }
  const others = undoing.filter(({ definition }) => definition.name !== beside.name);
  return others.length >= ENOUGH ? (others[0] ?? null) : null;
}

function undoingIn(definition: FunctionDefinition, name: string): Undoing | null {
  const called = calledNames(definition);
  if (!called.includes(name)) return null;
  const gives = new Set(called.filter((one) => saysGivesBack(one) && mayBePair(name, one)));
  if (gives.size === 0) return null;
  let taken: string | null = null;
  let found: Undoing | null = null;
  const { file } = definition;
  for (const { body } of definition.variants())
    walk(body, (node) => {
      if (node.kind !== 'call' || node.callee.kind !== 'identifier' || node.args.length === 0) return;
      const { name: by } = node.callee;
      const args = node.args.map(({ start, end }) => writtenAt({ file, start, end })).join();
      if (by === name) taken = args;
      else if (args === taken && gives.has(by))
        found ??= { definition, place: { file, start: node.start, end: node.end }, by: `${by}()` };
    });
  return found;
}

/** Who gives back later what a function leaves in an object that was there before: what frees the object, or closes it. */
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
