// SPDX-License-Identifier: GPL-2.0-only
/** Return statements and calls as the source writes them, for those that propose other code. */
import type { Expression, FunctionSyntax, Statement } from '../../syntax/ast.ts';
import { writtenAt } from '../../text/layout.ts';
import type { Place, Span } from '../../text/source.ts';
import type { FunctionDefinition } from '../model.ts';
import { type Node, walk } from './visit.ts';

/** One return statement. */
export interface WrittenReturn {
  /** All of it, with its semicolon. */
  place: Place;
  /** What it returns. `calls`: something that runs code. */
  value:
    | { kind: 'nothing' | 'calls' | 'other' }
    | { kind: 'errno' | 'name' | 'number'; written: string; place: Place };
  /** It stands in a block of its own, so that another statement fits before it. */
  inBlock: boolean;
}

/** One call. */
export interface WrittenCall {
  callee: string;
  args: string[];
}

/** It returns an int, and names an errno: 0 or a negative errno, as far as its text tells. */
export function givesErrno(definition: FunctionDefinition): boolean {
  const variants = definition.variants();
  return (
    variants.length > 0 &&
    variants.every(({ returnType, body }) => {
      let names = false;
      walk(body, (node) => {
        if (node.kind === 'unary' && node.op === '-' && node.operand.kind === 'identifier')
          names ||= /^E[A-Z0-9]+$/.test(node.operand.name);
      });
      return returnType === 'int' && names;
    })
  );
}

/** By its type or by one of its returns it answers with VM_FAULT codes. */
export function givesCodes(definition: FunctionDefinition): boolean {
  return definition.variants().some(({ returnType, body }) => {
    let names = returnType === 'vm_fault_t';
    walk(body, (node) => {
      if (node.kind !== 'return' || node.value === null) return;
      walk(node.value, (part) => {
        names ||= part.kind === 'identifier' && part.name.startsWith('VM_FAULT_');
      });
    });
    return names;
  });
}

/** Returns the return statement that begins at a place of a function, or null when none does. */
export function returnAt(definition: FunctionDefinition, place: Place): WrittenReturn | null {
  if (place.file !== definition.file) return null;
  let found: WrittenReturn | null = null;
  forEachStatement(definition, (statement, inBlock) => {
    if (found || statement.kind !== 'return' || statement.start !== place.start) return;
    const placeOf = (span: Span): Place => ({ file: definition.file, start: span.start, end: span.end });
    found = { place: placeOf(statement), value: valueIn(statement.value, placeOf), inBlock };
  });
  return found;
}

/**
 * Returns the return statement right behind a call that is a statement of its own in the same block, and where that
 * one ends; null when none is there.
 */
export function returnBehind(
  definition: FunctionDefinition,
  { file, start }: Place,
): (WrittenReturn & { behind: number }) | null {
  if (file !== definition.file) return null;
  for (const { body } of definition.variants()) {
    let pair: [Statement, Statement] | null = null;
    walk(body, (node) => {
      if (node.kind !== 'block') return;
      const at = node.statements.findIndex((one) => one.start === start && one.kind === 'expression');
      const [call, next] = at === -1 ? [] : node.statements.slice(at, at + 2);
      if (call && next?.kind === 'return') pair = [call, next];
    });
    if (pair === null) continue;
    const [call, next] = pair as [Statement, Statement];
    const written = returnAt(definition, { file, start: next.start, end: next.end });
    return written && { ...written, behind: call.end };
  }
  return null;
}

/** Returns the call that a place of a function begins with or holds, or null when there is none. */
export function callAt(definition: FunctionDefinition, { file, start, end }: Place): WrittenCall | null {
  if (file !== definition.file) return null;
  let found: WrittenCall | null = null;
  for (const { body } of definition.variants()) {
    walk(body, (node) => {
      if (found || node.kind !== 'call' || node.start < start || node.end > end) return;
      if (node.callee.kind !== 'identifier') return;
      const args = node.args.map((arg) => writtenAt({ file, start: arg.start, end: arg.end }));
      found = { callee: node.callee.name, args };
    });
  }
  return found;
}

/** Whether a function's body says a name. */
export function saysName({ body }: FunctionSyntax, name: string): boolean {
  let says = false;
  walk(body, (node: Node) => {
    if (node.kind === 'identifier' && node.name === name) says = true;
    if ((node.kind === 'opaque' || node.kind === 'opaque-statement') && node.names.includes(name))
      says = true;
  });
  return says;
}

function valueIn(value: Expression | null, placeOf: (span: Span) => Place): WrittenReturn['value'] {
  if (value === null) return { kind: 'nothing' };
  const place = placeOf(value);
  const written = writtenAt(place);
  if (value.kind === 'identifier') return { kind: 'name', written, place };
  if (value.kind === 'number') return { kind: 'number', written, place };
  const { kind } = value;
  if (
    kind === 'unary' &&
    value.op === '-' &&
    value.operand.kind === 'identifier' &&
    /^E[A-Z0-9]+$/.test(value.operand.name)
  )
    return { kind: 'errno', written: `-${value.operand.name}`, place };
  let calls = false;
  walk(value, (node) => {
    if (CALLING.has(node.kind)) calls = true;
  });
  return { kind: calls ? 'calls' : 'other' };
}

const CALLING = new Set<Node['kind']>(['call', 'opaque', 'statement-expression', 'assignment', 'update']);

function forEachStatement(
  definition: FunctionDefinition,
  visit: (statement: Statement, inBlock: boolean) => void,
): void {
  for (const { body } of definition.variants()) {
    const inBlock = new Set<Node>();
    walk(body, (node) => {
      if (node.kind === 'block') for (const statement of node.statements) inBlock.add(statement);
      visit(node as Statement, inBlock.has(node));
    });
  }
}
