// SPDX-License-Identifier: GPL-2.0-only
/** Whether a function that works with the size of a file holds the place of its page against it. */
import { COMPARISONS, ORDERS } from '../../text/arithmetic.ts';
import type { Graph, Pure } from './cfg.ts';
import { walk } from './walk.ts';
import { variableOf } from './writeTests.ts';

/** The size of a file, the place where a page begins, in bytes or in pages, or what lies between these. */
type Kind = 'size' | 'start' | 'rest';

/**
 * Returns the first expression that works with the size, of a function that compares no beginning of a page with it. Null
 * where it does, where something that it calls may, and where it works with no size.
 */
export function sizeWithoutStart(graph: Graph): Pure | null {
  if (graph.havoc) return null;
  const kinds = kindsIn(graph);
  const kind = (e: Pure) => kindOf(e, kinds);
  const isOf = (e: Pure, wanted: Kind) => kind(e) === wanted;
  let use: Pure | null = null;
  let isHeld = false;
  const look = (e: Pure) =>
    walk(e, (part) => {
      if (part.k === 'operator') isHeld ||= part.operands.some((one) => isOf(one, 'size'));
      if (part.k !== 'binary') return;
      if (isOf(part.left, 'size') || isOf(part.right, 'size')) use ??= part;
      isHeld ||= isOrder(part, kind);
    });
  for (const { instructions, end } of graph.blocks) {
    for (const i of instructions)
      if (i.op === 'assign' || i.op === 'read') look(i.value);
      else if (i.op === 'call')
        isHeld ||= mayCompare(
          i.callee,
          i.args.some((arg) => isOf(arg, 'size')),
        );
    if (end.t === 'branch') look(end.test);
  }
  return isHeld ? null : use;
}

/** Where a function itself compares the beginning of a page with the size. */
export function startTests(graph: Graph): Pure[] {
  const kinds = kindsIn(graph);
  const found: Pure[] = [];
  const look = (e: Pure) =>
    walk(e, (part) => {
      if (part.k === 'binary' && isOrder(part, (one) => kindOf(one, kinds))) found.push(part);
    });
  for (const { instructions, end } of graph.blocks) {
    for (const i of instructions) if (i.op === 'assign' || i.op === 'read') look(i.value);
    if (end.t === 'branch') look(end.test);
  }
  return found;
}

function isOrder({ op, left, right }: Pure & { k: 'binary' }, kind: (e: Pure) => Kind | null): boolean {
  if (!ORDERS.has(op)) return false;
  const [one, other] = [kind(left), kind(right)];
  return (
    (one === 'size' && other === 'start') ||
    (one === 'start' && other === 'size') ||
    (one === 'rest' && right.k === 'int')
  );
}

/** What is told the size may compare it, as what is there for truncated pages does. */
function mayCompare(callee: Pure, isTold: boolean): boolean {
  const name = callee.k === 'name' ? callee.name : '';
  if (name.startsWith('trace_')) return false;
  if (name.includes('truncate') || (name.includes('mkwrite') && !name.endsWith('_return'))) return true;
  return isTold && !name.startsWith('offset_in_');
}

function kindsIn({ blocks }: Graph): ReadonlyMap<string, Kind> {
  const kinds = new Map<string, Kind>();
  for (let size = -1; size < kinds.size; ) {
    size = kinds.size;
    for (const { instructions } of blocks)
      for (const i of instructions) {
        const called = i.op === 'call' && i.callee.k === 'name' ? CALLS.get(i.callee.name) : undefined;
        if (i.op === 'call' && called !== undefined) kinds.set(`%${i.result}`, called);
        if (i.op !== 'assign') continue;
        const name = variableOf(i.target);
        const kind = kindOf(i.value, kinds);
        if (name !== null && kind !== null) kinds.set(name, kind);
      }
  }
  return kinds;
}

function kindOf(e: Pure, kinds: ReadonlyMap<string, Kind>): Kind | null {
  const name = variableOf(e);
  if (name !== null) return kinds.get(name) ?? null;
  if (e.k === 'member') return FIELDS.get(e.field) ?? null;
  if (e.k !== 'binary' || COMPARISONS.has(e.op)) return null;
  const [left, right] = [kindOf(e.left, kinds), kindOf(e.right, kinds)];
  if (left === 'size' && right === 'start') return e.op === '-' ? 'rest' : null;
  // How much of the last page is in the file says nothing of where that is.
  if (e.op === '&' || e.op === '%') return null;
  // The last byte or page is the size as well; with something added, the place of a page is another.
  if (left === 'size' || right === 'size') return 'size';
  return SCALES.has(e.op) ? left : null;
}

const FIELDS: ReadonlyMap<string, Kind> = new Map([
  ['i_size', 'size'],
  ['index', 'start'],
  ['pgoff', 'start'],
]);

const CALLS: ReadonlyMap<string, Kind> = new Map([
  ['i_size_read', 'size'],
  ['page_offset', 'start'],
  ['folio_pos', 'start'],
  ['page_index', 'start'],
  ['folio_index', 'start'],
]);

const SCALES: ReadonlySet<string> = new Set(['<<', '>>', '*', '/']);
