// SPDX-License-Identifier: GPL-2.0-only
/** What a function releases of an object that hangs on a VMA. */

import type { Call, Expression, FunctionSyntax, Identifier, Update } from '../../syntax/ast.ts';
import { writtenAt } from '../../text/layout.ts';
import type { Place } from '../../text/source.ts';
import type { FunctionDefinition } from '../model.ts';
import { says } from '../names/roles.ts';
import { type Local, readLocals } from './locals.ts';
import { walk } from './visit.ts';
import { pathOf } from './vmaPaths.ts';

export interface DroppedReference {
  /** The call, or the decrement. */
  place: Place;
  /** What it does, for a message. */
  what: string;
  /** The field that it counts down; null when it gives back an object. */
  counter: string | null;
  /** It frees the object, whoever else points to it. */
  isFree?: boolean;
  /**
   * Of a reference that is put on every way: how it is come to from the VMA, whatever variables are called; null where
   * that is not one way.
   */
  path?: string | null;
  /** The same of the references that are put beside it. */
  others?: readonly string[];
}

/** What balances a release: the same field is counted up, or the get to the put is called, whatever its name ends in. */
export type Counterpart = { kind: 'counter'; field: string } | { kind: 'get'; beginning: string };

/**
 * Returns the calls and decrements that drop a reference to `vm_private_data` of the VMA parameter, to the private data
 * of its file, or to a part of these, judged by their names: puts, frees, decrements.
 *
 * @param taken Says whether some function that maps has the counterpart of a release. Then an object counts that these only point to: others may hold it too, but each mapping holds it once.
 */
export function droppedReferencesOf(
  definition: FunctionDefinition,
  taken: (counterpart: Counterpart) => boolean = () => false,
): DroppedReference[] {
  const variant = definition.variants()[0];
  if (!variant) return [];
  const { file } = definition;
  const text = ({ start, end }: Expression) => writtenAt({ file, start, end });
  const always = new Set(
    variant.body.statements.flatMap((one) => (one.kind === 'expression' ? [one.expression] : [])),
  );
  const releases = releasesIn(variant, taken).map((found) => ({
    ...found,
    path: always.has(found.node) && isPut(found.node) ? pathOf(found.argument, variant) : null,
  }));
  return releases.map(({ node, argument, path }) => ({
    place: { file, start: node.start, end: node.end },
    what:
      node.kind === 'call'
        ? `calls ${text(node.callee)}(${text(argument)})`
        : `counts ${text(argument)} down`,
    counter: counterOf(node),
    isFree: isFree(node),
    path,
    others:
      path === null
        ? []
        : releases.flatMap((one) => (one.path === null || one.path === path ? [] : [one.path])),
  }));
}

/** It gives back one reference, and whether that was the last is no question to what stands beside it. */
const isPut = (node: Call | Update) =>
  node.kind === 'call' &&
  node.callee.kind === 'identifier' &&
  /(?:^|_)(?:put|unref)(?:_|$)/.test(node.callee.name);

const isFree = (node: Call | Update) =>
  node.kind === 'call' && node.callee.kind === 'identifier' && says(node.callee.name, 'frees', 'surely');

const RELEASES =
  /^(?:kv?free|vfree|fput|module_put|put_\w+|\w+_put|\w+_put_\w+|free_\w+|\w+_free|\w+_unref|\w+_unpin|atomic(?:64|_long)?_dec\w*|refcount_dec\w*|dec_\w+|\w+_dec|pm_runtime_put\w*)$/;

interface Found {
  node: Call | Update;
  /** What is released. */
  argument: Expression;
}

function releasesIn(variant: FunctionSyntax, taken: (counterpart: Counterpart) => boolean): Found[] {
  const vma = variant.parameters.find(({ type }) => /\bstruct vm_area_struct \*$/.test(type))?.name;
  if (!vma) return [];
  const locals = readLocals(variant);
  const holdsOwn = ({ values }: Local) => values.length === 1 && isOwn(values[0] as Expression, vma, locals);
  const own = new Set([...locals].filter(([, local]) => holdsOwn(local)).map(([name]) => name));
  const result: Found[] = [];
  walk(variant.body, (node) => {
    if (node.kind === 'update' && node.op === '--') {
      const isCounted =
        isField(node.operand, vma, own) || (isReached(node.operand, vma, locals) && isTaken(node, taken));
      if (isCounted) result.push({ node, argument: node.operand });
    }
    if (node.kind !== 'call') return;
    const [first] = node.args;
    if (!first) return;
    // The object says itself how it is put.
    if (node.callee.kind === 'member' && /^(?:put|unref|release)$/.test(node.callee.property))
      if (isField(node.callee, vma, own)) result.push({ node, argument: first });
    if (node.callee.kind !== 'identifier' || !RELEASES.test(node.callee.name)) return;
    // A count of users of the device belongs to no object for good.
    if (node.callee.name.startsWith('pm_runtime_put')) result.push({ node, argument: first });
    const argument =
      node.args.slice(0, 2).find((one) => belongs(one, vma, own)) ??
      (isTaken(node, taken) ? node.args.slice(0, 2).find((one) => isReached(one, vma, locals)) : undefined);
    if (argument) result.push({ node, argument });
  });
  return result;
}

function counterOf(node: Call | Update): string | null {
  let e = node.kind === 'call' ? node.args[0] : node.operand;
  if (
    node.kind === 'call' &&
    !(node.callee.kind === 'identifier' && /^(?:atomic|refcount)/.test(node.callee.name))
  )
    return null;
  if (e?.kind === 'unary') e = e.operand;
  return e?.kind === 'member' ? e.property : null;
}

/** What a function that maps does to balance it: counts the same field up, or calls the get to the put. */
function isTaken(node: Call | Update, taken: (counterpart: Counterpart) => boolean): boolean {
  const counter = counterOf(node);
  if (counter !== null) return taken({ kind: 'counter', field: counter });
  if (node.kind !== 'call') return false;
  const { name } = node.callee as Identifier;
  const get = name.replace(/put|unref/, (word) => (word === 'put' ? 'get' : 'ref')).replace(/^dec_/, 'inc_');
  return get !== name && taken({ kind: 'get', beginning: get });
}

/** Reached from the VMA, in whatever steps. */
function isReached(e: Expression, vma: string, locals: ReadonlyMap<string, Local>, depth = 0): boolean {
  switch (e.kind) {
    case 'cast':
      return isReached(e.value, vma, locals, depth);
    case 'unary':
      return isReached(e.operand, vma, locals, depth);
    case 'member':
      return isReached(e.object, vma, locals, depth);
    case 'call':
      return e.args.length === 1 && isReached(e.args[0] as Expression, vma, locals, depth);
    case 'identifier': {
      if (e.name === vma) return true;
      const values = locals.get(e.name)?.values ?? [];
      return depth < 5 && values.length === 1 && isReached(values[0] as Expression, vma, locals, depth + 1);
    }
    default:
      return false;
  }
}

/** The private data, or the object around it; that of the file also by way of a local `file`. */
function isOwn(e: Expression, vma: string, locals: ReadonlyMap<string, Local>): boolean {
  if (e.kind === 'cast') return isOwn(e.value, vma, locals);
  if (e.kind === 'member' && e.property === 'private_data' && e.object.kind === 'identifier') {
    const [file, ...others] = locals.get(e.object.name)?.values ?? [];
    return others.length === 0 && file?.kind === 'member' && file.property === 'vm_file';
  }
  if (e.kind !== 'call') return isPrivateData(e, vma);
  const [argument] = e.args;
  if (e.callee.kind !== 'identifier' || argument === undefined) return false;
  return CONVERTS.test(e.callee.name) && isPrivateData(argument, vma);
}

/** `to_foo()`, `foo_to_bar()`, `container_of()`. */
const CONVERTS = /^to_\w+|_to_\w+|^container_of$/;

function isPrivateData(e: Expression, vma: string): boolean {
  if (e.kind === 'cast') return isPrivateData(e.value, vma);
  if (e.kind !== 'member') return false;
  if (e.property === 'vm_private_data') return e.object.kind === 'identifier' && e.object.name === vma;
  const { object } = e;
  return (
    e.property === 'private_data' &&
    object.kind === 'member' &&
    object.property === 'vm_file' &&
    object.object.kind === 'identifier' &&
    object.object.name === vma
  );
}

/** The object itself, or a counter that lies in it; what it points to may be shared with others for good. */
function belongs(e: Expression, vma: string, own: ReadonlySet<string>): boolean {
  if (e.kind === 'identifier') return own.has(e.name);
  if (e.kind === 'unary' && e.op === '&') return isField(e.operand, vma, own);
  return isPrivateData(e, vma);
}

/** A field in the object itself. */
function isField(e: Expression, vma: string, own: ReadonlySet<string>): boolean {
  let inner = e;
  while (inner.kind === 'member' && !inner.arrow) inner = inner.object;
  return (
    inner.kind === 'member' &&
    (isPrivateData(inner.object, vma) || (inner.object.kind === 'identifier' && own.has(inner.object.name)))
  );
}
