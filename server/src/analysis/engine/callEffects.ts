// SPDX-License-Identifier: GPL-2.0-only
/** What the table of helpers says of a call that an event tells of. */

import { APPLIES } from '../../facts/mappings/setEntries.ts';
import type { CallInstruction, Pure } from '../cfg/cfg.ts';
import { mayBeOfPage } from '../cfg/pageFrames.ts';
import { errnoTestOf } from '../cfg/resultTests.ts';
import type { HelperSummary } from '../models/model.ts';
import type { CallEffect, CallEvent } from '../reports/model/events.ts';
import type { Frame } from './frame.ts';

const NO_EFFECTS: readonly CallEffect[] = [];
const effectLists = new WeakMap<HelperSummary, readonly CallEffect[]>();

/** What rules ask of a helper beside locks and flags. */
export function effectsOf(helper: HelperSummary | undefined): readonly CallEffect[] {
  if (helper === undefined) return NO_EFFECTS;
  let list = effectLists.get(helper);
  if (list === undefined) {
    const found = new Set<CallEffect>(helper.insert ? ['insert'] : []);
    for (const effect of helper.outcomes.flatMap((outcome) => outcome.effects)) {
      if (effect.verb === 'dirty' || effect.verb === 'time-update') found.add(effect.verb);
      else if (effect.verb === 'lock' && effect.kind === 'freeze') found.add('freeze');
    }
    list = found.size ? [...found] : NO_EFFECTS;
    effectLists.set(helper, list);
  }
  return list;
}

const concerning = new WeakMap<HelperSummary, boolean>();

/**
 * Calls that rules about a handler look at however deep they are: what touches the VMA, its lock, user memory or
 * the state of a file, and what sets entries by a callback.
 */
export function concernsCallers(name: string, x: Frame): boolean {
  const helper = x.context.helpers.get(name);
  if (helper === undefined) return false;
  let concerns = concerning.get(helper);
  if (concerns === undefined) {
    const effects = helper.outcomes.flatMap((outcome) => outcome.effects);
    concerns =
      effectsOf(helper).length > 0 ||
      helper.userAccess ||
      APPLIES.has(name) ||
      effects.some(({ verb }) => verb === 'vm-flags' || verb === 'release-mmap');
    concerning.set(helper, concerns);
  }
  return concerns;
}

/** Where the result of an insertion that gives VM_FAULT bits is tested as an errno; null for any other call. */
export function testedAsErrno(
  x: Frame,
  { result, used }: Pick<CallInstruction, 'result' | 'used'>,
  callee: string,
): CallEvent['testedAsErrno'] {
  if (!used || !givesFaultBits(x.context.helpers.get(callee))) return null;
  const test = errnoTestOf(x.graph, result, (name) => givesFaultBits(x.context.helpers.get(name)));
  return test && { place: x.place(test), as: test.as };
}

function givesFaultBits(helper: HelperSummary | undefined): boolean {
  return helper?.insert != null && helper.outcomes.some(({ returns }) => returns.includes('NOPAGE'));
}

export function isFrameOfPage(x: Frame, arg: Pure): boolean {
  const { helpers } = x.context;
  return mayBeOfPage(arg, x.graph, (name) => helpers.get(name)?.pageFrame === true);
}
