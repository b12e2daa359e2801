// SPDX-License-Identifier: GPL-2.0-only
/** What an open handler takes for the copy of a VMA: too little, when close gives more back. */
import type { Expression } from '../../syntax/ast.ts';
import type { FunctionDefinition } from '../model.ts';
import type { Release } from './releases.ts';
import { walk } from './visit.ts';

/**
 * True when the function surely takes nothing that would balance the release: neither does it count the field of that
 * name up, nor does it call or store anything else that might.
 */
export function lacks(definition: FunctionDefinition, { counter }: Release): boolean {
  const variants = definition.variants();
  return (
    variants.length > 0 &&
    variants.every(({ body }) => {
      let counts = 0;
      let same = false;
      let other = false;
      const count = (e: Expression) => {
        counts++;
        same ||= counter !== null && fieldOf(e) === counter;
      };
      walk(body, (node) => {
        if (node.kind === 'opaque') other = true;
        if (node.kind === 'update' && node.op === '++') count(node.operand);
        if (node.kind === 'assignment' && node.target.kind !== 'identifier') {
          if (node.op === '+=') count(node.target);
          else if (node.op === '=') other = true;
        }
        if (node.kind !== 'call') return;
        const [argument] = node.args;
        const name = node.callee.kind === 'identifier' ? node.callee.name : '';
        if (COUNTS_UP.test(name) && argument) count(argument);
        else if (!TAKES_NOTHING.test(name)) other = true;
      });
      // An object is given back by its last user alone, as a counter tells.
      return !other && !same && (counter !== null || counts === 0);
    })
  );
}

/** The name of the field that an expression, or the address of one, means. */
function fieldOf(e: Expression): string | null {
  if (e.kind === 'unary' && e.op === '&') return fieldOf(e.operand);
  return e.kind === 'member' ? e.property : null;
}

const COUNTS_UP = /^(?:atomic(?:64|_long)?|refcount|local)_(?:inc|add)\w*$/;

/** Messages, assertions, locks and conversions. */
const TAKES_NOTHING =
  /^(?:pr_\w+|printk\w*|(?:dev|netdev|drm|pci)_(?:v?dbg|info|warn|err)\w*|DRM_\w+|trace_\w+|\w+_(?:dbg|debug)|(?:[A-Z_]*_)?(?:WARN|BUG)\w*|lockdep_\w+|might_\w+|\w*is_\w+|(?:atomic\w*|refcount|kref)_read|to_\w+|\w+_to_\w+|container_of|(?:mutex|spin|raw_spin|read|write)_(?:un)?lock\w*|(?:up|down)_(?:read|write)|(?:un)?likely|file_inode)$/;
