// SPDX-License-Identifier: GPL-2.0-only
/** What tells of a lock that is given back whether a caller holds it for the function. */
import type { Frame } from '../../engine/frame.ts';
import type { HelperLockKind } from '../../models/model.ts';
import { symbolText } from '../../reports/render.ts';
import { identity, isOfFile, isWaitingForItself, KINDS } from '../locks/lockKinds.ts';
import type { Sym } from '../symbols.ts';
import type { LockEntry } from './locks.ts';
import { property, type Return } from './property.ts';

const NONE: ReadonlySet<string> = new Set();

/** A lock that a path has waited for. */
interface Waited {
  kind: HelperLockKind;
  sym: Sym;
}

/** By the identity of the lock. */
export type Waits = ReadonlyMap<string, Waited>;

const NO_WAITS: Waits = new Map();

/** A callee waits, on every way that comes back so, for what its caller holds: the task waits for itself. */
function giveWaitsBack(waits: Waits, call: Return): void {
  const { x, next, place, name } = call;
  for (const [ownId, { kind, sym: own }] of waits) {
    // What it leaves with is told where the caller gets it.
    if (call.callee.locks.has(ownId)) continue;
    if (!isNamedBy(x, own, call)) continue;
    const sym = call.sym(own);
    const id = identity(kind, sym);
    const held = next.locks.get(id) ?? throughFile(sym, call);
    if (held === undefined) next.waited = new Map(next.waited).set(id, { kind, sym });
    else if (isWaitingForItself(held, kind))
      x.events.lock(
        x,
        {
          what: 'take-held',
          taken: held.place,
          lock: held.name,
          kind: KINDS[kind],
          place,
          trylock: false,
          by: name,
        },
        next,
      );
  }
}

/** As `vma->vm_file` the function that maps has the file that it is handed: a lock by way of one is that by way of the other. */
function throughFile(sym: Sym, { x, next }: Return): LockEntry | undefined {
  const { symbols } = x.context;
  const named = (type: string) => x.graph.parameters.filter((one) => one.type === type);
  const [files, vmas] = [named('struct file *'), named('struct vm_area_struct *')];
  const [file, vma] = [files[0]?.name, vmas[0]?.name];
  if (x.depth > 0 || files.length !== 1 || vmas.length !== 1 || next.locks.size === 0) return undefined;
  const way = symbolText(sym, symbols, x.graph);
  const own = way?.replace(`&${vma}->vm_file->`, `&${file}->`);
  if (own === undefined || own === way) return undefined;
  return [...next.locks.values()].find((one) => symbolText(one.sym, symbols, x.graph) === own);
}

function isNamedBy({ context: { symbols } }: Frame, sym: Sym, call: Return): boolean {
  return symbols.isCallerVisible(sym) || call.known(sym) !== undefined || isOfFile(sym, symbols);
}

/** Any lock may have been taken. */
export function mayTakeAny(known: { givenUp: ReadonlySet<string>; mayHaveTaken: boolean }): void {
  known.givenUp = NONE;
  known.mayHaveTaken = true;
}

export const unheldLocks = {
  /** Locks that the path took and gave back, by their identity. */
  givenUp: property<ReadonlySet<string>>({
    initial: NONE,
    // Each id stands for a lock that neither path holds; a call that may have taken it since has emptied the list.
    join: (mine, theirs) =>
      [...mine].every((id) => theirs.has(id)) ? mine : new Set([...mine].filter((id) => theirs.has(id))),
  }),
  /** Locks that the path has waited for without having them. */
  waited: property<Waits>({
    initial: NO_WAITS,
    isQuiet: true,
    join: (mine, theirs) => (mine === theirs ? mine : new Map([...mine].filter(([id]) => theirs.has(id)))),
    giveBack(waits, call) {
      if (waits.size > 0) giveWaitsBack(waits, call);
      return true;
    },
  }),
  /** An opaque callee, or one that names the lock differently, may have taken any lock. */
  mayHaveTaken: property<boolean>({
    initial: false,
    key: (may) => (may ? 't' : ''),
    join: (mine, theirs) => mine || theirs,
    giveBack(may, { next }) {
      if (may) mayTakeAny(next);
      return true;
    },
  }),
};
