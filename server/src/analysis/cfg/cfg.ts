// SPDX-License-Identifier: GPL-2.0-only
/**
 * The control-flow graph of one function: plain data without C syntax.
 * `&&`, `||`, `?:`, statement expressions, `switch` and cleanup scopes have become control flow here.
 */
import type { Guard } from '../../syntax/ast.ts';
import type { Span } from '../../text/source.ts';

/** An expression without side effects or control flow. */
export type Pure =
  | ({ k: 'int'; value: number | null } & Span)
  | ({ k: 'string' } & Span)
  | ({ k: 'name'; name: string } & Span)
  | ({ k: 'temp'; id: number } & Span)
  | ({ k: 'member'; object: Pure; field: string; arrow: boolean } & Span)
  | ({ k: 'index'; object: Pure; index: Pure } & Span)
  | ({ k: 'deref'; of: Pure } & Span)
  | ({ k: 'address'; of: Pure } & Span)
  | ({ k: 'unary'; op: '!' | '-' | '~'; of: Pure } & Span)
  | ({ k: 'binary'; op: string; left: Pure; right: Pure } & Span)
  /** IS_ERR and kin, container_of, min, …: a pure function of its operands. */
  | ({ k: 'operator'; name: string; operands: Pure[] } & Span)
  /** `isElement`: one of those that a loop over a list stands at. */
  | ({ k: 'unknown'; names: string[]; isElement?: true } & Span);

/** The operator that `case 1 ... 3:` is: of the value, the first and the last. */
export const BETWEEN = 'between';

export type Instruction =
  /** `isFirst`: the expression gives what is stored, as `--count` does and `count--` does not. */
  | ({ op: 'assign'; target: Pure; value: Pure; isFirst?: true } & Span)
  /** `isCleanup`: `__free()` makes it behind the scope, where its variable has something. */
  | ({ op: 'call'; result: number; callee: Pure; args: Pure[]; used: boolean; isCleanup?: true } & Span)
  /** Acquire or release by a guard class; `args` as written in guard(class)(args). */
  | ({ op: 'guard'; release: boolean; lockClass: string; args: Pure[]; id: number } & Span)
  | ({ op: 'declare'; name: string; type: string } & Span)
  /** An expression evaluated for its reads alone. */
  | ({ op: 'read'; value: Pure } & Span)
  /** Code that was not understood: everything it names becomes unknown. */
  | ({ op: 'havoc'; names: string[] } & Span);

export type CallInstruction = Instruction & { op: 'call' };

export type Terminator =
  | { t: 'jump'; to: number }
  | ({ t: 'branch'; test: Pure; yes: number; no: number } & Span)
  /** Any of the targets, for reasons the graph does not know (loop macros, computed goto). */
  | { t: 'choose'; to: number[] }
  | ({ t: 'return'; value: Pure | null } & Span)
  /** BUG(), unreachable code, the end after a noreturn call. */
  | { t: 'stop' };

export interface UnreadMacro extends Span {
  name: string;
}

export interface BasicBlock {
  instructions: Instruction[];
  end: Terminator;
}

export interface Graph {
  blocks: BasicBlock[];
  entry: number;
  parameters: { name: string; type: string }[];
  returnType: string;
  /** Locals with their types; parameters included. */
  types: Map<string, string>;
  configuration: Guard[];
  /** Some part of the body was not understood. */
  havoc: boolean;
  /** What vm_private_data is taken for where it is read, as in `((struct foo *)vma->vm_private_data)->size`. */
  privateCasts: ({ type: string } & Span)[];
  /** Macros of the code itself whose meaning is unknown. */
  unread: UnreadMacro[];
  /** The body has more blocks or instructions than are worth exploring, and the graph has none of them. */
  isTooLarge: boolean;
  /** Blocks with more than one predecessor, where states may meet. */
  joins: Set<number>;
}
