// SPDX-License-Identifier: GPL-2.0-only
/** The pointers to the VMA that a function leaves behind. */
import { traceOf } from '../engine/events.ts';
import type { RawExit } from '../engine/explorer.ts';
import type { Frame } from '../engine/frame.ts';
import { type Dropped, droppedOf } from '../state/properties/references.ts';
import type { KeptPointer } from './report.ts';

/** Returns what is kept on some of the exits, each store once, with the surest path. */
export function keptPointers(x: Frame, exits: readonly RawExit[]): KeptPointer[] {
  const { symbols } = x.context;
  const found = new Map<string, KeptPointer>();
  for (const { state } of exits) {
    for (const [loc, { place, text, field }] of state.keptVmas) {
      const holder = symbols.ownerOf(loc);
      const key = `${place.file.path}:${place.start}`;
      const known = found.get(key);
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
        trace: traceOf(state.trace),
        assumed: state.assumed,
      });
    }
  }
  return [...found.values()];
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
