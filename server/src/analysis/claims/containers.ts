// SPDX-License-Identifier: GPL-2.0-only
/** Follows which objects a path stores under a key, where a lookup finds them, and frees without taking them out. */

import { says } from '../../facts/names/roles.ts';
import { namesIn } from '../../facts/names/words.ts';
import { takesOut } from '../calls/nameHints.ts';
import type { CallInstruction, Graph } from '../cfg/cfg.ts';
import { blocksBehind } from '../cfg/reaches.ts';
import type { Frame } from '../engine/frame.ts';
import type { UseOnPath } from '../reports/model/usesAfterPut.ts';
import { type Atom, domainOf, NON_NULL, ZERO } from '../state/domain.ts';
import type { Link } from '../state/properties/linked.ts';
import { droppedOf } from '../state/properties/references.ts';
import type { State } from '../state/state.ts';
import type { Sym, Symbols } from '../state/symbols.ts';
import { without } from '../state/without.ts';
import { arePair } from './pairs.ts';
import { takingsOf } from './takings.ts';

/** Which argument is the object, and what takes it out again; its container is the first. */
const STORES: ReadonlyMap<string, { entry: number; erase: string }> = new Map(
  (
    [
      [
        ['xa_store', 'xa_store_irq', 'xa_store_bh', 'xa_insert', 'xa_insert_irq', 'xa_insert_bh'],
        2,
        'xa_erase',
      ],
      [['xa_alloc', 'xa_alloc_irq', 'xa_alloc_bh', 'xa_alloc_cyclic'], 2, 'xa_erase'],
      [['radix_tree_insert'], 2, 'radix_tree_delete'],
      [['idr_alloc', 'idr_alloc_cyclic'], 1, 'idr_remove'],
      [['mtree_insert', 'mtree_store'], 2, 'mtree_erase'],
    ] as const
  ).flatMap(([names, entry, erase]) => names.map((name) => [name, { entry, erase: `${erase}()` }] as const)),
);

/** Returns the states after a call, with what it has stored. */
export function storeCall(
  x: Frame,
  i: CallInstruction,
  name: string,
  args: readonly Sym[],
  states: State[],
): State[] {
  const store = STORES.get(name);
  const [container] = args;
  const object = store && args[store.entry];
  if (store === undefined || container === undefined || object === undefined) return states;
  const { symbols } = x.context;
  for (const state of states) takeOutOf(container, state);
  if (symbols.constantOf(object) !== null || isMadeHere(container, symbols)) return states;
  const link = { place: x.place(i), by: `${name}()`, stored: { container, erase: store.erase } };
  return states.flatMap((state) => {
    const result = state.load(x.evaluator.temporary(i.result));
    const failed = GIVES_OLD.has(name) && i.used ? withoutStore(result, symbols, state) : null;
    if (failed || GIVES_OLD.has(name) || state.domain(result).every(isSuccess))
      state.linked = new Map(state.linked).set(object, link);
    return failed ? [state, failed] : [state];
  });
}

const isSuccess = (atom: Atom) => atom === '0' || atom === '+';

/** Two functions tell whether what was there before is an error; the state that is left is the one where it is none. */
function withoutStore(old: Sym, symbols: Symbols, state: State): State {
  const failed = state.copy();
  const [code, test] = [symbols.pure('xa_err', [old]), symbols.pure('xa_is_err', [old])];
  failed.setDomain(code, REFUSED);
  failed.setDomain(test, NON_NULL);
  state.setDomain(code, ZERO);
  state.setDomain(test, ZERO);
  return failed;
}

const REFUSED = domainOf(['-ENOMEM', '-EINVAL']);

const GIVES_OLD: ReadonlySet<string> = new Set(['xa_store', 'xa_store_irq', 'xa_store_bh']);

/** No other pointer leads to it yet. */
function isMadeHere(container: Sym, symbols: Symbols): boolean {
  for (let at: Sym | null = container; at !== null; ) {
    if (symbols.marks.isAllocated(at)) return true;
    const shape = symbols.shape(at);
    if (shape.kind !== 'address' && shape.kind !== 'initial') return false;
    const loc = symbols.locShape(shape.loc);
    if (shape.kind === 'address' && loc.kind === 'variable' && loc.local) return true;
    at = symbols.ownerOf(shape.loc);
  }
  return false;
}

/** A call that takes something out of a container that it is handed, whatever is at that key. */
export function eraseCall(x: Frame, name: string, args: readonly Sym[], state: State): void {
  const [container] = args;
  if (container === undefined || !takesOut(name)) return;
  takeOutOf(container, state);
  if (x.depth > 0 && x.context.symbols.isCallerVisible(container))
    state.linked = new Map(state.linked).set(container, 'out');
}

function takeOutOf(container: Sym, state: State): void {
  for (const [object, link] of state.linked)
    if (link !== 'out' && link.stored?.container === container) state.linked = without(state.linked, object);
}

/** An object that a callee has freed, by its text or its name, and that is still where the path has put it. */
export function tellFreedByCallee(
  x: Frame,
  i: CallInstruction,
  name: string,
  args: readonly Sym[],
  before: Pick<State, 'linked' | 'references'>,
  states: readonly State[],
): void {
  for (const [object, link] of before.linked) {
    const at = args.indexOf(object);
    const text = i.args[at];
    if (link === 'out' || link.found || text === undefined) continue;
    const isFreed = isFreeOf(x, i, name) && !mayTakeOut(x, name);
    for (const state of states) {
      const gone = droppedOf(state.references, object);
      const now = state.linked.get(object);
      if (
        // What frees it may keep it on a list of its own.
        now !== undefined &&
        now !== 'out' &&
        (isFreed || (gone?.certain && !droppedOf(before.references, object)))
      )
        tellLinked(x, i, object, link, x.text(text), state);
    }
  }
}

/** Reports an object that is freed while a path has it where others find it. */
export function tellLinked(
  x: Frame,
  i: CallInstruction,
  object: Sym,
  link: Link,
  text: string,
  state: State,
): void {
  const { place, by, stored } = link;
  if (stored && isTakenOutLater(x.graph, i)) return;
  x.events.useAfterPut(
    object,
    { place, by, certain: true },
    { text, place: x.place(i), ...howLinked(link) },
    state,
  );
}

function howLinked({ found, stored }: Link): UseOnPath {
  if (found) return { how: 'found' };
  return stored ? { how: 'stored', erase: stored.erase } : { how: 'linked' };
}

/** Its name says that it frees what another call of the function has made. */
function isFreeOf(x: Frame, { args }: CallInstruction, name: string): boolean {
  const [arg] = args;
  if (arg?.k !== 'name' || !says(name, 'frees', 'maybe')) return false;
  return [...takingsOf(x).values()].some(({ name: made, out }) => out === 'result' && arePair(made, name));
}

/** No text of it is loaded, or that speaks of taking something out. */
function mayTakeOut({ context, file }: Frame, name: string): boolean {
  const definitions = context.program.peek(name, file);
  return (
    definitions.length === 0 ||
    definitions.some((one) =>
      [...namesIn(one)].some(
        (word) =>
          takesOut(word) ||
          context.program.peek(word, one.file).some((below) => [...namesIn(below)].some(takesOut)),
      ),
    )
  );
}

/** Who holds a lock that all lookups take may free it first. */
function isTakenOutLater(graph: Graph, call: CallInstruction): boolean {
  const { blocks } = graph;
  const erases = (n: number, from: number) =>
    blocks[n]?.instructions
      .slice(from)
      .some((i) => i.op === 'call' && i.callee.k === 'name' && takesOut(i.callee.name));
  const first = blocks.findIndex(({ instructions }) => instructions.includes(call));
  const start = blocks[first];
  if (start === undefined) return true;
  if (erases(first, start.instructions.indexOf(call) + 1)) return true;
  return [...blocksBehind(first, graph)].some((n) => erases(n, 0));
}
