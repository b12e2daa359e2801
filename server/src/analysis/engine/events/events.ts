// SPDX-License-Identifier: GPL-2.0-only
/** Collects what happens inside one function: calls, stores, lock operations, late uses. Each once per state that matters. */

import { isInsertion } from '../../../contracts/insertions.ts';
import { type Place, type Span, spot } from '../../../text/source.ts';
import type { CallInstruction, Pure } from '../../cfg/cfg.ts';
import { lostResult } from '../../cfg/lostResults.ts';
import type { HelperLockKind } from '../../models/model.ts';
import type {
  AbsentPageRead,
  CallEvent,
  CodeTested,
  CopyPastPage,
  Leak,
  LockEvent,
  StoreEvent,
  UseEvent,
  WrongMemory,
} from '../../reports/model/events.ts';
import type { LockKind, Note } from '../../reports/model/exits.ts';
import type { Unrefused } from '../../reports/model/mappings.ts';
import type { UseAfterPut, UseOnPath } from '../../reports/model/usesAfterPut.ts';
import type { MixedUnits } from '../../reports/report.ts';
import { conditionsOf } from '../../state/conditions.ts';
import { type Flags, VmaFlags } from '../../state/knownFlags.ts';
import { heldLocks } from '../../state/locks/heldLocks.ts';
import { ownerOf } from '../../state/locks/mmapLock.ts';
import type { Dropped } from '../../state/properties/references.ts';
import { flagsOf } from '../../state/properties/vmaFlags.ts';
import type { State } from '../../state/state.ts';
import type { Sym } from '../../state/symbols.ts';
import { effectsOf, isFrameOfPage, testedAsErrno } from '../callEffects.ts';
import type { Frame } from '../frame.ts';
import { waitsForPages } from '../pageWaits.ts';
import { ATOMIC, atomicReason } from './atomic.ts';
import { isKeptByCaller } from './keptByCaller.ts';
import { traceOf } from './traces.ts';

/** What is told of a lock operation beside the state that it meets. */
type OwnLockEvent = Pick<
  LockEvent,
  'what' | 'lock' | 'kind' | 'place' | 'taken' | 'trylock' | 'by' | 'again'
>;

/** A lock that is waited for, and where. */
export interface Wait {
  kind: HelperLockKind;
  sym: Sym;
  place: Place;
}

export class Events {
  readonly calls = new Map<string, CallEvent>();
  readonly stores = new Map<string, StoreEvent>();
  readonly locks = new Map<string, LockEvent>();
  readonly uses = new Map<string, UseEvent>();
  readonly absentPages = new Map<string, AbsentPageRead>();
  /** Fields and global variables that are set to NULL somewhere in it: whether only where a count has come to its end. */
  readonly cleared = new Map<string, boolean>();
  /** Kinds of locks that something in it gives back. */
  readonly releases = new Set<LockKind>();
  /** Members and variables that are locks which something in it takes. */
  readonly takes = new Set<string>();
  /** Locks that some way waits for without having them, whatever its caller hands over; by their identity. */
  readonly waits = new Map<string, Wait>();
  /** Calls that are made without a lock which the callee may wait for, and the lock. */
  readonly unlockedCalls = new Set<string>();
  /** Something is handed to a function of which nobody has the text: it may take any lock of that. */
  handsToUnseen = false;
  /** Where it gives back what a call at that offset took. */
  readonly given = new Map<number, { place: Place; by: string }>();
  /** What the call at that offset had returned where what it took was given back or handed on: something, 0, or unknown. */
  readonly spent = new Map<number, Set<boolean | null>>();
  /** By the place of the code. */
  readonly codesTested = new Map<number, CodeTested>();
  /** Of pages that calls gave, the functions that were handed one and left its reference to the function. */
  readonly leftAlone = new Map<number, Set<string>>();
  /** Ways out of it that keep what they took; by place and what. */
  readonly leaks = new Map<string, Leak>();
  /** Calls that are handed another kind of memory than they take, by place. */
  readonly wrong = new Map<string, WrongMemory>();
  /** Copies that may run over the end of a page, by place. */
  readonly copies = new Map<string, CopyPastPage>();
  /** Where pages meet bytes, by place. */
  readonly mixed = new Map<string, MixedUnits>();
  /** Where memory was allocated that something in it writes to, or hands to what may: a loop may do so no times on a path. */
  readonly filled = new Set<string>();
  /** Memory that calls gave which is as large as the mapping, by the pointer. */
  readonly sized = new Map<Sym, string>();
  /** Mappings that it hands on as it should have refused them. */
  readonly unrefused: Unrefused[] = [];
  /** Something in it gives back or frees an object. */
  drops = false;
  /** An opaque callee was given the VMA, or what hangs on it. */
  handsOn = false;
  /** The parameters of it by way of which an opaque callee was given something. */
  readonly handedParameters = new Set<number>();
  /** Those of them that may take a reference to it, or give one back, by their names; '' for what is called through a pointer. */
  readonly handedTo = new Set<string>();
  /** Calls that hand the VMA to the mmap of another file, by the table that it has behind them. */
  readonly lent = new Map<Sym, { file: Sym; place: Place }>();
  /** What it handed to opaque callees itself: whether one of them may count it, by its name. */
  readonly handed = new Map<Sym, boolean>();
  /** An object that it was handed is left to work that runs later, or on a list. */
  defers = false;
  /** By place; the object is the function's own symbol. */
  readonly afterPut = new Map<string, { object: Sym; event: UseAfterPut }>();
  /** Taken locks of an address space that is a parameter: key of the event → that parameter. */
  readonly unowned = new Map<string, Sym>();
  /** The events of each call by what keeps them apart: most states that come by add nothing. */
  private readonly sites = new Map<object, { mmap: string; reason: string; event: CallEvent }[]>();

  call(
    x: Frame,
    callee: string,
    i: Pick<CallInstruction, 'args' | 'result' | 'used'> & Span,
    state: State,
    sleeps: Note[] | null,
    known: Pick<CallEvent, 'helper' | 'onVma' | 'onCopy' | 'takesOffset' | 'writesAlways'> & {
      givesInsertion?: CallEvent['givesInsertion'];
    } = UNLISTED,
    opens = false,
  ) {
    // A callee that lets go of a spinlock which it did not take may do so before it sleeps.
    const atomic = opens ? null : atomicReason(state);
    const reason = atomic?.reason ?? '';
    const [vma] = x.vmas;
    const flags = vma === undefined ? VmaFlags.ANY : flagsOf(state, vma);
    let site = this.sites.get(i);
    const seen = site?.find((one) => one.mmap === state.mmap && one.reason === reason)?.event;
    if (seen) {
      seen.flags = seen.flags.join(flags);
      seen.writesAlways ??= known.writesAlways;
      seen.takesOffset ||= known.takesOffset;
      return;
    }
    const place = x.place(i);
    const key = `${place.file.path}:${i.start}:${state.mmap}:${reason}`;
    if (!site) {
      site = [];
      this.sites.set(i, site);
    }
    const event = this.calls.get(key);
    if (event) {
      site.push({ mmap: state.mmap, reason, event });
      event.flags = event.flags.join(flags);
      event.writesAlways ??= known.writesAlways;
      event.takesOffset ||= known.takesOffset;
      return;
    }
    const effects = effectsOf(x.context.helpers.get(callee));
    const givesInsertion = known.givesInsertion ?? null;
    const lost =
      i.used && (givesInsertion !== null || effects.includes('insert') || isInsertion(callee))
        ? lostResult(x.graph, i.result)
        : null;
    const made: CallEvent = {
      callee,
      place,
      args: i.args.map((a) => x.text(a)),
      mmapLock: state.mmap,
      atomic,
      held: heldLocks(x, state),
      sleeps,
      waitsForPages: waitsForPages(x, callee, i, state),
      ...known,
      givesInsertion,
      ofPage: known.helper?.insert != null && i.args.some((arg) => isFrameOfPage(x, arg)),
      flags,
      resultUnused: !i.used || lost !== null,
      effects,
      lostAt: lost && {
        how: lost.how === 'overwritten' || lost.isReadElsewhere ? lost.how : 'never read at all',
        place: x.place(lost),
        message:
          lost.how === 'overwritten'
            ? 'the result is overwritten here'
            : 'it returns without reading the result',
      },
      testedAsErrno: testedAsErrno(x, i, callee),
      trace: traceOf(state.trace),
      assumed: state.assumed,
      conditional: false,
    };
    this.calls.set(key, made);
    site.push({ mmap: state.mmap, reason, event: made });
  }

  store(x: Frame, target: Pure & { k: 'member' }, object: StoreEvent['object'], place: Place, state: State) {
    const key = spot(place);
    if (this.stores.has(key)) return;
    this.stores.set(key, {
      target: x.text(target),
      object,
      field: target.field,
      place,
      trace: traceOf(state.trace),
    });
  }

  unrefuse(x: Frame, i: CallInstruction, refused: Flags, state: State): void {
    const place = x.place(i);
    if (this.unrefused.some((one) => spot(one.place) === spot(place) && one.refused === refused)) return;
    const { trace, assumed } = state;
    this.unrefused.push({ refused, through: x.text(i.callee), place, trace: traceOf(trace), assumed });
  }

  lock(x: Frame, event: OwnLockEvent, state: State) {
    const key = lockKey(event, state.mmap);
    const known = this.locks.get(key);
    // What happens on every way of a callee is told before what may happen on some.
    const isSurer = known?.again !== undefined && event.again === undefined;
    if (known && !isSurer && (!known.assumed || state.assumed)) return;
    this.locks.set(key, {
      ...event,
      mmapLock: state.mmap,
      conditions: conditionsOf(state, x.context.symbols, x.graph),
      trace: traceOf(state.trace),
      assumed: state.assumed,
    });
  }

  /** Taking an mmap_lock; `mm` is the address space, which a caller may know when the function does not. */
  mmapLock(x: Frame, event: OwnLockEvent, mm: Sym, state: State) {
    this.lock(x, event, state);
    if (ownerOf(x, mm) === 'parameter') this.unowned.set(lockKey(event, state.mmap), mm);
  }

  /** A lock is not held at a call in every state: that some ways of the callee take it says nothing. */
  unlock(event: Pick<LockEvent, 'what' | 'place'>, { mmap }: State) {
    const key = lockKey(event, mmap);
    if (this.locks.get(key)?.again !== undefined) this.locks.delete(key);
  }

  use(what: UseEvent['what'], text: string, place: Place, state: State) {
    const key = spot(place);
    const known = this.uses.get(key);
    if ((known && (!known.assumed || state.assumed)) || !state.releasedBy) return;
    this.uses.set(key, {
      text,
      what,
      place,
      releasedBy: state.releasedBy,
      byHelper: state.releasedByHelper,
      assumed: state.assumed,
      trace: traceOf(state.trace),
    });
  }

  useAfterPut(
    object: Sym,
    dropped: Dropped,
    at: Pick<UseAfterPut, 'text' | 'place'> & UseOnPath,
    state: State,
  ) {
    const { place } = at;
    // In the next turn of a loop the name may mean the next object.
    if (place.file === dropped.place.file && place.start < dropped.place.start) return;
    const key = spot(place);
    const known = this.afterPut.get(key)?.event;
    if (known && (!known.assumed || state.assumed)) return;
    this.afterPut.set(key, {
      object,
      event: { ...at, earlier: dropped, trace: traceOf(state.trace), assumed: state.assumed },
    });
  }

  wrongMemory(of: Omit<WrongMemory, 'trace' | 'assumed'>, state: State) {
    const key = spot(of.place);
    const known = this.wrong.get(key);
    if (known && (!known.assumed || state.assumed)) return;
    this.wrong.set(key, { ...of, trace: traceOf(state.trace), assumed: state.assumed });
  }

  pastPage(of: Omit<CopyPastPage, 'trace' | 'assumed'>, state: State) {
    const key = spot(of.place);
    if (state.assumed || this.copies.has(key)) return;
    this.copies.set(key, { ...of, trace: traceOf(state.trace), assumed: false });
  }

  mixedUnits(of: Omit<MixedUnits, 'trace' | 'assumed'>, state: State) {
    const key = spot(of.place);
    const isWithin = ({ place: { file, start, end } }: MixedUnits) =>
      file === of.place.file && of.place.start <= start && end <= of.place.end;
    if (state.assumed || [...this.mixed.values()].some(isWithin)) return;
    this.mixed.set(key, { ...of, trace: traceOf(state.trace), assumed: false });
  }

  /** vmf->page is looked into, and NULL; what rests on a merge may be another path's. */
  absentPage(text: string, place: Place, state: State) {
    const key = spot(place);
    if (state.assumed || this.absentPages.has(key)) return;
    this.absentPages.set(key, { text, place, trace: traceOf(state.trace) });
  }

  /** Uses of objects that nothing else keeps: `inClose` what hangs on the VMA is given back for good. */
  usesAfterPut(x: Frame, inClose: boolean): UseAfterPut[] {
    return [...this.afterPut.values()]
      .filter(
        ({ object, event: { earlier } }) =>
          earlier.certain || earlier.isAlone || !isKeptByCaller(x, object, inClose),
      )
      .map(({ event }) => event);
  }

  /** Something in it ends an atomic section that its caller began: with a spinlock, of RCU, or by preempt_disable(). */
  get opensAtomic(): boolean {
    for (const { what, kind } of this.locks.values())
      if (what === 'release-unheld' && ATOMIC.has(kind)) return true;
    return false;
  }
}

/** A callee that the table does not have. */
export const UNLISTED = {
  helper: null,
  onVma: false,
  onCopy: false,
  takesOffset: false,
  writesAlways: null,
};

function lockKey(
  { what, place }: Pick<LockEvent, 'what' | 'place'>,
  mmapLock: LockEvent['mmapLock'],
): string {
  return `${what}:${place.file.path}:${place.start}:${mmapLock}`;
}
