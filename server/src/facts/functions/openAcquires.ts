// SPDX-License-Identifier: GPL-2.0-only
/** What a function takes for a VMA: too little, where an open handler takes less than close gives back. */

import type { Expression } from '../../syntax/ast.ts';
import type { Place } from '../../text/source.ts';
import { structIn } from '../declarations/structIn.ts';
import type { FunctionDefinition } from '../model.ts';
import { hasWord } from '../names/roles.ts';
import type { Counterpart, DroppedReference } from './droppedReferences.ts';
import { readLocals } from './locals.ts';
import { type Node, walk } from './visit.ts';
import { pathOf } from './vmaPaths.ts';

/**
 * True when the function surely takes nothing that would balance the release: neither does it count the field of that
 * name up, nor does it call or store anything else that might. To take what is given back beside it balances that.
 */
export function acquiresNothingFor(
  definition: FunctionDefinition,
  { counter, path = null, others = [] }: DroppedReference,
): boolean {
  const variants = definition.variants();
  return (
    variants.length > 0 &&
    variants.every((variant) => {
      const { body } = variant;
      // A function of the module that takes an object may take what that points to.
      const isOther = (e: Expression | undefined, isPlain: boolean) => {
        const taken = e && path !== null && others.length > 0 ? pathOf(e, variant) : null;
        return taken !== null && others.includes(taken) && (isPlain || !path?.startsWith(`${taken}.`));
      };
      let counts = 0;
      let same = false;
      let other = false;
      const count = (e: Expression) => {
        counts++;
        same ||= counter !== null && fieldOf(e) === counter;
      };
      walk(body, (node) => {
        if (node.kind === 'opaque') other = true;
        if (node.kind === 'update' && node.op === '++' && !isOther(node.operand, true)) count(node.operand);
        if (node.kind === 'assignment' && node.target.kind !== 'identifier') {
          if (node.op === '+=') count(node.target);
          else if (node.op === '=') other = true;
        }
        if (node.kind !== 'call') return;
        const [argument] = node.args;
        const name = node.callee.kind === 'identifier' ? node.callee.name : '';
        if (node.args.length === 1 && GETS.test(name) && isOther(argument, isPlainGet(name))) return;
        if (COUNTS_UP.test(name) && argument) count(argument);
        else if (!takesNothing(name)) other = true;
      });
      // An object is given back by its last user alone, as a counter tells.
      return !other && !same && (counter !== null || counts === 0);
    })
  );
}

/** Whether a function counts the field up, or calls a get of that name. */
export function acquires(definition: FunctionDefinition, counterpart: Counterpart): boolean {
  return definition.variants().some(({ body }) => {
    let found = false;
    walk(body, (node) => {
      found ||= counterpart.kind === 'counter' ? countsUp(node, counterpart.field) : gets(node, counterpart);
    });
    return found;
  });
}

/** Whether a function stores something to a field of that name, or to an element of it; NULL is nothing. */
export function fillsField(definition: FunctionDefinition, field: string): boolean {
  return definition.variants().some(({ body }) => {
    let found = false;
    walk(body, (node) => {
      if (node.kind !== 'assignment' || node.op !== '=') return;
      const isNull = node.value.kind === 'identifier' && node.value.name === 'NULL';
      const { target } = node;
      const array = target.kind === 'index' ? target.object : target;
      found ||= !isNull && array.kind === 'member' && array.property === field;
    });
    return found;
  });
}

function gets(node: Node, { beginning }: { beginning: string }): boolean {
  if (node.kind === 'call')
    return node.callee.kind === 'identifier' && node.callee.name.startsWith(beginning);
  return node.kind === 'opaque' && node.names.some((name) => name.startsWith(beginning));
}

/**
 * The structs of which a function counts down a field of that name, by hand or by a call that says so; null for one that
 * is not known.
 *
 * @param within nothing else is looked at
 */
export function countsDown(
  definition: FunctionDefinition,
  field: string,
  within: Pick<Place, 'start' | 'end'> = definition.item,
): Set<string | null> {
  const found = new Set<string | null>();
  for (const variant of definition.variants()) {
    const locals = readLocals(variant);
    const add = (e: Expression) =>
      walk(e, (node) => {
        if (node.kind !== 'member' || node.property !== field) return;
        const local = node.object.kind === 'identifier' ? locals.get(node.object.name) : undefined;
        found.add(local ? structIn(local.type) : null);
      });
    walk(variant.body, (node) => {
      if (node.start < within.start || node.end > within.end) return;
      if (node.kind === 'update' && node.op === '--') add(node.operand);
      else if (node.kind === 'opaque' && node.names.includes(field)) found.add(null);
      else if (node.kind === 'assignment' && node.op === '-=') add(node.target);
      else if (
        node.kind === 'call' &&
        node.callee.kind === 'identifier' &&
        countsDownByName(node.callee.name)
      )
        for (const arg of node.args) add(arg);
    });
  }
  return found;
}

const countsDownByName = (name: string) =>
  hasWord(name, ['dec', 'sub', 'put', 'kill', 'drop', 'release', 'unref']);

function countsUp(node: Node, field: string): boolean {
  if (node.kind === 'update') return node.op === '++' && says(node.operand, field);
  if (node.kind === 'opaque') return node.names.includes(field) && node.names.some(isCount);
  return (
    node.kind === 'call' &&
    node.callee.kind === 'identifier' &&
    isCount(node.callee.name) &&
    node.args.some((arg) => says(arg, field))
  );
}

/** `atomic_inc`, `percpu_counter_add`, `refcount_set`, `foo_inc_users`. */
function isCount(name: string): boolean {
  return hasWord(name, ['inc', 'add', 'set']);
}

function says(e: Expression, name: string): boolean {
  let found = false;
  walk(e, (node) => {
    found ||=
      (node.kind === 'member' && node.property === name) ||
      (node.kind === 'identifier' && node.name === name);
  });
  return found;
}

/** The name of the field that an expression, or the address of one, means. */
function fieldOf(e: Expression): string | null {
  if (e.kind === 'unary' && e.op === '&') return fieldOf(e.operand);
  return e.kind === 'member' ? e.property : null;
}

/** It takes what it is handed, and nothing that leads there. */
const GETS = /(?:^|_)(?:get|ref|inc)$/;
const isPlainGet = (name: string) => name === 'kref_get' || COUNTS_UP.test(name);

const COUNTS_UP = /^(?:atomic(?:64|_long)?|refcount|local)_(?:inc|add)\w*$/;

/** By its name it neither takes nor gives back anything. */
export const takesNothing = (name: string): boolean =>
  TAKES_NOTHING.test(name) || (CHECKS.test(name) && !TAKES.test(name));

/** Often a macro of a header that nothing has loaded: `check_foo_null_return(foo)`. */
const CHECKS = /^_*(?:check|assert|verify|validate)_|_(?:check|assert|verify|validate)$/i;
const TAKES = /get|ref|inc|take|grab|hold|pin|acquire|open|add|map|count|use|attach/i;

/** Messages, assertions, locks and conversions. */
const TAKES_NOTHING =
  /^(?:pr_\w+|printk\w*|(?:dev|netdev|drm|pci)_(?:v?dbg|info|warn|err)\w*|DRM_\w+|trace_\w+|\w+_(?:dbg|debug)|(?:[A-Z_]*_)?(?:WARN|BUG)\w*|lockdep_\w+|might_\w+|\w*is_\w+|(?:atomic\w*|refcount|kref)_read|to_\w+|\w+_to_\w+|container_of|(?:mutex|spin|raw_spin|read|write)_(?:un)?lock\w*|(?:up|down)_(?:read|write)|(?:un)?likely|file_inode)$/;
