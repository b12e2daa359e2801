// SPDX-License-Identifier: GPL-2.0-only
/** Makes the statements that stand for macro loops and scoped guards. */
import type { Span } from '../../text/source.ts';
import type { Expression, MacroLoop, ScopedGuard, Statement } from '../ast.ts';
import type { MacroMark } from '../mask/masked.ts';
import { loopAssigns } from './macroLoops.ts';

/** Returns the statement of a marked macro, whose arguments the grammar read as the test of a `while`. */
export function macroStatement(
  mark: MacroMark,
  test: Expression,
  body: Statement,
  { start, end }: Span,
): MacroLoop | ScopedGuard {
  const args = mark.empty ? [] : commaParts(test);
  if (mark.kind === 'loop') {
    const assigns = loopAssigns(mark.name, args.length);
    return { kind: 'macro-loop', start, end, name: mark.name, args, assigns, body };
  }
  const lockClass = args.shift();
  return {
    kind: 'scoped-guard',
    start,
    end,
    lockClass: lockClass?.kind === 'identifier' ? lockClass.name : '',
    failure: mark.failure ? failureStatement(mark.failure, args.shift()) : null,
    args,
    body,
  };
}

function commaParts(expression: Expression): Expression[] {
  const parts: Expression[] = [];
  const open = [expression];
  for (let part = open.pop(); part; part = open.pop()) {
    if (part.kind === 'binary' && part.op === ',') open.push(part.right, part.left);
    else parts.push(part);
  }
  return parts;
}

/** What a conditional guard does without the lock; the mask has left the value of the jump as an argument. */
function failureStatement(
  word: NonNullable<MacroMark['failure']>,
  value: Expression | undefined,
): Statement | null {
  if (!value) return null;
  const { start, end } = value;
  if (word === 'return') {
    const isBare = value.kind === 'identifier' && value.name.startsWith('return');
    return { kind: 'return', start, end, value: isBare ? null : value };
  }
  if (word === 'goto')
    return { kind: 'goto', start, end, label: value.kind === 'identifier' ? value.name : null };
  return { kind: word, start, end };
}
