// SPDX-License-Identifier: GPL-2.0-only
/** Expands the macros of the code under analysis, so that what they hide is lowered like what stands in sight. */
import { walk } from '../../facts/functions/visit.ts';
import type { Call, Expression, Statement } from '../../syntax/ast.ts';
import { parseStatements } from '../../syntax/fragment.ts';
import { expandMacros, type MacroBody, type Marked, markedText } from '../../syntax/macros/macroText.ts';
import type { Span } from '../../text/source.ts';

/** What lowering is told of the names in a function. */
export interface Names {
  /** The text of the function's file. */
  text: string;
  /** The macros that a name may mean, one for each `#if` arm; none for a macro with a meaning of its own. */
  macrosOf(name: string): readonly MacroBody[];
  /** The value of an enumerator. */
  constantOf(name: string): number | null;
}

/** Nothing but the function itself is known. */
export const NO_NAMES: Names = { text: '', macrosOf: () => [], constantOf: () => null };

/** More arms than this are not told apart. */
const MOST_ARMS = 3;

/** A part of an expansion has a fraction of an offset, so that two parts of one call are two places. */
const PARTS = 65536;

/**
 * What stands for a call, one list of statements for each arm that the macro may mean. `none` for what is no macro,
 * `unread` for one that cannot be expanded.
 */
export function expansionsOf(call: Call, names: Names): Statement[][] | 'none' | 'unread' {
  if (call.callee.kind !== 'identifier' || !Number.isInteger(call.start)) return 'none';
  const { name } = call.callee;
  const arms = names.macrosOf(name).filter((macro) => macro.parameters !== null);
  if (arms.length === 0) return 'none';
  const found: Statement[][] = [];
  for (const arm of arms.slice(0, MOST_ARMS)) {
    const words = markedText(names.text, call.start, call.end);
    const expanded = expandMacros(words, (inner) => (inner === name ? arm : single(inner, names)));
    const statements = expanded && parseStatements(expanded.text);
    if (!expanded || !statements || statements.some(hasOpaque)) return 'unread';
    place(statements, expanded, call);
    // An arm that takes another number of arguments leaves the call as it is.
    if (!statements.some((statement) => hasCall(statement, name, call.start))) found.push(statements);
  }
  return found.length > 0 ? found : 'unread';
}

/** What stands for a name without parentheses, where that is an expression; null for any other name. */
export function constantExpression(e: Expression & { kind: 'identifier' }, names: Names): Expression | null {
  if (!Number.isInteger(e.start)) return null;
  const arms = names.macrosOf(e.name).filter((macro) => macro.parameters === null);
  const [only] = arms;
  if (arms.length !== 1 || !only || only.text === '' || only.text === e.name) return null;
  const expanded = expandMacros(markedText(names.text, e.start, e.end), (inner) =>
    inner === e.name ? only : single(inner, names),
  );
  const statements = expanded && parseStatements(expanded.text);
  if (!expanded || !statements || statements.length !== 1 || statements.some(hasOpaque)) return null;
  place(statements, expanded, e);
  const [statement] = statements;
  return statement?.kind === 'expression' ? statement.expression : null;
}

function single(name: string, names: Names): MacroBody | null {
  const arms = names.macrosOf(name);
  return arms.length === 1 ? (arms[0] as MacroBody) : null;
}

/** Whether the very call stands in a statement. */
function hasCall(statement: Statement, name: string, start: number): boolean {
  let found = false;
  walk(statement, (node) => {
    if (node.kind !== 'call' || node.start !== start) return;
    if (node.callee.kind === 'identifier' && node.callee.name === name) found = true;
  });
  return found;
}

function hasOpaque(statement: Statement): boolean {
  let found = false;
  walk(statement, (node) => {
    if (node.kind === 'opaque' || node.kind === 'opaque-statement') found = true;
  });
  return found;
}

/** Gives every node its place: in the file what was written at the call, a part of the call what the macro brought. */
function place(nodes: readonly object[], { at }: Marked, call: Span): void {
  const moved = (span: Span) => {
    const first = at[span.start] ?? -1;
    const last = at[span.end - 1] ?? -1;
    if (first !== -1 && last - first === span.end - 1 - span.start) return { start: first, end: last + 1 };
    return { start: call.start + Math.min(span.start + 1, PARTS - 1) / PARTS, end: call.end };
  };
  for (const node of nodes) placeNode(node as Record<string, unknown>, moved);
}

function placeNode(node: Record<string, unknown>, moved: (span: Span) => Span): void {
  for (const value of Object.values(node)) {
    if (Array.isArray(value)) {
      for (const one of value) if (isNode(one)) placeNode(one, moved);
    } else if (isNode(value)) placeNode(value, moved);
  }
  if (isSpan(node)) Object.assign(node, moved({ start: node.start, end: node.end }));
}

function isNode(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function isSpan(node: object): node is Span {
  return 'start' in node && 'end' in node;
}
