// SPDX-License-Identifier: GPL-2.0-only
/** What the local names of a function stand for, without regard to the order of its statements. */
import type { Expression, FunctionSyntax } from '../../syntax/ast.ts';
import type { Span } from '../../text/source.ts';
import { sourceOf } from './values.ts';
import { walk } from './visit.ts';

export interface Local {
  type: string;
  isParameter: boolean;
  /** Everything that is assigned to it, its initializer first. */
  values: Expression[];
}

/** Returns the parameters and locals of a function with all values that are assigned to them. */
export function readLocals(variant: FunctionSyntax): ReadonlyMap<string, Local> {
  let locals = known.get(variant);
  if (!locals) {
    locals = localsIn(variant);
    known.set(variant, locals);
  }
  return locals;
}

const known = new WeakMap<FunctionSyntax, Map<string, Local>>();

function localsIn(variant: FunctionSyntax): Map<string, Local> {
  const locals = new Map<string, Local>();
  for (const { name, type } of variant.parameters) locals.set(name, { type, isParameter: true, values: [] });
  walk(variant.body, (node) => {
    if (node.kind === 'declaration') {
      for (const { name, type, init } of node.declarators) {
        const values = [...(locals.get(name)?.values ?? []), ...(init ? [init] : [])];
        locals.set(name, { type, isParameter: false, values });
      }
    } else if (node.kind === 'assignment' && node.op === '=' && node.target.kind === 'identifier') {
      locals.get(node.target.name)?.values.push(node.value);
    }
  });
  return locals;
}

/** One object that a pointer may hold the address of. */
export interface Pointee {
  /** The object as written, without `&`: a variable, an array element, a field; or the text of the pointer. */
  name: string;
  /** `object`: its address is taken; `parameter`: only the caller knows; `unknown`: anything else. */
  kind: 'object' | 'parameter' | 'unknown';
  expression: Expression;
}

/**
 * Returns what a pointer expression may point to: through casts, both arms of a conditional, and local variables.
 * NULL points to nothing.
 *
 * @param text the file's text
 */
export function pointees(
  expression: Expression,
  locals: ReadonlyMap<string, Local>,
  text: string,
): Pointee[] {
  return follow(expression, locals, text, new Set());
}

function follow(
  expression: Expression,
  locals: ReadonlyMap<string, Local>,
  text: string,
  seen: Set<string>,
): Pointee[] {
  const again = (next: Expression) => follow(next, locals, text, seen);
  const other = (kind: Pointee['kind']): Pointee[] => [
    { name: sourceOf(expression, text), kind, expression },
  ];
  switch (expression.kind) {
    case 'cast':
      return again(expression.value);
    case 'conditional':
      return [...again(expression.yes ?? expression.test), ...again(expression.no)];
    case 'binary':
      return expression.op === ',' ? again(expression.right) : other('unknown');
    case 'assignment':
      return again(expression.value);
    case 'number':
      return expression.value === 0 ? [] : other('unknown');
    case 'unary':
      if (expression.op !== '&') return other('unknown');
      return [{ name: sourceOf(expression.operand, text), kind: 'object', expression: expression.operand }];
    case 'identifier': {
      const { name } = expression;
      if (name === 'NULL') return [];
      const local = locals.get(name);
      if (!local) return other('unknown');
      if (local.isParameter && local.values.length === 0) return other('parameter');
      if (seen.has(name) || local.values.length === 0) return other('unknown');
      seen.add(name);
      const found = local.values.flatMap(again);
      seen.delete(name);
      return found;
    }
    default:
      return other('unknown');
  }
}

/** Returns the span of a field access's last part, or of the whole expression. */
export function nameSpanOf(expression: Expression): Span {
  return expression.kind === 'member' ? expression.propertySpan : expression;
}
