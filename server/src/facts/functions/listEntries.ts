// SPDX-License-Identifier: GPL-2.0-only
/** Whether a file puts objects on lists by an entry of some name: `list_add(&foo->node, …)`. */
import type { Expression } from '../../syntax/ast.ts';
import type { FileFacts } from '../model.ts';
import { namesIn } from '../names/words.ts';
import { walk } from './visit.ts';

const ADDS =
  /^(?:h?list_(?:add|move|replace|splice)\w*|rb_(?:link_node|insert_color)\w*|rb_add\w*|INIT_H?LIST_(?:HEAD|NODE)|RB_CLEAR_NODE|\w*_insert(?:_\w+)?)$/;

/** Says whether any function of the file hands such an entry to what puts it on a list, or makes it an empty one. */
export function listsEntry(field: string, { functions }: FileFacts): boolean {
  return functions.some((one) => {
    const words = namesIn(one);
    if (!words.has(field) || ![...words].some((word) => ADDS.test(word))) return false;
    return one.variants().some(({ body }) => {
      let found = false;
      walk(body, (node) => {
        if (node.kind !== 'call' || node.callee.kind !== 'identifier' || !ADDS.test(node.callee.name)) return;
        found ||= node.args.some((arg) => namesField(arg, field));
      });
      return found;
    });
  });
}

/** Whether an expression says a field of something. */
export function namesField(e: Expression, field: string): boolean {
  let found = false;
  walk(e, (node) => {
    if (node.kind === 'member' && node.property === field) found = true;
  });
  return found;
}
