// SPDX-License-Identifier: GPL-2.0-only
/** An object that is freed although its count was lowered before, and nothing has looked at what is left of it. */
import { COUNT_READERS } from '../../facts/functions/countTests.ts';
import type { Place } from '../../text/source.ts';
import { isReferenceCount } from '../calls/nameHints.ts';
import type { Frame } from '../engine/frame.ts';
import { fieldOfKey, isCounterKey } from '../state/properties/claimKeys.ts';
import type { Claim } from '../state/properties/claims.ts';
import type { State } from '../state/state.ts';
import type { Sym } from '../state/symbols.ts';

/** Those that tell nobody whether it was the last. */
const SILENT = /^(?:refcount_dec|atomic(?:64|_long)?_dec)\(\)$/;

/** Returns where the count of an object was lowered unseen on a path; null where it was not. */
function loweredUnseen(object: Sym, { claims }: State): NonNullable<Claim['given']> | null {
  for (const [key, { net, given, sure, object: counted }] of claims) {
    if (counted !== object || net >= 0 || !sure || given === null || !isCounterKey(key)) continue;
    if (!SILENT.test(given.by)) continue;
    // An atomic number may count anything.
    if (given.by.startsWith('refcount') || isReferenceCount(fieldOfKey(key))) return given;
  }
  return null;
}

/** Reports an object that is freed so. */
export function tellCounted(x: Frame, object: Sym, at: { text: string; place: Place }, state: State): void {
  const given = loweredUnseen(object, state);
  if (given === null || looksAtCounts(x)) return;
  x.events.useAfterPut(object, { ...given, certain: true }, { ...at, how: 'counted' }, state);
}

function looksAtCounts({ graph }: Frame): boolean {
  return graph.blocks.some(({ instructions }) =>
    instructions.some((i) => i.op === 'call' && i.callee.k === 'name' && COUNT_READERS.has(i.callee.name)),
  );
}
