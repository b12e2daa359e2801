// SPDX-License-Identifier: GPL-2.0-only
/** What happens inside a callee, as its caller has it. */

import type { CallInstruction } from '../../cfg/cfg.ts';
import type { LockEvent } from '../../reports/model/events.ts';
import type { Step } from '../../reports/model/exits.ts';
import { VmaFlags } from '../../state/knownFlags.ts';
import { ownerOf } from '../../state/locks/mmapLock.ts';
import { flagsOf } from '../../state/properties/vmaFlags.ts';
import type { State } from '../../state/state.ts';
import type { Sym } from '../../state/symbols.ts';
import { concernsCallers } from '../callEffects.ts';
import type { Frame } from '../frame.ts';
import { atomicReason } from './atomic.ts';
import type { Events } from './events.ts';
import { noteCleared, noteHandedOn } from './keptVma.ts';
import { underCount } from './lastArms.ts';
import { traceOf } from './traces.ts';

/** A call of the callee: its step of the path, its arguments, and the state that it meets. */
interface Called {
  here: Step;
  args: Sym[];
  state: State;
  call: CallInstruction;
}

/** Takes over what happens inside a callee, seen from a call in `state`. */
export function includeEvents(x: Frame, inner: Events, { here, args, state, call }: Called): void {
  const { events } = x;
  let before: Step[] | null = null;
  const path = (steps: Step[]) => {
    before ??= [...traceOf(state.trace), here];
    return [...before, ...steps];
  };
  let answers: Map<string, boolean> | null = null;
  const isExcluded = (steps: Step[]) => {
    answers ??= answersOf(traceOf(state.trace));
    if (!answers.size) return false;
    for (const [name, answer] of answersOf(steps))
      if (answers.has(name) && answers.get(name) !== answer) return true;
    return false;
  };
  const [vma] = x.vmas;
  const flags = vma === undefined ? VmaFlags.ANY : flagsOf(state, vma);
  const mmapLock = (own: LockEvent['mmapLock']) => (own === 'held' ? state.mmap : own);
  for (const [key, e] of inner.calls) {
    if (!concernsCallers(e.callee, x) && !(e.sleeps && e.atomic) && !e.takesOffset) continue;
    const id = `${key}<${here.place.start}`;
    if (events.calls.has(id) || isExcluded(e.trace)) continue;
    events.calls.set(id, {
      ...e,
      flags: flags.after(e.flags, (place) => place) ?? e.flags,
      takesOffset: e.takesOffset && keepsOffset(vma, state, x),
      atomic: e.atomic ?? (inner.opensAtomic ? null : atomicReason(state)),
      mmapLock: mmapLock(e.mmapLock),
      // What the callee tested on the way there may never hold for this caller.
      assumed: e.assumed || state.assumed || e.trace.some((step) => step.kind === 'test'),
      conditional: e.conditional || e.trace.some((step) => step.kind === 'test' && step.ofArguments),
      trace: path(e.trace),
    });
  }
  for (const [key, e] of inner.stores)
    if (!events.stores.has(key)) events.stores.set(key, { ...e, trace: path(e.trace) });
  for (const [key, e] of inner.locks) {
    if ((e.kind !== 'mmap' && e.what !== 'wrong-mode') || events.locks.has(key) || isExcluded(e.trace))
      continue;
    const mm = callersOwn(inner.unowned.get(key), key, args, x);
    if (mm === 'unknown') continue;
    const assumed = e.assumed || state.assumed;
    events.locks.set(key, { ...e, mmapLock: mmapLock(e.mmapLock), assumed, trace: path(e.trace) });
  }
  const takeOver = <T extends { trace: Step[]; assumed: boolean }>(
    from: Map<string, T>,
    to: Map<string, T>,
  ) => {
    for (const [key, e] of from)
      if (!to.has(key) && !isExcluded(e.trace))
        to.set(key, { ...e, assumed: e.assumed || state.assumed, trace: path(e.trace) });
  };
  takeOver(inner.wrong, events.wrong);
  takeOver(inner.copies, events.copies);
  takeOver(inner.mixed, events.mixed);
  takeOver(inner.uses, events.uses);
  for (const place of inner.filled) events.filled.add(place);
  for (const [key, leak] of inner.leaks) if (!events.leaks.has(key)) events.leaks.set(key, leak);
  const atLast = underCount(x.graph).has(call);
  for (const [field, only] of inner.cleared) noteCleared(events, field, only || atLast);
  for (const kind of inner.releases) events.releases.add(kind);
  for (const name of inner.takes) events.takes.add(name);
  events.handsToUnseen ||= inner.handsToUnseen;
  events.drops ||= inner.drops;
  events.handsOn ||= inner.handsOn;
  for (const index of inner.handedParameters) {
    const arg = args[index];
    if (arg !== undefined) noteHandedOn(x, arg);
  }
  for (const name of inner.handedTo) events.handedTo.add(name);
  events.defers ||= inner.defers;
  for (const [key, { object, event }] of inner.afterPut) {
    const shape = x.context.symbols.shape(object);
    const own = shape.kind === 'parameter' ? args[shape.index] : object;
    if (own === undefined || events.afterPut.has(key) || isExcluded(event.trace)) continue;
    if (shape.kind !== 'parameter' && x.context.symbols.isCallerVisible(object)) continue;
    events.afterPut.set(key, {
      object: own,
      event: { ...event, assumed: event.assumed || state.assumed, trace: path(event.trace) },
    });
  }
}

/** Whose address space a callee locks, seen from the caller; one that is the caller's parameter stays open. */
function callersOwn(mm: Sym | undefined, key: string, args: Sym[], x: Frame) {
  const shape = mm === undefined ? null : x.context.symbols.shape(mm);
  if (shape?.kind !== 'parameter') return 'faulting';
  const own = args[shape.index];
  const owner = own === undefined ? 'unknown' : ownerOf(x, own);
  if (owner === 'parameter') x.events.unowned.set(key, own as Sym);
  return owner;
}

/** The VMA has the offset still with which the function was called. */
function keepsOffset(vma: Sym | undefined, { env }: State, { context: { symbols } }: Frame): boolean {
  if (vma === undefined) return false;
  const at = symbols.field(vma, 'vm_pgoff');
  const now = env.get(at);
  return now === undefined || now === symbols.initial(at, 0);
}

/** What predicates such as IS_DAX(inode) said on a path, whatever the object is called where they were asked. */
function answersOf(steps: Step[]): Map<string, boolean> {
  const answers = new Map<string, boolean>();
  for (const step of steps) {
    if (step.kind !== 'test') continue;
    const match = /^((?:IS|is)_\w+)\([^&|]*\)$/.exec(step.text);
    if (match) answers.set(match[1] as string, step.truth);
  }
  return answers;
}
