// SPDX-License-Identifier: GPL-2.0-only
/** Walks plain syntax trees. */
import type { Expression, Statement } from '../../syntax/ast.ts';

export type Node = Expression | Statement;

/** Calls `visit` for a node and everything below it, parents first and in the order of the text. */
export function walk(node: Node, visit: (node: Node) => void): void {
  visit(node);
  for (const child of childrenOf(node)) walk(child, visit);
}

/** The direct parts of a node, in the order of the text. */
function childrenOf(node: Node): Node[] {
  switch (node.kind) {
    case 'call':
      return [node.callee, ...node.args];
    case 'member':
      return [node.object];
    case 'index':
      return [node.object, node.index];
    case 'unary':
    case 'update':
      return [node.operand];
    case 'binary':
      return [node.left, node.right];
    case 'assignment':
      return [node.target, node.value];
    case 'conditional':
      return present(node.test, node.yes, node.no);
    case 'cast':
    case 'compound':
      return [node.value];
    case 'statement-expression':
      return [node.body];
    case 'list':
      return node.entries.map((entry) => entry.value);
    case 'declaration':
      return present(...node.declarators.map((declarator) => declarator.init));
    case 'expression':
      return [node.expression];
    case 'block':
      return node.statements;
    case 'if':
      return present(node.test, node.yes, node.no);
    case 'while':
      return [node.test, node.body];
    case 'do':
      return [node.body, node.test];
    case 'for':
      return present(node.init, node.test, node.step, node.body);
    case 'macro-loop':
    case 'scoped-guard':
      return [...node.args, node.body];
    case 'switch':
      return [node.value, node.body];
    case 'case':
      return present(node.value, node.to);
    case 'return':
      return present(node.value);
    default:
      return [];
  }
}

function present(...nodes: (Node | null)[]): Node[] {
  return nodes.filter((node) => node !== null);
}
