// SPDX-License-Identifier: GPL-2.0-only
/** Where a function switches something on or off: a constant that it stores to a field, or a bit that it sets there. */
import type { Call, Expression, Statement } from '../../syntax/ast.ts';
import { writtenAt } from '../../text/layout.ts';
import type { Place } from '../../text/source.ts';
import type { FunctionDefinition } from '../model.ts';
import { walk } from './visit.ts';

export interface Switch {
  /** The field, with the bit where it is one of several. */
  name: string;
  isOn: boolean;
  place: Place;
}

/** Everything that a function switches, under whatever conditions. */
export function switchesIn(definition: FunctionDefinition): Switch[] {
  return definition.variants().flatMap(({ body }) => switchesOf(body, definition));
}

/** What it switches whenever it is called: no test stands before. */
export function alwaysSwitched(definition: FunctionDefinition): Switch[] {
  return definition.variants().flatMap(({ body }) => {
    const found: Switch[] = [];
    for (const statement of body.statements) {
      if (statement.kind === 'expression') found.push(...switchesOf(statement, definition));
      else if (mayLeave(statement)) break;
    }
    return found;
  });
}

function mayLeave(statement: Statement): boolean {
  let leaves = false;
  walk(statement, ({ kind }) => {
    leaves ||= kind === 'return' || kind === 'goto';
  });
  return leaves;
}

function switchesOf(within: Statement, { file }: FunctionDefinition): Switch[] {
  const found: Switch[] = [];
  const add = (name: string | null, isOn: boolean | null, { start, end }: Expression) => {
    if (name !== null && isOn !== null) found.push({ name, isOn, place: { file, start, end } });
  };
  walk(within, (node) => {
    if (node.kind === 'assignment' && node.op === '=') add(fieldOf(node.target), truthOf(node.value), node);
    if (node.kind !== 'call' || node.callee.kind !== 'identifier') return;
    const [first, second] = node.args;
    if (first === undefined || second === undefined) return;
    if (STORES.has(node.callee.name)) add(fieldOf(first), truthOf(second), node);
    const isOn = BITS.get(node.callee.name);
    const field = fieldOf(second);
    if (isOn !== undefined && field !== null) add(`${field} (${text(first, file)})`, isOn, node as Call);
  });
  return found;
}

const text = ({ start, end }: Expression, file: FunctionDefinition['file']) =>
  writtenAt({ file, start, end });

const STORES: ReadonlySet<string> = new Set([
  'atomic_set',
  'WRITE_ONCE',
  'smp_store_release',
  'atomic_xchg',
  'xchg',
]);

const BITS: ReadonlyMap<string, boolean> = new Map([
  ['set_bit', true],
  ['__set_bit', true],
  ['clear_bit', false],
  ['__clear_bit', false],
]);

/** The field that an expression, or the pointer to it, names. */
function fieldOf(e: Expression): string | null {
  if (e.kind === 'unary' && e.op === '&') return fieldOf(e.operand);
  if (e.kind === 'index') return fieldOf(e.object);
  return e.kind === 'member' ? e.property : null;
}

/** A number, or a truth by its name; a pointer that is cleared switches nothing. */
function truthOf(e: Expression): boolean | null {
  if (e.kind === 'number') return e.value === null ? null : e.value !== 0;
  return e.kind === 'identifier' ? (TRUTHS.get(e.name) ?? null) : null;
}

const TRUTHS: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['false', false],
]);
