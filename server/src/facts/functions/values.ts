// SPDX-License-Identifier: GPL-2.0-only
/** Reads what an initializer or assigned expression names: a handler, or a table. */
import type { Expression } from '../../syntax/ast.ts';
import type { Span } from '../../text/source.ts';
import { onOneLine } from '../../text/words.ts';

/** One name an expression may stand for; null is NULL. */
export interface NamedValue {
  name: string | null;
  span: Span;
}

/**
 * Returns the functions that an expression may name, most often one: `f`, `&f`, `(cast)f`, both arms of `c ? f : g`,
 * and the one name among the arguments of a wrapping macro. What is something else is returned as its own text, so
 * that it stays an unresolved handler. NULL and 0 are null.
 *
 * @param text the file's text
 */
export function namedFunctions(expression: Expression, text: string): NamedValue[] {
  switch (expression.kind) {
    case 'identifier':
      return [{ name: expression.name === 'NULL' ? null : expression.name, span: expression }];
    case 'number':
      return [{ name: expression.value === 0 ? null : sourceOf(expression, text), span: expression }];
    case 'cast':
      return namedFunctions(expression.value, text);
    case 'unary':
      if (expression.op === '&' || expression.op === '*') return namedFunctions(expression.operand, text);
      break;
    case 'conditional':
      return eitherArm([expression.yes ?? expression.test, expression.no], text);
    case 'call': {
      const names = expression.args.flatMap((argument) => {
        const name = wrappedName(argument);
        return name ? [{ name, span: argument }] : [];
      });
      if (names.length === 1) return names;
      break;
    }
  }
  return [{ name: sourceOf(expression, text), span: expression }];
}

/** `IS_ENABLED(X) ? f : NULL` names one function; only where no arm names any is it NULL. */
function eitherArm(arms: Expression[], text: string): NamedValue[] {
  const values = arms.flatMap((arm) => namedFunctions(arm, text));
  const named = values.filter((value) => value.name !== null);
  return named.length > 0 ? named : values.slice(0, 1);
}

function wrappedName(argument: Expression): string | null {
  if (argument.kind === 'cast') return wrappedName(argument.value);
  if (argument.kind === 'unary' && argument.op === '&') return wrappedName(argument.operand);
  return argument.kind === 'identifier' && argument.name !== 'NULL' ? argument.name : null;
}

/** Returns an expression as it is written, with white space reduced to single spaces. */
export function sourceOf(span: Span, text: string): string {
  return onOneLine(text.slice(span.start, span.end));
}
