// SPDX-License-Identifier: GPL-2.0-only
/** Follows what a function takes by calls of its own: until it gives it back, hands it on, or puts it where others find it. */

import { isFront, isInsertion } from '../../contracts/insertions.ts';
import { takesNothing } from '../../facts/functions/openAcquires.ts';
import { calledNames } from '../../facts/names/mentions.ts';
import { says } from '../../facts/names/roles.ts';
import type { CallInstruction } from '../cfg/cfg.ts';
import { helperFor } from '../engine/context.ts';
import type { Frame } from '../engine/frame.ts';
import { amountsOf } from '../models/allocators.ts';
import { countedObject, doneWith } from '../models/countingCalls.ts';
import type { HelperSummary } from '../models/model.ts';
import { isErrnoAtom, truthOf } from '../state/domain.ts';
import type { Holding } from '../state/properties/holdings.ts';
import { isOnStack } from '../state/properties/keptVmas.ts';
import type { State } from '../state/state.ts';
import type { Loc, Sym, Symbols } from '../state/symbols.ts';
import { claimName } from './names.ts';
import { arePair, handsOut, isFree, libraryPair, saysGivesBack } from './pairs.ts';
import type { Taking } from './takings.ts';

/** Brings into the state what a call does with what is held; before the call itself is run. */
export function spend(
  x: Frame,
  i: CallInstruction,
  name: string | null,
  args: readonly Sym[],
  state: State,
): void {
  if (state.holdings.size === 0) return;
  const { symbols } = x.context;
  const isGiving = name !== null && saysGivesBack(name);
  const isHarmful = name === null || !isHarmless(name, x);
  const maps = name !== null && isInsertion(name) && !isFront(name) && !takesArray(name);
  // What a variable holds whose address is handed over.
  const behind = args.flatMap((arg) => {
    const shape = symbols.shape(arg);
    return shape.kind === 'address' && symbols.locShape(shape.loc).kind === 'variable'
      ? [state.load(shape.loc)]
      : [];
  });
  // What hands out something new fills in a field, and keeps no place of it.
  const fills = name !== null && handsOut(name);
  const handed = [...args, ...behind].filter((arg) => !(fills && symbols.shape(arg).kind === 'address'));
  let left: Map<number, Holding> | null = null;
  const forget = (start: number, one: Holding) => {
    left ??= new Map(state.holdings);
    left.delete(start);
    noteSpent(x, start, one.result, state);
  };
  for (const [start, holding] of state.holdings) {
    const { object, into, counted } = holding;
    if (counted !== null) {
      if (counted === 'given') continue;
      const done = doneWith(x, holding, name, args, (one) => isHarmless(one, x));
      if (done === 'nothing') continue;
      left ??= new Map(state.holdings);
      if (done === 'may keep') left.delete(start);
      else if (done === 'passes') left.set(start, withVia(holding, name ?? x.text(i.callee)));
      else {
        x.events.given.set(start, { place: x.place(i), by: `${name}()` });
        noteOwned(x, start, holding);
        noteSpent(x, start, holding.result, state);
        left.set(start, { ...holding, counted: 'given' });
      }
      continue;
    }
    if (name !== null && libraryPair(holding.by)?.takesOwn?.includes(name)) continue;
    const isPair = name !== null && arePair(holding.by, name);
    if (libraryPair(holding.by)?.changes && !isPair) {
      if (!isGiving || !concernsArgs(holding, args, symbols)) continue;
      left ??= new Map(state.holdings);
      left.set(start, { ...holding, freed: { place: x.place(i), by: `${name}()` } });
      continue;
    }
    const isHanded = object !== null && handed.some((arg) => isOf(arg, object, symbols));
    if (maps && object !== null && args.some((arg) => isWorkedOut(arg, object, symbols))) {
      left ??= new Map(state.holdings);
      left.set(start, { ...holding, mappedBy: holding.mappedBy ?? name });
      continue;
    }
    if (holding.isPage && isHanded && into === null) {
      if (name !== null && takesNothing(name)) continue;
      if (isPair) {
        x.events.given.set(start, { place: x.place(i), by: `${name}()` });
        noteOwned(x, start, holding);
        forget(start, holding);
      } else if (name === null ? isHarmful : mayPutPage(name, x)) forget(start, holding);
      else if (isHarmful) {
        left ??= new Map(state.holdings);
        left.set(start, withVia(holding, name ?? x.text(i.callee)));
      }
    } else if (
      (isPair && concernsArgs(holding, args, symbols)) ||
      (isHanded && isGiving && !holding.isNumber)
    ) {
      x.events.given.set(start, { place: x.place(i), by: `${name}()` });
      forget(start, holding);
    } else if (!isHarmful && !isGiving) continue;
    else if (isHanded) forget(start, holding);
    else if (
      into !== null &&
      handed.some((arg) => isOf(arg, into, symbols)) &&
      !(name !== null && isFree(name))
    )
      forget(start, holding);
    else if (object === null && isGiving && concernsArgs(holding, args, symbols)) forget(start, holding);
  }
  if (left !== null) state.holdings = left;
}

/** By its name, or its text where that is loaded. */
function mayPutPage(name: string, { file, context }: Frame): boolean {
  if (says(name, 'losesPage', 'maybe')) return true;
  return context.program
    .peek(name, file)
    .some((one) =>
      calledNames(one).some((called) => says(called, 'losesPage', 'maybe') && /page|folio/.test(called)),
    );
}

/** It, or its frame, its page, an address in it: not what is read out of it. */
function isWorkedOut(value: Sym, object: Sym, symbols: Symbols): boolean {
  if (value === object) return true;
  const shape = symbols.shape(value);
  if (shape.kind === 'binary')
    return isWorkedOut(shape.left, object, symbols) || isWorkedOut(shape.right, object, symbols);
  return shape.kind === 'pure' && shape.operands.some((one) => isWorkedOut(one, object, symbols));
}

/** What it is handed is an array of pages. */
const takesArray = (name: string) => name.startsWith('vm_map_pages') || name === 'vm_insert_pages';

function withVia(holding: Holding, name: string): Holding {
  return holding.via.includes(name) ? holding : { ...holding, via: [...holding.via, name] };
}

/** The reference is still the function's own: who was handed the page before has not put it. */
export function noteOwned({ events }: Frame, start: number, { via }: Holding): void {
  const known = events.leftAlone.get(start) ?? new Set();
  for (const name of via) known.add(name);
  events.leftAlone.set(start, known);
}

/** What the call had returned where what it took is made use of tells what it returns when it has taken something. */
export function noteSpent({ events }: Frame, start: number, result: Sym, state: State): void {
  const seen = events.spent.get(start) ?? new Set();
  events.spent.set(start, seen.add(truthOf(state.domain(result))));
}

/** After the call: what it has taken on this way out of it. */
export function take(
  x: Frame,
  i: CallInstruction,
  { name, out, isNumber, givers }: Taking,
  args: readonly Sym[],
  state: State,
): void {
  const { symbols } = x.context;
  const result = state.load(x.evaluator.temporary(i.result));
  const domain = state.domain(result);
  const before = state.holdings.get(i.start);
  const held = new Map(state.holdings);
  held.delete(i.start);
  let object: Sym | null = null;
  if (out === 'result') {
    object = result;
    const isNothing = truthOf(domain) === false || (domain.length > 0 && domain.every(isErrnoAtom));
    if (isNothing || symbols.constantOf(object) !== null) object = null;
  } else if (out === 'counted') {
    const claim = claimName(name);
    if (claim !== null && !(i.used && truthOf(domain) === false))
      object = countedObject(claim, args, symbols);
  } else if (out === 'status' && givers !== null) object = args[0] as Sym;
  else if (typeof out === 'number') {
    const shape = symbols.shape(args[out] as Sym);
    if (shape.kind === 'address') object = state.load(shape.loc);
  }
  // What was taken in the turn before of a loop is lost sight of.
  const isTaken = (out === 'status' || object !== null) && before === undefined;
  if (isTaken) {
    const at = { place: x.place(i), by: name };
    const own = args.filter((arg) => arg !== object);
    held.set(i.start, {
      ...at,
      object,
      result,
      args: own,
      amounts: amountsIn(name, args, symbols),
      into: null,
      isPage: libraryPair(name)?.isPage === true && out !== 'counted',
      isNumber,
      counted: givers === null ? null : 'kept',
      givers: givers ?? [],
      via: [],
      mappedBy: null,
      freed: null,
    });
  }
  if (isTaken || before !== undefined) state.holdings = held;
}

/** How much memory a call asks for, by what is multiplied; without what is a constant. */
function amountsIn(name: string, args: readonly Sym[], symbols: Symbols): Sym[] {
  const factors = (sym: Sym | undefined): Sym[] => {
    if (sym === undefined || symbols.constantOf(sym) !== null) return [];
    const shape = symbols.shape(sym);
    const parts = shape.kind === 'binary' && shape.op === '*' ? [shape.left, shape.right] : [];
    return [sym, ...parts.flatMap(factors)];
  };
  return amountsOf(name).flatMap((at) => factors(args[at]));
}

/** A store: what is held can be found there from now on. */
export function put(x: Frame, loc: Loc, value: Sym, state: State): void {
  if (state.holdings.size === 0) return;
  const { symbols } = x.context;
  const isLocal = isOnStack(symbols, loc);
  if (isLocal && symbols.locShape(loc).kind === 'variable') return;
  let next: Map<number, Holding> | null = null;
  for (const [start, one] of state.holdings) {
    if (one.counted === 'given') continue;
    if (one.counted !== null) {
      const owner = symbols.ownerOf(loc);
      const isMark = owner !== null && one.object !== null && symbols.reaches(one.object, owner);
      if (isLocal || (value !== one.object && !isMark)) continue;
      next ??= new Map(state.holdings);
      if (value === one.object) next.delete(start);
      else next.set(start, { ...one, counted: 'marked' });
      continue;
    }
    // Where the memory of a page is is no reference to it.
    if (isLocal && value !== one.object && one.isPage) continue;
    if (one.object !== null && isOf(value, one.object, symbols)) {
      const owner = symbols.ownerOf(loc);
      next ??= new Map(state.holdings);
      noteSpent(x, start, one.result, state);
      noteOwned(x, start, one);
      if (owner !== null && value === one.object && one.into === null)
        next.set(start, { ...one, into: owner });
      else next.delete(start);
    }
  }
  if (next !== null) state.holdings = next;
}

/** It, a part of it, or something worked out from it. */
function isOf(value: Sym, object: Sym, symbols: Symbols): boolean {
  return value === object || symbols.reaches(object, value) || symbols.mentions(value, object);
}

function concernsArgs({ object, args }: Holding, given: readonly Sym[], symbols: Symbols): boolean {
  return given.some(
    (arg) =>
      symbols.constantOf(arg) === null &&
      ((object !== null && isOf(arg, object, symbols)) ||
        args.some((own) => own === arg || symbols.reaches(own, arg) || symbols.reaches(arg, own))),
  );
}

/** By its name, or by what the table has of it, it neither keeps what it is handed nor gives it back. */
function isHarmless(name: string, x: Frame): boolean {
  // It may hold a number in place of the object.
  if (ASKS.test(name)) return false;
  if (takesNothing(name) || USES.test(name)) return true;
  const helper = helperFor(name, x.file, x.context)?.helper;
  return helper !== undefined && !KEEPS.test(name) && isPlain(helper);
}

const USES =
  /^(?:mem(?:cpy|set|move|cmp)\w*|str\w+|sn?printf|scnprintf|\w*virt_to_\w+|page_to_\w+|page_address|dma_to_\w+|\w+2\w+|IS_ERR\w*|PTR_ERR|ERR_\w+|copy_(?:to|from)_\w+|clear_(?:page|highpage)|sizeof|capable|ns_capable)$/;

const ASKS = /(?:^|_)is_/;

const KEEPS =
  /list|insert(?!_p)|store|add|register|link|queue|assign|install|xa_|idr_|free|put|release|destroy/;

function isPlain({ insert, pure, outcomes }: HelperSummary): boolean {
  if (insert || pure) return true;
  return outcomes.every(({ effects }) =>
    effects.every(
      ({ verb }) =>
        verb === 'lock' || verb === 'unlock' || verb === 'check-truncation' || verb === 'vm-flags',
    ),
  );
}
