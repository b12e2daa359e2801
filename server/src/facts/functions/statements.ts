// SPDX-License-Identifier: GPL-2.0-only
/** Statements, tests and parameters as the source writes them, for those that propose other code. */
import type { Binary, Expression, Statement } from '../../syntax/ast.ts';
import { writtenAt } from '../../text/layout.ts';
import type { Place, Span } from '../../text/source.ts';
import type { FunctionDefinition } from '../model.ts';
import { walk } from './visit.ts';

/** A statement that stands in a block. */
export interface WrittenStatement {
  kind: Statement['kind'];
  place: Place;
  /** An `if`: what it tests, and whether it has an `else`. */
  test: Place | null;
  hasElse: boolean;
}

/** Returns the innermost statement of a block that a place of a function lies in; null outside of the function. */
export function statementAround(definition: FunctionDefinition, inner: Place): WrittenStatement | null {
  if (inner.file !== definition.file) return null;
  let found: Statement | null = null;
  for (const { body } of definition.variants())
    walk(body, (node) => {
      if (node.kind !== 'block') return;
      const own = node.statements.find(({ start, end }) => start <= inner.start && inner.end <= end);
      if (own) found = own;
    });
  return found && writtenStatement(definition, found);
}

/** Returns the first statement of a function that is no declaration, or null where `#if` arms differ in it. */
export function firstStatement(definition: FunctionDefinition): WrittenStatement | null {
  const firsts = definition
    .variants()
    .map(({ body }) => body.statements.find(({ kind }) => kind !== 'declaration' && kind !== 'empty'));
  const [first] = firsts;
  if (!first || firsts.some((other) => other?.start !== first.start)) return null;
  return writtenStatement(definition, first);
}

/** Returns every return statement of a function. */
export function returnsOf(definition: FunctionDefinition): Place[] {
  const found = new Map<number, Place>();
  for (const { body } of definition.variants())
    walk(body, (node) => {
      if (node.kind === 'return') found.set(node.start, placeIn(definition, node));
    });
  return [...found.values()];
}

/**
 * Returns the operator of the one comparison at a place that lets a value be the limit itself: `>` with the limit behind
 * it, or `<` with the limit before it; null where there is none, or more than one.
 *
 * @param limit as written, or null where that is not known
 */
export function looseComparison(
  definition: FunctionDefinition,
  { file, start, end }: Place,
  limit: string | null,
): (Place & { op: string }) | null {
  if (file !== definition.file) return null;
  const found = new Map<number, Place & { op: string }>();
  for (const { body } of definition.variants())
    walk(body, (node) => {
      if (node.kind !== 'binary' || node.start < start || node.end > end) return;
      if (node.op !== '>' && node.op !== '<') return;
      const side = node.op === '>' ? node.right : node.left;
      if (limit !== null && writtenAt(placeIn(definition, side)) !== limit) return;
      found.set(node.start, { file, start: node.left.end, end: node.right.start, op: node.op });
    });
  return found.size === 1 ? ([...found.values()][0] ?? null) : null;
}

/** Returns the place of the only call of a function by its name that a function makes, with its arguments; null else. */
export function onlyCallOf(
  definition: FunctionDefinition,
  callee: string,
): { name: Place; args: Place[]; place: Place } | null {
  const found = new Map<number, { name: Place; args: Place[]; place: Place }>();
  for (const { body } of definition.variants())
    walk(body, (node) => {
      if (node.kind !== 'call' || node.callee.kind !== 'identifier' || node.callee.name !== callee) return;
      found.set(node.start, {
        name: placeIn(definition, node.callee),
        args: node.args.map((arg) => placeIn(definition, arg)),
        place: placeIn(definition, node),
      });
    });
  return found.size === 1 ? ([...found.values()][0] ?? null) : null;
}

/** Returns what an assignment at a place gives its target, as written; null where none begins there. */
export function valueAssigned(definition: FunctionDefinition, { start }: Place): string | null {
  let found: string | null = null;
  for (const { body } of definition.variants())
    walk(body, (node) => {
      if (node.kind === 'assignment' && node.op === '=' && node.start === start)
        found = writtenAt(placeIn(definition, node.value));
    });
  return found;
}

/** Returns the variable that a statement does nothing but give the result of a call to; null for any other statement. */
export function variableGiven(definition: FunctionDefinition, call: Place): string | null {
  const statement = statementAround(definition, call);
  if (statement?.kind !== 'expression') return null;
  let found: string | null = null;
  for (const { body } of definition.variants())
    walk(body, (node) => {
      if (node.kind !== 'assignment' || node.op !== '=' || node.start !== statement.place.start) return;
      const isResult = node.value.start === call.start && node.value.kind === 'call';
      if (isResult && node.target.kind === 'identifier') found = node.target.name;
    });
  return found;
}

/** Returns the names that a function calls behind a place of its own. */
export function calledBehind(definition: FunctionDefinition, { end }: Place): string[] {
  const found: string[] = [];
  for (const { body } of definition.variants())
    walk(body, (node) => {
      if (node.kind === 'call' && node.callee.kind === 'identifier' && node.start >= end)
        found.push(node.callee.name);
    });
  return found;
}

/** Returns the parts of a test that all have to be true: of `a && !b` both. */
export function conjunctsOf(definition: FunctionDefinition, test: Place): Place[] {
  const parts = new Map<number, Place>();
  const take = (node: Expression): void => {
    if (node.kind === 'binary' && node.op === '&&') {
      take(node.left);
      take(node.right);
    } else parts.set(node.start, placeIn(definition, node));
  };
  for (const { body } of definition.variants())
    walk(body, (node) => {
      if (node.kind === 'if' && node.test.start === test.start) take(node.test);
    });
  return [...parts.values()].sort((a, b) => a.start - b.start);
}

/** Returns the name that an assignment, or the declaration of a variable, at a place gives it; null for any other value. */
export function nameAssigned(
  definition: FunctionDefinition,
  { file, start }: Place,
): { name: string; place: Place } | null {
  if (file !== definition.file) return null;
  let found: { name: string; place: Place } | null = null;
  const take = (value: Expression | null) => {
    if (value?.kind === 'identifier') found = { name: value.name, place: placeIn(definition, value) };
  };
  for (const { body } of definition.variants())
    walk(body, (node) => {
      if (node.kind === 'assignment' && node.op === '=' && node.start === start) take(node.value);
      if (node.kind === 'declaration')
        for (const one of node.declarators) if (one.start === start) take(one.init);
    });
  return found;
}

/** Returns the variable that a test compares with nothing or with 0, as in `ret`, `!ret` and `ret < 0`; null else. */
export function resultTested(
  definition: FunctionDefinition,
  test: Place,
): { name: string; negated: boolean } | null {
  if (test.file !== definition.file) return null;
  let found: { name: string; negated: boolean } | null = null;
  for (const { body } of definition.variants())
    walk(body, (node) => {
      if (node.start !== test.start || node.end !== test.end) return;
      const negated = node.kind === 'unary' && node.op === '!';
      const operand = negated ? node.operand : node.kind === 'binary' ? node.left : node;
      if (node.kind === 'binary' && !isComparedWithZero(node)) return;
      if (operand.kind === 'identifier') found = { name: operand.name, negated };
    });
  return found;
}

function isComparedWithZero({ op, right }: Binary): boolean {
  if (op !== '<' && op !== '!=') return false;
  return right.kind === 'number' && right.value === 0;
}

/** Returns how a function writes the VMA that it is handed: a parameter, or `vmf->vma`; null where it has neither. */
export function vmaOf(definition: FunctionDefinition): string | null {
  for (const { parameters } of definition.variants()) {
    const named = (type: string) => parameters.find((one) => one.type.split(' ').includes(type))?.name;
    const vma = named('vm_area_struct');
    if (vma) return vma;
    const vmf = named('vm_fault');
    if (vmf) return `${vmf}->vma`;
  }
  return null;
}

function writtenStatement(definition: FunctionDefinition, statement: Statement): WrittenStatement {
  const isIf = statement.kind === 'if';
  return {
    kind: statement.kind,
    place: placeIn(definition, statement),
    test: isIf ? placeIn(definition, statement.test) : null,
    hasElse: isIf && statement.no !== null,
  };
}

function placeIn({ file }: FunctionDefinition, { start, end }: Span): Place {
  return { file, start, end };
}
