// SPDX-License-Identifier: GPL-2.0-only
/** How functions look at what is left of a count. */

import type { Expression } from '../../syntax/ast.ts';
import { MIRRORED } from '../../text/arithmetic.ts';
import type { FunctionDefinition } from '../model.ts';
import { namesField } from './listEntries.ts';
import { type Node, walk } from './visit.ts';

/** Whether a function compares a field of that name so that 0 of it still stands for a user: `--x->users < 0`. */
export function comparesBelowZero(definition: FunctionDefinition, field: string): boolean {
  return some(definition, (node) => {
    if (node.kind !== 'binary') return false;
    const [left, right] = [numberOf(node.left), numberOf(node.right)];
    if (right !== null && left === null && namesField(node.left, field)) return isBelow(node.op, right);
    if (left !== null && right === null && namesField(node.right, field))
      return isBelow(MIRRORED[node.op] ?? node.op, left);
    return false;
  });
}

/** Whether a function counts down only where a test of the field says that something is left: 0 stands for a user then. */
export function countsWhereTested(definition: FunctionDefinition, field: string): boolean {
  return some(definition, (node) => {
    if (node.kind !== 'if' || !namesField(node.test, field) || changes(node.test, field)) return false;
    return changes(node.yes, field) || (node.no !== null && changes(node.no, field));
  });
}

function changes(within: Node, field: string): boolean {
  let found = false;
  walk(within, (node) => {
    if (node.kind === 'update') found ||= namesField(node.operand, field);
    if (node.kind === 'assignment') found ||= namesField(node.target, field);
  });
  return found;
}

/** Whether a function reads a count of that name by a call that does nothing else: `atomic_read(&x->users)`. */
export function readsCount(definition: FunctionDefinition, field: string): boolean {
  return some(
    definition,
    (node) =>
      node.kind === 'call' &&
      node.callee.kind === 'identifier' &&
      COUNT_READERS.has(node.callee.name) &&
      node.args.some((arg) => namesField(arg, field)),
  );
}

/** They say what a count has left. */
export const COUNT_READERS: ReadonlySet<string> = new Set([
  'refcount_read',
  'kref_read',
  'atomic_read',
  'atomic64_read',
  'atomic_long_read',
]);

/** The number that is compared with is the one beside 0 on its lower side, or 0 is on the side of those with users. */
function isBelow(op: string, number: number): boolean {
  return number === 0 ? op === '<' || op === '>=' : number === -1 && op !== '<' && op !== '>=';
}

function numberOf(e: Expression): number | null {
  if (e.kind === 'number') return e.value;
  const inner = e.kind === 'unary' && e.op === '-' ? numberOf(e.operand) : null;
  return inner === null ? null : -inner;
}

function some(definition: FunctionDefinition, is: (node: Node) => boolean): boolean {
  return definition.variants().some(({ body }) => {
    let found = false;
    walk(body, (node) => {
      found ||= is(node);
    });
    return found;
  });
}

/** Some call of functions that give a counter its first value gives another than 0. */
export function startsAboveZero(definition: FunctionDefinition, starts: ReadonlySet<string>): boolean {
  return definition.variants().some(({ body }) => {
    let found = false;
    walk(body, (node) => {
      if (node.kind !== 'call' || node.callee.kind !== 'identifier' || !starts.has(node.callee.name)) return;
      const value = node.args[1];
      found ||= value?.kind !== 'number' || value.value !== 0;
    });
    return found;
  });
}
