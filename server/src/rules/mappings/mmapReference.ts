// SPDX-License-Identifier: GPL-2.0-only

import { claimName } from '../../analysis/claims/names.ts';
import type { Balance, ClaimOf } from '../../analysis/reports/model/events.ts';
import type { MappingReport } from '../../analysis/reports/model/mappings.ts';
import type { HandlerReport } from '../../analysis/reports/report.ts';
import { claimUnder } from '../../analysis/state/properties/claimKeys.ts';
import { type Claim, FIRST, OPENED, RELIES } from '../../analysis/state/properties/claims.ts';
import { nameOf } from '../../facts/functions/texts.ts';
import type { OpsTable, Program } from '../../facts/model.ts';
import { calls } from '../../facts/names/mentions.ts';
import { type Place, spot } from '../../text/source.ts';
import type { Draft, Rule } from '../rule.ts';
import { whoGivesBack } from '../shared/asks.ts';
import { aboutMapping } from '../shared/exits.ts';
import { handlersOf } from '../shared/handlersOf.ts';
import { isRoot, tablesIn, tablesInField, tablesOf } from '../shared/mappings.ts';
import { confidenceOf, contradictsItself, wayTo } from '../shared/path.ts';
import { changingFlags } from '../tables/changingFlags.ts';
import { changingPlaces } from '../tables/changingPlace.ts';
import { missedLast } from '../tables/missedLast.ts';
import { neverGiven, neverTaken } from '../tables/neverGiven.ts';
import { neverInstalled } from '../tables/neverInstalled.ts';
import { countedTwice } from './countedTwice.ts';
import { exchanged } from './exchangedFile.ts';
import { keptByFront, overwritten, refusedTables, savedLate } from './frontContracts.ts';
import { leftToNone } from './leftToNone.ts';
import { givenOnSuccess, givenTwice, hollow, overdrawn, removedUninserted } from './overdrawn.ts';
import { agreedBehind, givenByClose, type Pair, pairsOf } from './pairs.ts';
import { bare, listedTwice, openedBare, otherStructs, unlisted } from './privateData.ts';
import { reliedOn, takesForMapping } from './reliedOn.ts';
import { revived } from './revived.ts';
import { unreadMarks } from './unreadMark.ts';
import { startsCounter, unset } from './unsetCount.ts';

/** open is for copies: what it takes for them mmap takes for the mapping itself, and gives back when it fails. */
export const mmapReference: Rule = {
  id: 'mmap-reference',
  title: 'mmap takes nothing of what close gives back, or keeps it when it fails',
  severity: 'warning',
  basis: 'core',
  since: null,
  until: null,
  fact: 'Core calls open for a copy of a VMA and close for each VMA, but neither open for the VMA that mmap makes nor close for one whose mmap failed. What close gives back mmap has to take, and to give back on its own error returns.',
  source: 'mm/vma.c mmap_region(), __split_vma(), remove_vma(); kernel/fork.c dup_mmap()',
  needsWholeTree: true,
  check({ kernel, tables, reports, mappings, program }, emit) {
    for (const draft of changingFlags(reports)) emit(draft);
    for (const draft of neverInstalled(tables, mappings)) emit(draft);
    for (const draft of missedLast(reports)) emit(draft);
    for (const draft of changingPlaces(tables, { kernel, reports, mappings, program })) emit(draft);
    const leaks = new Set(
      [...reports, ...mappings].flatMap((one) => one.leaks.map(({ place }) => spot(place))),
    );
    // What a callee keeps resource-leak says where that returns.
    const isOwn = ({ related = [] }: Draft) =>
      !related.some(({ kind, place }) => kind === 'result' && leaks.has(spot(place)));
    for (const mapping of mappings) {
      if (mapping.status === 'unreadable') continue;
      const keeping = kept(mapping, reports, program);
      const told = new Set(keeping.map(({ place }) => spot(place)));
      for (const draft of [
        ...unset(mapping, reports, program),
        ...forgotten(mapping, mappings, reports, program),
        // What it keeps it keeps for what it calls as well.
        ...reliedOn(mapping).filter(({ place }) => !told.has(spot(place))),
        ...givenOnSuccess(mapping, reports),
        ...keeping.filter(isOwn),
        ...exchanged(mapping, { kernel, reports, program }),
        ...keptByFront(mapping, program),
        ...lost(mapping, reports),
        ...neverGiven(mapping, reports, program),
        ...neverTaken(mapping, reports, program),
        ...overdrawn(mapping, program),
        ...givenTwice(mapping),
        ...leftToNone(mapping, program),
        ...hollow(mapping),
        ...removedUninserted(mapping),
        ...listedTwice(mapping),
        ...countedTwice(mapping, reports, program),
        ...bare(mapping, reports),
        ...openedBare(mapping, reports, program),
        ...unlisted(mapping, reports, program),
        ...otherStructs(mapping, reports, program),
        ...refusedTables(mapping),
        ...overwritten(mapping, mappings),
        ...savedLate(mapping),
        ...unreadMarks(mapping),
        ...revived(mapping),
      ])
        emit(draft);
    }
  },
};

/** A mapping that succeeds without what its close gives back. */
function forgotten(
  mapping: MappingReport,
  all: MappingReport[],
  reports: HandlerReport[],
  program: Program,
): Draft[] {
  const { definition, entries } = mapping;
  const isInner =
    entries.length === 0 &&
    !mapping.isHelper &&
    all.some((one) => one !== mapping && calls(one.definition, definition));
  // What a front of the driver's own takes is unknown.
  const isBehindOther = entries.length > 0 && entries.every(({ contract }) => contract === undefined);
  if (!isRoot(mapping) || isInner || isBehindOther) return [];
  const before = new Set(
    entries.flatMap(({ contract }) => (contract?.takes ? [`c:${claimName(contract.takes)?.pair}`] : [])),
  );
  const drafts: Draft[] = [];
  // A table that has no open is none of those that have one.
  const done = mapping.balances.filter(({ failed, withoutOpen }) => !failed && !withoutOpen);
  const byTable = new Map<OpsTable, Balance[]>();
  const behind = new Map<OpsTable, Pair[]>();
  for (const one of done) {
    const own = tablesOf(mapping, one, program);
    if (own.length === 0 && one.tableField !== null) {
      const agreed = agreedBehind(tablesInField(mapping, one.tableField, program), reports);
      if (agreed !== null) {
        behind.set(agreed.table, agreed.pairs);
        byTable.set(agreed.table, [...(byTable.get(agreed.table) ?? []), one]);
      }
      continue;
    }
    // Where the table of each way is no longer known, what holds for all holds for those that it assigns.
    for (const table of own.length > 0 ? own : tablesIn(mapping, program))
      byTable.set(table, [...(byTable.get(table) ?? []), one]);
  }
  for (const [table, ways] of byTable) {
    const pairs = behind.get(table) ?? pairsOf(table, reports);
    if (pairs.length === 0 || pairs.some(({ key }) => before.has(key))) continue;
    if (handlersOf(table, 'mapped', reports).some(mayTake)) continue;
    const lacks = ({ claims }: Balance) =>
      !claims.has(OPENED) &&
      !takesForMapping(claims) &&
      pairs.every(
        ({ key }) => (claimUnder(claims, key)?.net ?? 0) <= 0 && !claimUnder(claims, `${FIRST}${key}`),
      );
    const isWhole = ways.every(lacks);
    if (!isWhole && pairs.some(({ always }) => !always)) continue;
    const way = ways.find(
      (one) =>
        (isWhole || !one.assumed) &&
        lacks(one) &&
        pairs.some(
          ({ key, of }) =>
            (of === 'file' && !one.mayBeCounted.file) ||
            (of === 'private' &&
              (!one.mayBeCounted.private || givesUntaken(one, pairs)) &&
              (one.hangs === 'borrowed' ||
                (one.hangs === 'found' && !takesAny(one)) ||
                claimUnder(one.claims, key)?.given ||
                givesOnError(mapping, key))),
        ),
    );
    if (way === undefined) continue;
    const [pair] = pairs as [Pair];
    const place = way.installed ?? way.place;
    const where = behind.has(table) ? `the tables in ${way.tableField} (${table.name})` : table.name;
    drafts.push({
      once: `${spot(place)} ${table.name}`,
      place,
      function: definition.name,
      table: table.name,
      op: 'mmap',
      confidence: confidenceOf(way),
      says: {
        fault: `${definition.name}() takes nothing for the mapping, and close of ${where} gives something back (${pair.given.by})`,
        consequences: [
          'core calls open for copies alone, so munmap() drops a reference that another user holds',
        ],
        advice: `do in mmap what open does (${pair.taken.by})`,
        asks: { question: `Who takes what close of ${where} gives back with ${pair.given.by}?` },
      },
      related: wayTo(way.trace, [
        { place: pair.taken.place, message: `open takes it for a copy: ${pair.taken.by}` },
        { place: pair.given.place, message: `close gives it back: ${pair.given.by}` },
      ]),
    });
  }
  return drafts;
}

/** A handler that core calls for the mapping itself, and that takes something, or hands it to a callee that may. */
function mayTake({ status, handedTo, balances }: HandlerReport): boolean {
  if (status !== 'complete' || handedTo.size > 0) return true;
  return balances.some(({ claims }) => [...claims].some(([key, { net }]) => net > 0 || key === OPENED));
}

/** What it gives back was taken out of sight; where it has taken one itself, that is what the mapping keeps. */
function givesUntaken({ claims }: Balance, pairs: readonly Pair[]): boolean {
  const own = pairs.map(({ key }) => claimUnder(claims, key));
  return own.some((one) => one?.given) && !own.some((one) => one?.taken);
}

/** What was looked up may be counted under a name that the path has lost. */
function takesAny({ claims }: Balance): boolean {
  return [...claims].some(([key, { net }]) => net > 0 && !key.startsWith(FIRST) && !key.startsWith(RELIES));
}

/** Some error return gives it back, so that the function means to have taken it. */
function givesOnError({ balances }: MappingReport, key: string): boolean {
  return balances.some(({ failed, claims }) => failed && (claimUnder(claims, key)?.net ?? 0) < 0);
}

/** The returns at which a mapping keeps what it took, by `spot`. */
export const keepingReturns = (
  mapping: MappingReport,
  reports: HandlerReport[],
  program: Program,
): ReadonlySet<string> => new Set(kept(mapping, reports, program).map(({ place }) => spot(place)));

/** A way out with an error that keeps what it took. */
function kept(mapping: MappingReport, reports: HandlerReport[], program: Program): Draft[] {
  const { definition, balances } = mapping;
  const drafts: Draft[] = [];
  let found: HandlerReport[] | undefined;
  const closes = () => {
    found ??= closesFor(mapping, reports, program);
    return found;
  };
  for (const one of balances) {
    if (!(one.failed || one.mayFail) || one.assumed || contradictsItself(one.trace)) continue;
    for (const [key, { net, sure, taken, freed, absent, allocated, object }] of one.claims) {
      if (
        net <= 0 ||
        !sure ||
        taken === null ||
        freed ||
        absent ||
        allocated ||
        isGivenOtherwise(one, object)
      )
        continue;
      const sibling = one.failed ? givenBeside(mapping, key, taken) : null;
      const given = sibling ?? givenByClose(closes(), [key]);
      if (!given) continue;
      const take = taken.named ?? taken;
      const give = ownCall(mapping, given.named ?? given);
      const who = sibling
        ? `another way out gives back (${give.by})`
        : `close gives back (${give.by}), and core does not call close after a failed mmap`;
      drafts.push({
        once: `${spot(one.place)} ${key}`,
        place: one.place,
        ...aboutMapping(definition),
        confidence: confidenceOf(one),
        says: {
          fault: `${definition.name}() ${one.failed ? 'fails here and keeps' : 'may fail here and then keeps'} what ${take.by} took, which ${who}`,
          advice: 'give it back before this return',
          asks: whoGivesBack(take.by, one.failed ? 'when' : 'if'),
        },
        related: wayTo(one.trace, [
          { place: take.place, message: `${take.by} takes it` },
          ...(take === taken ? [] : [{ place: taken.place, message: `by ${taken.by}` }]),
          {
            place: give.place,
            message: `${give.by} gives it back ${sibling ? 'on another way out' : 'in close'}`,
          },
        ]),
      });
    }
  }
  return drafts;
}

/** What a mapping takes for what it stores in the VMA, and close does not give back. */
function lost({ definition, balances, status }: MappingReport, reports: HandlerReport[]): Draft[] {
  const drafts: Draft[] = [];
  if (status !== 'complete' || startsCounter(definition)) return drafts;
  for (const one of balances) {
    const { name, definition: table } = one.table ?? { name: '', definition: null };
    if (one.failed || one.assumed || table === null || table.form === 'copy' || table.writtenAtRunTime)
      continue;
    const closes = handlersOf(table, 'close', reports);
    const [close] = closes;
    if (close === undefined || closes.some(mayGiveBack)) continue;
    // The name of a function says more than its counter.
    const byName = [...one.claims].sort(([a], [b]) => (a < b ? -1 : 1));
    for (const [, { net, taken, hangs, allocated }] of byName) {
      if (net <= 0 || taken === null || !hangs || allocated) continue;
      const place = nameOf(close.definition);
      drafts.push({
        once: spot(place),
        place,
        function: close.definition.name,
        table: name,
        op: 'close',
        confidence: confidenceOf(one),
        says: {
          fault: `close handler ${close.definition.name}() gives nothing back of what ${definition.name}() took for what it stores in the VMA (${taken.by})`,
          consequences: ['each mapping leaves a reference behind, and the object is never freed'],
          advice: 'give it back in close',
        },
        related: wayTo(one.trace, [{ place: taken.place, message: `${taken.by} takes it` }]),
      });
      break;
    }
  }
  return drafts;
}

/** It gives something back, or hands it to a callee that may. */
function mayGiveBack({ status, handedTo, defers, balances, givesPrivate }: HandlerReport): boolean {
  if (status !== 'complete' || handedTo.size > 0 || defers || givesPrivate.some(({ certain }) => !certain))
    return true;
  return balances.some(({ claims }) => [...claims].some(([key, { net }]) => net < 0 || key === OPENED));
}

/** Where another way out gives back what was taken at the same place, by that name or for the same object. */
function givenBeside(
  { balances, definition }: MappingReport,
  key: string,
  taken: NonNullable<Claim['taken']>,
): ClaimOf['given'] {
  const found = givenOnOthers(balances, key, taken);
  // A call of its own says more than one inside of what it calls.
  return found.find((one) => (one.named ?? one).place.file === definition.file) ?? found[0] ?? null;
}

/** The same call of the function itself, where it makes one. */
function ownCall(
  { calls: made }: MappingReport,
  at: { place: Place; by: string },
): { place: Place; by: string } {
  const own = made.find(({ callee }) => `${callee}()` === at.by);
  return own === undefined ? at : { place: own.place, by: at.by };
}

function givenOnOthers(
  balances: readonly Balance[],
  key: string,
  taken: NonNullable<Claim['taken']>,
): NonNullable<ClaimOf['given']>[] {
  const found: NonNullable<ClaimOf['given']>[] = [];
  for (const { claims } of balances) {
    const other = claimUnder(claims, key);
    if (other?.taken?.place.start !== taken.place.start) continue;
    const by = other.object === null ? undefined : givenFor(claims, other.object);
    const given = other.given && other.net <= 0 ? other.given : by?.given;
    if (given) found.push(given);
  }
  return found;
}

/** Another name may stand for the same counter. */
function isGivenOtherwise({ claims }: Balance, object: Claim['object']): boolean {
  return object !== null && givenFor(claims, object) !== undefined;
}

function givenFor(claims: Balance['claims'], object: number): ClaimOf | undefined {
  return [...claims.values()].find((one) => one.object === object && one.net < 0);
}

/** The close handlers of the tables that the function installs. */
function closesFor(mapping: MappingReport, reports: HandlerReport[], program: Program): HandlerReport[] {
  const tables = new Set([
    ...mapping.balances.flatMap((one) => (one.failed ? [] : tablesOf(mapping, one, program))),
    ...tablesIn(mapping, program),
  ]);
  return reports.filter(({ op, tables: own }) => op === 'close' && own.some((table) => tables.has(table)));
}
