// SPDX-License-Identifier: GPL-2.0-only
/** The pointers to the VMA that a function leaves behind. */
import { traceOf } from '../engine/events/traces.ts';
import type { RawExit } from '../engine/explorer.ts';
import type { Frame } from '../engine/frame.ts';
import { truthOf } from '../state/domain.ts';
import { type Dropped, droppedOf } from '../state/properties/references.ts';
import type { State } from '../state/state.ts';
import type { Loc, Sym, Symbols } from '../state/symbols.ts';
import type { FreedBehind, KeptPointer } from './model/events.ts';

/** Returns what is kept on some of the exits, each store once, with the surest path. */
export function keptPointers(
  x: Frame,
  exits: readonly RawExit[],
  stays: (holder: Sym | null, state: State) => boolean = () => true,
): KeptPointer[] {
  const { symbols } = x.context;
  const found = new Map<string, KeptPointer>();
  for (const [n, { state }] of exits.entries()) {
    for (const [loc, { place, text, field }] of state.keptVmas) {
      const holder = symbols.ownerOf(loc);
      if (!stays(holder, state)) continue;
      const key = `${place.file.path}:${place.start}`;
      const known = found.get(key);
      known?.exits.push(n);
      if (known && (!known.assumed || state.assumed)) continue;
      const isPrivate = [...x.vmas].some(
        (vma) => state.load(symbols.field(vma, 'vm_private_data')) === holder,
      );
      const isMade = holder !== null && symbols.shape(holder).kind === 'opaque';
      found.set(key, {
        place,
        text,
        field,
        inPrivateData: isPrivate || isMade,
        exits: known?.exits ?? [n],
        trace: traceOf(state.trace),
        assumed: state.assumed,
      });
    }
  }
  return [...found.values()];
}

/**
 * The same of exits on which the function fails. What was made for the mapping, or given back, is gone or none of the
 * reader's, and an opaque callee may have cleared what it was handed.
 */
export function keptOnFailure(x: Frame, exits: readonly RawExit[]): KeptPointer[] {
  const { symbols } = x.context;
  return keptPointers(
    x,
    exits,
    (holder, { references, epochs }) =>
      holder === null ||
      (symbols.isCallerVisible(holder) && !epochs.has(holder) && droppedOf(references, holder) === null),
  );
}

/** Where the object that hangs on the VMA is given back on some exit, each place once. */
export function givesPrivate(x: Frame, exits: readonly RawExit[]): Dropped[] {
  const { symbols } = x.context;
  const found = new Map<number, Dropped>();
  for (const { state } of exits)
    for (const object of state.references.keys()) {
      const dropped = droppedOf(state.references, object);
      const hangs = [...x.vmas].some(
        (vma) => symbols.initial(symbols.field(vma, 'vm_private_data'), 0) === object,
      );
      if (dropped && hangs) found.set(dropped.place.start, dropped);
    }
  return [...found.values()];
}

/** Whether each way out has freed what hangs on the VMA, but those where there is nothing. */
export function freesPrivateAlways(x: Frame, exits: readonly RawExit[]): boolean {
  const { symbols } = x.context;
  const [vma] = x.vmas;
  if (vma === undefined) return false;
  const data = symbols.initial(symbols.field(vma, 'vm_private_data'), 0);
  const left = exits.filter(({ state }) => truthOf(state.domain(data)) !== false);
  return left.length > 0 && left.every(({ state }) => droppedOf(state.references, data)?.certain === true);
}

/** Whether some way out keeps what hangs on the VMA, and has found another field of the VMA set or unset. */
export function keepsPrivateByTest(x: Frame, exits: readonly RawExit[]): boolean {
  const { symbols } = x.context;
  return [...x.vmas].some((vma) => {
    const data = symbols.initial(symbols.field(vma, 'vm_private_data'), 0);
    const isTested = (sym: Sym, state: State) => {
      const shape = symbols.shape(sym);
      if (sym === data || shape.kind !== 'initial' || truthOf(state.domain(sym)) === null) return false;
      const loc = symbols.locShape(shape.loc);
      return loc.kind === 'field' && loc.of === vma;
    };
    return exits.some(
      ({ state }) =>
        droppedOf(state.references, data) === null &&
        [...state.domains].some(([sym]) => isTested(sym, state)),
    );
  });
}

/**
 * Where the function frees something that it reached by way of vm_private_data: whoever runs it once more frees it again,
 * or finds it gone. Nothing else on the way is written that could tell so; each place once.
 */
export function freesBehindPrivate(x: Frame, exits: readonly RawExit[]): FreedBehind[] {
  const { symbols } = x.context;
  const data = [...x.vmas].map((vma) => symbols.initial(symbols.field(vma, 'vm_private_data'), 0));
  const found = new Map<number, FreedBehind>();
  for (const { state } of exits)
    for (const object of state.references.keys()) {
      const dropped = droppedOf(state.references, object);
      const shape = symbols.shape(object);
      if (!dropped?.certain || shape.kind !== 'initial' || shape.epoch > 0 || data.includes(object)) continue;
      if (!data.some((one) => symbols.reaches(one, object))) continue;
      // Without the object that the pointer lies in nothing leads to it, and an opaque callee may clear it.
      if (data.some((one) => droppedOf(state.references, one) || state.epochs.has(one))) continue;
      const takenFrom = state.env.get(shape.loc) === symbols.zero ? fieldAround(shape.loc, symbols) : null;
      const isLeft = [...state.env].every(
        ([loc, value]) =>
          value === symbols.initial(loc, 0) ||
          isOwnVariable(loc, symbols) ||
          (takenFrom !== null && loc === shape.loc),
      );
      const { place, by } = dropped;
      if (isLeft) found.set(place.start, { place, by, takenFrom });
    }
  return [...found.values()];
}

/** The field that a pointer stands in, by itself or in an array. */
function fieldAround(loc: Loc, symbols: Symbols): string | null {
  const shape = symbols.locShape(loc);
  if (shape.kind === 'field' || shape.kind === 'part') return shape.name;
  if (shape.kind !== 'element') return null;
  const array = symbols.shape(shape.of);
  return array.kind === 'address' || array.kind === 'initial' ? fieldAround(array.loc, symbols) : null;
}

/** A variable of the function itself. */
function isOwnVariable(loc: number, symbols: Symbols): boolean {
  if (symbols.ownerOf(loc) !== null) return false;
  const shape = symbols.locShape(loc);
  return shape.kind !== 'variable' || shape.local;
}
