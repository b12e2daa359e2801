// SPDX-License-Identifier: GPL-2.0-only
/** Puts of a reference that goes with a state of the object: who wins it puts that, and keeps what it has looked up. */
import { says } from '../../facts/names/roles.ts';
import type { CallInstruction } from '../cfg/cfg.ts';
import { hasName } from '../cfg/walk.ts';
import type { Frame } from '../engine/frame.ts';
import { containerOf, droppedOf } from '../state/properties/references.ts';
import type { State } from '../state/state.ts';
import type { Sym } from '../state/symbols.ts';
import { wonBefore } from './wonArms.ts';

/** Objects to which the path has a reference of its own, and of which the call puts another. */
export function wonObjects(x: Frame, i: CallInstruction, args: readonly Sym[], state: State): Sym[] {
  if (state.references.size === 0 || i.callee.k !== 'name' || !says(i.callee.name, 'givesUp', 'maybe'))
    return [];
  const owners = wonBefore(x.graph, i);
  if (owners.length === 0) return [];
  const { symbols } = x.context;
  return args.flatMap((arg, n) => {
    const text = i.args[n];
    // `kref_put(&obj->ref, …)` puts what the counter lies in.
    const object = text?.k === 'address' ? containerOf(symbols, arg) : arg;
    const known = object === null ? undefined : state.references.get(object);
    const isOwned = text !== undefined && owners.some((owner) => hasName(text, owner));
    return object !== null && known !== undefined && 'taken' in known && isOwned ? [object] : [];
  });
}

/** After the call, with what was known before it. */
export function keepWon(
  objects: readonly Sym[],
  before: Pick<State, 'references' | 'claims'>,
  states: readonly State[],
): void {
  for (const object of objects) {
    const known = before.references.get(object);
    for (const next of states) {
      if (known === undefined || droppedOf(next.references, object)?.certain) continue;
      next.references = new Map(next.references).set(object, known);
      next.claims = before.claims;
    }
  }
}
