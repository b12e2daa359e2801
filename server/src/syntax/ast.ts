// SPDX-License-Identifier: GPL-2.0-only
/**
 * The plain C syntax tree that everything above the syntax layer works with.
 *
 * It is made from tree-sitter's tree in one walk, with preprocessor arms already chosen (one tree per
 * configuration of the item, see `Guard`) and kernel macros already read by their meaning. All offsets are
 * absolute in the file. What did not parse is `opaque`.
 */
import type { Span } from '../text/source.ts';

/** One preprocessor condition that was decided: the text after `#if` (normalised to `defined(X)` for #ifdef). */
export interface Guard {
  condition: string;
  taken: boolean;
}

export type Expression =
  | Identifier
  | NumberLiteral
  | StringLiteral
  | Call
  | Member
  | Index
  | Unary
  | Update
  | Binary
  | Assignment
  | Conditional
  | Cast
  | Sizeof
  | StatementExpression
  | InitializerList
  | CompoundLiteral
  | Opaque;

export interface Identifier extends Span {
  kind: 'identifier';
  name: string;
}
/** A number or character literal; `value` is null when it is not a plain integer. */
export interface NumberLiteral extends Span {
  kind: 'number';
  value: number | null;
}
export interface StringLiteral extends Span {
  kind: 'string';
  value: string;
}
export interface Call extends Span {
  kind: 'call';
  callee: Expression;
  args: Expression[];
}
/** `object.property` or `object->property`. */
export interface Member extends Span {
  kind: 'member';
  object: Expression;
  property: string;
  arrow: boolean;
  /** Where the property name stands. */
  propertySpan: Span;
}
export interface Index extends Span {
  kind: 'index';
  object: Expression;
  index: Expression;
}
export interface Unary extends Span {
  kind: 'unary';
  op: '!' | '-' | '~' | '+' | '*' | '&';
  operand: Expression;
}
export interface Update extends Span {
  kind: 'update';
  op: '++' | '--';
  prefix: boolean;
  operand: Expression;
}
/** Every binary operator, `&&`, `||` and `,` among them. */
export interface Binary extends Span {
  kind: 'binary';
  op: string;
  left: Expression;
  right: Expression;
}
/** `op` is `=` or a compound operator such as `|=`. */
export interface Assignment extends Span {
  kind: 'assignment';
  op: string;
  target: Expression;
  value: Expression;
}
/** `test ? yes : no`; `yes` is null in GNU's `a ?: b`. */
export interface Conditional extends Span {
  kind: 'conditional';
  test: Expression;
  yes: Expression | null;
  no: Expression;
}
export interface Cast extends Span {
  kind: 'cast';
  type: string;
  value: Expression;
}
export interface Sizeof extends Span {
  kind: 'sizeof';
}
/** GNU `({ ... })`; its value is the last expression statement. */
export interface StatementExpression extends Span {
  kind: 'statement-expression';
  body: Block;
}
export interface InitializerList extends Span {
  kind: 'list';
  entries: InitializerEntry[];
}
/** One entry of an initializer: `.a.b = value`, `[3] = value`, `field: value`, or positional (`path` empty). */
export interface InitializerEntry extends Span {
  path: Designator[];
  value: Expression;
}
export interface Designator extends Span {
  /** Field name, or null for an array index. */
  field: string | null;
  index: Expression | null;
}
export interface CompoundLiteral extends Span {
  kind: 'compound';
  type: string;
  value: InitializerList;
}
/** Something that could not be read; `text` has its words so that callers can see which names it may touch. */
export interface Opaque extends Span {
  kind: 'opaque';
  names: string[];
}

export type Statement =
  | Declaration
  | ExpressionStatement
  | Block
  | If
  | While
  | DoWhile
  | For
  | MacroLoop
  | ScopedGuard
  | Switch
  | Case
  | Return
  | Goto
  | Label
  | Break
  | Continue
  | Empty
  | OpaqueStatement;

export interface Declaration extends Span {
  kind: 'declaration';
  declarators: Declarator[];
}
export interface Declarator extends Span {
  name: string;
  nameSpan: Span;
  /** Full type as text with single spaces, e.g. `struct page *`; arrays end in `[]`. */
  type: string;
  isStatic: boolean;
  isConst: boolean;
  init: Expression | null;
  /** The function named by `__free(name)` / `__cleanup(name)`, if any. */
  cleanup: string | null;
}
export interface ExpressionStatement extends Span {
  kind: 'expression';
  expression: Expression;
}
export interface Block extends Span {
  kind: 'block';
  statements: Statement[];
}
export interface If extends Span {
  kind: 'if';
  test: Expression;
  yes: Statement;
  no: Statement | null;
}
export interface While extends Span {
  kind: 'while';
  test: Expression;
  body: Statement;
}
export interface DoWhile extends Span {
  kind: 'do';
  body: Statement;
  test: Expression;
}
export interface For extends Span {
  kind: 'for';
  init: Statement | null;
  test: Expression | null;
  step: Expression | null;
  body: Statement;
}
/** `list_for_each_entry(...) body` and kin: runs 0 to n times, `assigns` are the arguments it sets. */
export interface MacroLoop extends Span {
  kind: 'macro-loop';
  name: string;
  args: Expression[];
  /** Indexes of the arguments that the loop writes (cursor, temporary). */
  assigns: number[];
  body: Statement;
}
/** `scoped_guard(mutex, &lock) body`, `scoped_cond_guard(...)`. */
export interface ScopedGuard extends Span {
  kind: 'scoped-guard';
  /** Lock class, e.g. `mutex`, `spinlock_irqsave`, `rcu`. */
  lockClass: string;
  /** What `scoped_cond_guard` does when it does not get the lock; null for `scoped_guard`. */
  failure?: Statement | null;
  args: Expression[];
  body: Statement;
}
export interface Switch extends Span {
  kind: 'switch';
  value: Expression;
  body: Statement;
}
/** `case value:` (with `to` for GNU ranges) or `default:` (both null); the statements that follow are siblings. */
export interface Case extends Span {
  kind: 'case';
  value: Expression | null;
  to: Expression | null;
}
export interface Return extends Span {
  kind: 'return';
  value: Expression | null;
}
/** `label` is null for a computed goto. */
export interface Goto extends Span {
  kind: 'goto';
  label: string | null;
}
/** A label; the statement after it is its next sibling. */
export interface Label extends Span {
  kind: 'label';
  name: string;
}
export interface Break extends Span {
  kind: 'break';
}
export interface Continue extends Span {
  kind: 'continue';
}
export interface Empty extends Span {
  kind: 'empty';
}
export interface OpaqueStatement extends Span {
  kind: 'opaque-statement';
  names: string[];
}

export interface Parameter extends Span {
  /** Empty when unnamed. */
  name: string;
  /** Type as text with single spaces and without the name, e.g. `struct vm_fault *`. */
  type: string;
}

/** A function definition under one configuration of its `#if`s. */
export interface FunctionHead extends Span {
  name: string;
  nameSpan: Span;
  returnType: string;
  returnTypeSpan: Span;
  parameters: Parameter[];
  parametersSpan: Span;
  isStatic: boolean;
  isInline: boolean;
  /** The `#if` arms chosen inside this function. */
  configuration: Guard[];
}

/** A function under one configuration. */
export interface FunctionSyntax extends FunctionHead {
  body: Block;
}

/** A file-scope variable with its initializer under one configuration. */
export interface VariableSyntax extends Span {
  configuration: Guard[];
  declarator: Declarator;
}
