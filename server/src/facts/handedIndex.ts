/** What a function does with an index that it is handed. */
import { TAKES_INDEX } from './indexing.ts';
import { addLocals, readLocals } from './locals.ts';
import type { FunctionDefinition } from './model.ts';
import { type Node, walk } from './visit.ts';

/**
 * Returns the array that a function indexes by one of its parameters, as written; null when there is none, and when it
 * compares the parameter, or anything made from it, with anything, or hands it on.
 */
export function indexedBy(definition: FunctionDefinition, parameter: number): string | null {
  const variant = definition.variants()[0];
  const name = variant?.parameters[parameter]?.name;
  if (!variant || !name) return null;
  const made = new Set([name]);
  const isMade = (node: Node) => {
    let found = false;
    walk(node, (part) => {
      if (part.kind === 'identifier') found ||= made.has(part.name);
    });
    return found;
  };
  addLocals(made, readLocals(variant), ({ values, type }) => !type.includes('*') && values.some(isMade));
  let array: string | null = null;
  let checked = false;
  walk(variant.body, (node) => {
    if (node.kind === 'index' && isMade(node.index))
      array ??= definition.file.text.slice(node.object.start, node.object.end);
    if (node.kind === 'binary' && /^(?:[<>]=?|[=!]=)$/.test(node.op)) checked ||= isMade(node);
    if (node.kind === 'call' && node.callee.kind === 'identifier' && !TAKES_INDEX.test(node.callee.name))
      checked ||= node.args.some((arg) => arg.kind !== 'index' && arg.kind !== 'unary' && isMade(arg));
  });
  return checked ? null : array;
}
