// SPDX-License-Identifier: GPL-2.0-only

import type { CallEvent, LockEvent } from '../../analysis/reports/model/events.ts';
import { type Nesting, nestingsOf } from '../../analysis/reports/nesting.ts';
import type { HandlerReport } from '../../analysis/reports/report.ts';
import { isFileMmap } from '../../facts/mappings/fileMmaps.ts';
import type { FunctionDefinition, Program } from '../../facts/model.ts';
import { spot } from '../../text/source.ts';
import type { Draft, Emit, Rule, RuleContext } from '../rule.ts';
import { about, who } from '../shared/exits.ts';
import { lockIdentity, ownerOf } from '../shared/lockIdentity.ts';
import { wayTo } from '../shared/path.ts';

/** Two tasks that take two locks in both orders wait for each other. */
export const lockOrder: Rule = {
  id: 'lock-order',
  title: 'locks are taken in an order that deadlocks',
  severity: 'warning',
  basis: 'core',
  since: null,
  until: null,
  fact: 'The lock of a page comes after invalidate_lock, which filemap_fault(), truncation and hole punching hold while they lock pages. Writeback and truncation lock the pages of a mapping, so nobody may wait for them with one of these locked. Two locks of a module are taken in one order everywhere.',
  source:
    'mm/filemap.c and mm/rmap.c, the lock ordering at their heads; Documentation/locking/lockdep-design.rst',
  check(context, emit) {
    const takers = takersOf(context);
    for (const taker of takers)
      for (const call of taker.calls) {
        underPage(call, taker, emit);
        waitsForItself(call, taker, emit);
      }
    for (const taker of takers) for (const event of taker.locks) takenTwice(event, taker, emit);
    for (const report of context.reports) openToInterrupts(report, emit);
    bothWays(takers, context.program, emit);
  },
};

/** A function with its calls, and how to speak of it. */
interface Taker {
  definition: FunctionDefinition;
  calls: readonly CallEvent[];
  locks: readonly LockEvent[];
  subject: string;
  rest: Pick<Draft, 'function' | 'table' | 'op'>;
  /** Core, or a handler, calls it. */
  isNear: boolean;
}

function takersOf({ reports, mappings, callees = [], others = [] }: RuleContext): Taker[] {
  const own = (
    one: { definition: FunctionDefinition; calls: CallEvent[]; locks: LockEvent[] },
    isNear: boolean,
    op: string | null,
  ): Taker => {
    const { definition, calls, locks } = one;
    return {
      definition,
      calls,
      locks,
      subject: `${definition.name}()`,
      rest: { function: definition.name, table: null, op },
      isNear,
    };
  };
  return [
    ...reports.map((report) => ({
      definition: report.definition,
      calls: report.calls,
      locks: report.locks,
      subject: who(report),
      rest: about(report),
      isNear: true,
    })),
    ...mappings
      .filter(({ definition, entries }) => entries.length > 0 || isFileMmap(definition))
      .map((one) => own(one, true, 'mmap')),
    ...callees.filter(({ status }) => status === 'complete').map((one) => own(one, true, null)),
    ...others.filter(({ status }) => status === 'complete').map((one) => own(one, false, null)),
  ];
}

/** invalidate_lock is waited for with a page locked. */
function underPage(call: CallEvent, { subject, rest }: Taker, emit: Emit): void {
  const page = call.held.find(({ kind, certain }) => kind === 'page' && certain);
  if (page === undefined || call.assumed || !takesInvalidateLock(call)) return;
  emit({
    once: spot(call.place),
    place: call.place,
    ...rest,
    says: {
      fault: `${subject} waits for invalidate_lock with ${page.name} locked`,
      consequences: [
        'truncation and hole punching hold invalidate_lock while they wait for the page lock, so both wait for ever',
      ],
      advice: 'take invalidate_lock first',
    },
    related: wayTo(call.trace, [{ place: page.place, message: `${page.name} is locked here` }]),
  });
}

/** An interrupt that takes the lock as well comes while this CPU holds it. */
function openToInterrupts(report: HandlerReport, emit: Emit): void {
  for (const { field, others, place, other } of report.plainSpins)
    emit({
      once: spot(place),
      place,
      ...about(report),
      confidence: 'medium',
      says: {
        fault: `${who(report)} takes ${field} with interrupts on, and all ${others} other functions of this file that take it turn them off`,
        consequences: ['an interrupt on this CPU that waits for it waits for ever'],
        advice: 'use spin_lock_irqsave()',
      },
      related: [{ place: other, message: 'here interrupts are turned off for it' }],
    });
}

/** Pages of the mapping are locked with one of them locked. */
function waitsForItself(call: CallEvent, { subject, rest }: Taker, emit: Emit): void {
  const { waitsForPages: chain, place, trace } = call;
  const page = call.held.find(({ kind, certain }) => kind === 'page' && certain);
  if (page === undefined || call.assumed || chain === null) return;
  const culprit = chain.length > 1 ? `, where ${chain.at(-1)?.message}` : '';
  const does = chain.length > 1 ? '' : ', which locks the pages of its mapping';
  emit({
    once: spot(place),
    place,
    ...rest,
    confidence: chain.length > 1 ? 'medium' : 'high',
    says: {
      fault: `${subject} calls ${call.callee}() with ${page.name} locked${does}${culprit}`,
      consequences: ['when it comes to this page the task waits for itself'],
      advice: 'unlock the page first',
    },
    related: wayTo(trace, [{ place: page.place, message: `${page.name} is locked here` }, ...chain.slice(1)]),
  });
}

/** No lock is given to a task that has it already. */
function takenTwice(
  { what, lock, kind, by, place, taken, again, assumed, trace }: LockEvent,
  taker: Taker,
  emit: Emit,
): void {
  if (what !== 'take-held' || assumed || taken === null || !ONCE.has(kind)) return;
  const { subject, rest } = taker;
  const name = kind === 'page' ? `the lock of ${lock || 'the page'}` : lock;
  const does =
    by === undefined ? `takes ${name}` : `calls ${by}(), which ${again ? 'may take' : 'takes'} ${name},`;
  const isOnWay = trace.some((step) => step.kind === 'takes' && spot(step.place) === spot(taken));
  const inside =
    again === undefined ? [] : [{ place: again, message: `${by}() comes to take it again here` }];
  emit({
    once: spot(place),
    place,
    ...rest,
    confidence: again === undefined ? 'high' : 'medium',
    says: {
      fault: `${subject} ${does} with that lock held`,
      consequences: ['the task waits for itself for ever'],
      advice: 'take it once',
    },
    related: wayTo(trace, [
      ...(isOnWay ? [] : [{ place: taken, message: `${name} is taken here` }]),
      ...inside,
    ]),
  });
}

const ONCE: ReadonlySet<LockEvent['kind']> = new Set(['page', 'mutex', 'spinlock', 'rwsem']);

const INVALIDATE: ReadonlySet<string> = new Set([
  'filemap_invalidate_lock',
  'filemap_invalidate_lock_shared',
]);

function takesInvalidateLock({ callee, args: [lock = ''] }: CallEvent): boolean {
  if (INVALIDATE.has(callee)) return true;
  return (callee === 'down_read' || callee === 'down_write') && lock.endsWith('->invalidate_lock');
}

/** A nesting whose two locks are known by what they are fields of. */
interface Order {
  taker: Taker;
  nesting: Nesting;
  outer: string;
  inner: string;
}

/** Nobody nests more locks than this; each is looked at with each. */
const MOST_HELD = 16;

function bothWays(takers: readonly Taker[], program: Program, emit: Emit): void {
  const orders = takers.flatMap((taker) =>
    nestingsOf(taker.calls.filter(({ held }) => held.length <= MOST_HELD)).flatMap(
      (nesting) => orderOf(taker, nesting, program) ?? [],
    ),
  );
  const byPair = new Map<string, Order[]>();
  for (const order of orders) {
    const key = `${order.outer} > ${order.inner}`;
    const same = byPair.get(key);
    if (same) same.push(order);
    else byPair.set(key, [order]);
  }
  for (const order of orders) {
    if (!order.taker.isNear) continue;
    const against = byPair
      .get(`${order.inner} > ${order.outer}`)
      ?.find((other) => deadlocks(order, other, program));
    if (against !== undefined) emit(draftOf(order, against));
  }
}

function orderOf(taker: Taker, nesting: Nesting, program: Program): Order | null {
  const { outer, inner, call } = nesting;
  if (!areOfOne(outer.name, inner)) return null;
  const [first, second] = [
    lockIdentity(outer.name, outer.place, program),
    lockIdentity(inner, call.place, program),
  ];
  if (first === null || second === null || first === second) return null;
  return { taker, nesting, outer: first, inner: second };
}

/** All locks that are held beside the two, by what they are. */
function othersOf({ nesting: { outer, call } }: Order, program: Program): Set<string> {
  return new Set(
    call.held
      .filter((one) => one !== outer)
      .map((one) => lockIdentity(one.name, one.place, program) ?? one.name),
  );
}

/** Both are fields of what one variable holds, or stand alone. */
const areOfOne = (outer: string, inner: string) => ownerOf(outer) === ownerOf(inner);

/** Nothing keeps the two apart, and neither lock is read on both sides. */
function deadlocks(one: Order, other: Order, program: Program): boolean {
  const [here, there] = [othersOf(one, program), othersOf(other, program)];
  // With mmap_lock as well the two may never meet.
  if (here.has('mmap_lock') || there.has('mmap_lock')) return false;
  for (const lock of here) if (there.has(lock)) return false;
  const isRead = (held: Nesting, waiting: Nesting) => held.outer.isShared && waiting.isShared;
  return !isRead(one.nesting, other.nesting) && !isRead(other.nesting, one.nesting);
}

function draftOf({ taker, nesting, outer, inner }: Order, against: Order): Draft {
  const { call } = nesting;
  const { definition } = against.taker;
  const there = against.nesting;
  return {
    once: [outer, inner].sort().join(),
    place: call.place,
    ...taker.rest,
    confidence: 'medium',
    says: {
      fault: `${taker.subject} takes ${nesting.inner} with ${nesting.outer.name} held, and ${definition.name}() takes them the other way round`,
      consequences: ['two tasks may wait for each other for ever'],
      advice: 'take both in one order everywhere',
    },
    related: [
      { place: nesting.outer.place, message: `${nesting.outer.name} is taken here` },
      { place: there.outer.place, message: `${definition.name}() takes ${there.outer.name} here` },
      { place: there.call.place, message: `and ${there.inner} with it held` },
    ],
  };
}
