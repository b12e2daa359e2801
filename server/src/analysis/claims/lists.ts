// SPDX-License-Identifier: GPL-2.0-only
/** Follows which objects a path puts on lists and takes out again. */
import { says } from '../../facts/names/roles.ts';
import { takesOut } from '../calls/nameHints.ts';
import type { CallInstruction, Graph } from '../cfg/cfg.ts';
import { TAKES_OUT } from '../cfg/lists/listCalls.ts';
import { returnsListElement } from '../cfg/lists/listElements.ts';
import type { Frame } from '../engine/frame.ts';
import { isOnStack } from '../state/properties/keptVmas.ts';
import { containerOf } from '../state/properties/references.ts';
import type { State } from '../state/state.ts';
import type { Sym } from '../state/symbols.ts';
import { without } from '../state/without.ts';

/** Which argument is the entry that is put there; its list, where it is told, is another. */
const ADDS: ReadonlyMap<string, { entry: number; list: number | null }> = new Map(
  (
    [
      [
        [
          'list_add',
          'list_add_tail',
          'list_add_rcu',
          'list_add_tail_rcu',
          'hlist_add_head',
          'hlist_add_head_rcu',
        ],
        0,
        1,
      ],
      [['list_move', 'list_move_tail'], 0, 1],
      [['rb_link_node', 'rb_insert_color'], 0, null],
    ] as const
  ).flatMap(([names, entry, list]) => names.map((name) => [name, { entry, list }] as const)),
);

/** Whether a function of the library puts something on a list or into a tree. */
export const puts = (name: string): boolean => ADDS.has(name);

/** Brings a call of the list library into the state; it is changed. */
export function linkCall(
  x: Frame,
  i: CallInstruction,
  name: string,
  args: readonly Sym[],
  state: State,
): void {
  const add = ADDS.get(name);
  if (add !== undefined) {
    const object = objectOf(x, args[add.entry]);
    const list = add.list === null ? undefined : args[add.list];
    if (object === null) return;
    if (list !== undefined && isLocal(x, list)) {
      if (name.startsWith('list_move')) takeOut(x, object, state);
      return;
    }
    state.linked = new Map(state.linked).set(object, { place: x.place(i), by: `${name}()` });
  } else if (TAKES_OUT.has(name)) {
    const object = objectOf(x, args[0]);
    if (object !== null) takeOut(x, object, state);
  }
}

function takeOut(x: Frame, object: Sym, state: State): void {
  if (x.depth > 0 && x.context.symbols.isCallerVisible(object))
    state.linked = new Map(state.linked).set(object, 'out');
  else if (state.linked.size > 0) state.linked = without(state.linked, object);
}

/** What a function has found on a list and hands back is on that list still. */
export function linkFound(
  x: Frame,
  i: CallInstruction,
  name: string,
  graphs: readonly Graph[],
  states: State[],
): void {
  if (x.root !== 'other' || !i.used || graphs.length === 0) return;
  if (!graphs.every((graph) => returnsListElement(graph))) return;
  const result = x.evaluator.temporary(i.result);
  for (const state of states) {
    const object = state.load(result);
    if (x.context.symbols.constantOf(object) !== null || state.linked.has(object)) continue;
    state.linked = new Map(state.linked).set(object, { place: x.place(i), by: `${name}()`, found: true });
  }
}

/** An opaque callee may take out its arguments, or all that is on a list of them. */
export function linkOpaque(x: Frame, name: string | null, args: readonly Sym[], state: State): void {
  if (state.linked.size === 0) return;
  const isEraser = name === null || takesOut(name);
  const { symbols } = x.context;
  // What a field of it holds leads nowhere, but for a function that ends things.
  const mayLead = isEraser || says(name, 'empties', 'maybe');
  const isPart = (one: Sym, arg: Sym) =>
    symbols.reaches(one, arg) && (mayLead || symbols.shape(arg).kind === 'address');
  const isHanded = (one: Sym) =>
    args.some((arg) => arg === one || isPart(one, arg) || symbols.reaches(arg, one));
  for (const [object, link] of state.linked)
    if (isHanded(object) || (link !== 'out' && link.stored && (isHanded(link.stored.container) || isEraser)))
      state.linked = without(state.linked, object);
}

function objectOf(x: Frame, entry: Sym | undefined): Sym | null {
  return entry === undefined ? null : containerOf(x.context.symbols, entry);
}

/** On the stack, as a variable is that stands alone: LIST_HEAD() declares one without a type. */
function isLocal(x: Frame, list: Sym): boolean {
  const { symbols } = x.context;
  const shape = symbols.shape(list);
  if (shape.kind !== 'address') return false;
  return isOnStack(symbols, shape.loc) || symbols.locShape(shape.loc).kind === 'variable';
}
