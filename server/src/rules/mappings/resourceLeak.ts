// SPDX-License-Identifier: GPL-2.0-only
import type { Leak, StoreLost } from '../../analysis/reports/model/events.ts';
import type { Sequel } from '../../findings/says.ts';
import { spot } from '../../text/source.ts';
import type { Draft, Rule } from '../rule.ts';
import { asked } from '../shared/asks.ts';
import { about, aboutMapping, doneBy } from '../shared/exits.ts';
import { contradictsItself, wayTo } from '../shared/path.ts';
import { keepingReturns } from './mmapReference.ts';

/** What is neither given back nor left where others find it stays for ever. */
export const resourceLeak: Rule = {
  id: 'resource-leak',
  title: 'what a function took is not given back on one of its returns',
  severity: 'warning',
  basis: 'core',
  since: null,
  until: null,
  fact: 'Memory, mappings, pins and references that a function takes and leaves nowhere can be given back by that function alone. It has to do so on each return behind the call, also where a later step fails.',
  source:
    'Documentation/process/coding-style.rst, centralized exiting of functions; the pairs of include/linux/',
  check({ reports, mappings, program }, emit) {
    const add = (leak: Leak, root: Pick<Draft, 'function' | 'table' | 'op'>) => {
      if (contradictsItself(leak.trace)) return;
      const { name } = leak.definition;
      const own = name === root.function ? root : { function: name, table: null, op: root.op ?? null };
      emit({ ...own, ...draftOf(leak) });
    };
    for (const report of reports) {
      for (const leak of oneForEachGiver(report.leaks)) add(leak, about(report));
      for (const lost of report.lostStores) emit(overwritten(lost, about(report)));
    }
    for (const mapping of mappings) {
      const { definition, leaks } = mapping;
      if (leaks.length === 0) continue;
      // A return that keeps several things is one slip.
      const told = keepingReturns(mapping, reports, program);
      for (const leak of oneForEachGiver(leaks))
        if (!told.has(spot(leak.place))) add(leak, aboutMapping(definition));
    }
  },
};

/** References that a return keeps and one call gives back elsewhere are one slip: the first that was taken stands for it. */
function oneForEachGiver(leaks: readonly Leak[]): Leak[] {
  const isSame = (one: Leak, other: Leak) =>
    one.isCounted &&
    other.isCounted &&
    spot(one.place) === spot(other.place) &&
    one.given !== null &&
    other.given !== null &&
    spot(one.given.place) === spot(other.given.place);
  return leaks.filter(
    (one) => !leaks.some((other) => isSame(one, other) && other.taken.place.start < one.taken.place.start),
  );
}

/** Of two tasks that fault at once. */
function overwritten(
  { by, slot, place, tested, allocated, locked }: StoreLost,
  root: Pick<Draft, 'function' | 'table' | 'op'>,
): Draft {
  return {
    ...doneBy(by, root),
    once: spot(place),
    place,
    confidence: 'medium',
    says: {
      fault: `${by}() stores to ${slot} what ${allocated.by} gave, and has tested ${slot} only before it took the lock`,
      consequences: [
        'of two faults at once the second overwrites what the first has stored, which is lost and may be mapped',
      ],
      advice: 'test it again under the lock',
      asks: asked(`Can two faults both store to ${slot} {here}?`),
    },
    related: [
      { place: tested, message: `${slot} is tested here` },
      { place: allocated.place, message: `${allocated.by} allocates here` },
      { place: locked, message: 'the lock is taken here' },
    ],
  };
}

/** What a way out that succeeds has mapped, and left nowhere. */
function lostToMapping({ definition, place, taken, given, trace }: Leak, by: string): Draft {
  // Behind both ways it would be put twice where the way that fails puts it already.
  const where = given === null ? `behind ${by}(), whatever that returns` : `where ${by}() succeeds as well`;
  const sequel: Sequel = COUNTING.some((start) => by.startsWith(start))
    ? {
        consequences: [
          `${by}() counts the page by itself, so that the reference of ${taken.by} is never put, and each call loses a page`,
        ],
        advice: `put it ${where}`,
      }
    : {
        consequences: [
          `nothing else leads to it, and ${by}() keeps nothing of it: when the mapping goes it is lost for good`,
        ],
        advice: 'store it where close finds it, and give it back there',
      };
  return {
    once: `${spot(place)} ${spot(taken.place)}`,
    place,
    says: { fault: `${definition.name}() maps what ${taken.by} gave, and keeps it nowhere`, ...sequel },
    related: wayTo(trace, [{ place: taken.place, message: `${taken.by} takes it` }]),
  };
}

/** Pages that go back to the allocator as nobody expects them. */
function putAsChanged(
  { definition, taken, trace }: Leak,
  { back, freed }: NonNullable<Leak['changed']>,
): Draft {
  return {
    once: `${spot(freed.place)} ${spot(taken.place)}`,
    place: freed.place,
    says: {
      fault: `${definition.name}() puts by ${freed.by} what ${taken.by} has changed, and does not call ${back} before`,
      consequences: ['who gets the memory next meets it as it was left, and faults'],
      advice: `call ${back} first`,
    },
    related: wayTo(trace, [{ place: taken.place, message: `${taken.by} changes it` }]),
  };
}

const COUNTING = ['vm_insert_page', 'vmf_insert_page'];

function draftOf(leak: Leak): Draft {
  const {
    definition,
    place,
    taken,
    given,
    elsewhere,
    keeper,
    lostWith,
    isPage,
    isCounted,
    isObject,
    failed,
    trace,
  } = leak;
  if (leak.changed !== null) return putAsChanged(leak, leak.changed);
  if (leak.mappedBy !== null) return lostToMapping(leak, leak.mappedBy);
  const why =
    given !== null
      ? `, which it gives back on another way out (${given.by})`
      : elsewhere !== null
        ? `, which others in this file give back (${elsewhere.by})`
        : lostWith === 'memory'
          ? ', though what alone led to it is freed'
          : lostWith === 'vma'
            ? ', which is stored in a VMA that core drops without a call of close'
            : '';
  const { harm, advice } =
    isPage && lostWith === null
      ? { harm: 'nothing puts the reference any more, and the page is never freed', advice: 'put it' }
      : isCounted
        ? { harm: 'nobody gives it back any more, and what it counts is never freed', advice: 'give it back' }
        : keeper !== null
          ? { harm: `it stays until ${keeper.name}() gives it back`, advice: 'give it back' }
          : isObject
            ? { harm: 'nothing else leads to it, so it is lost for good', advice: 'give it back' }
            : { harm: 'it stays taken', advice: 'give it back' };
  const notes = [{ place: taken.place, message: `${taken.by} takes it` }];
  if (given !== null)
    notes.push({ place: given.place, message: `${given.by} gives it back on another way out` });
  if (elsewhere !== null)
    notes.push({ place: elsewhere.place, message: `${elsewhere.by} gives such back in another function` });
  if (keeper !== null)
    notes.push({ place: keeper.place, message: `${keeper.name}() gives it back here, later` });
  return {
    once: `${spot(place)} ${spot(taken.place)}`,
    place,
    says: {
      fault: `${definition.name}() ${failed ? 'fails' : 'returns'} here and keeps what ${taken.by} took${why}`,
      consequences: [harm],
      advice: `${advice} before this return`,
      asks: {
        question: `Who gives back what ${taken.by} took, when {who} ${failed ? 'fails' : 'returns'} {here}?`,
      },
    },
    related: wayTo(trace, notes),
  };
}
