// SPDX-License-Identifier: GPL-2.0-only

import { claimName } from '../../analysis/claims/names.ts';
import type { Balance, HandlerReport, MappingReport } from '../../analysis/reports/report.ts';
import { GIVEN_BY_POINTER, OPENED } from '../../analysis/state/properties/claims.ts';
import type { OpsTable, Program } from '../../facts/model.ts';
import { calls } from '../../facts/names/mentions.ts';
import { spot } from '../../text/source.ts';
import type { Draft, Rule } from '../rule.ts';
import { isRoot, tablesIn, tablesOf } from '../shared/mappings.ts';
import { confidenceOf, wayTo } from '../shared/path.ts';

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
  check({ reports, mappings, program }, emit) {
    for (const mapping of mappings) {
      if (mapping.status === 'unreadable') continue;
      for (const draft of [
        ...forgotten(mapping, mappings, reports, program),
        ...kept(mapping, reports, program),
      ])
        emit(draft);
    }
  },
};

/** What open takes for a copy and close gives back. */
interface Pair {
  key: string;
  /** Where open takes it, and by what. */
  taken: { place: Draft['place']; by: string };
  given: { place: Draft['place']; by: string };
  of: 'private' | 'file' | 'made' | 'other';
  /** Each way through open takes it. */
  always: boolean;
}

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
  const done = mapping.balances.filter(({ failed }) => !failed);
  const byTable = new Map<OpsTable, Balance[]>();
  for (const one of done) {
    const own = tablesOf(mapping, one, program);
    // Where the table of each way is no longer known, what holds for all holds for those that it assigns.
    for (const table of own.length > 0 ? own : tablesIn(mapping, program))
      byTable.set(table, [...(byTable.get(table) ?? []), one]);
  }
  for (const [table, ways] of byTable) {
    const pairs = pairsOf(table, reports);
    if (pairs.length === 0 || pairs.some(({ key }) => before.has(key))) continue;
    const lacks = ({ claims }: Balance) =>
      !claims.has(OPENED) && pairs.every(({ key }) => (claims.get(key)?.net ?? 0) <= 0);
    const isWhole = ways.every(lacks);
    if (!isWhole && pairs.some(({ always }) => !always)) continue;
    const way = ways.find(
      (one) =>
        (isWhole || !one.assumed) &&
        lacks(one) &&
        pairs.some(
          ({ key, of }) =>
            of === 'file' ||
            (of === 'private' &&
              (one.hangs === 'borrowed' || one.claims.get(key)?.given || givesOnError(mapping, key))),
        ),
    );
    if (way === undefined) continue;
    const [pair] = pairs as [Pair];
    const place = way.installed ?? way.place;
    drafts.push({
      once: `${spot(place)} ${table.name}`,
      place,
      function: definition.name,
      table: table.name,
      op: 'mmap',
      confidence: confidenceOf(way),
      message: `${definition.name}() takes nothing for the mapping, and close of ${table.name} gives something back (${pair.given.by}): core calls open for copies alone, so munmap() drops a reference that another user holds; do in mmap what open does (${pair.taken.by})`,
      related: wayTo(way.trace, [
        { place: pair.taken.place, message: `open takes it for a copy: ${pair.taken.by}` },
        { place: pair.given.place, message: `close gives it back: ${pair.given.by}` },
      ]),
    });
  }
  return drafts;
}

/** Some error return gives it back, so that the function means to have taken it. */
function givesOnError({ balances }: MappingReport, key: string): boolean {
  return balances.some(({ failed, claims }) => failed && (claims.get(key)?.net ?? 0) < 0);
}

/** A way out with an error that keeps what it took. */
function kept(mapping: MappingReport, reports: HandlerReport[], program: Program): Draft[] {
  const { definition, balances } = mapping;
  const drafts: Draft[] = [];
  for (const one of balances) {
    if (!one.failed || one.assumed || contradictsItself(one)) continue;
    for (const [key, { net, sure, taken, of }] of one.claims) {
      if (net <= 0 || !sure || taken === null || of === 'made') continue;
      const sibling = balances.find(({ claims }) => {
        const other = claims.get(key);
        return other?.given && other.net <= 0 && other.taken?.place.start === taken.place.start;
      });
      const given = sibling?.claims.get(key)?.given ?? givenByClose(mapping, key, reports, program);
      if (!given) continue;
      const who = sibling
        ? `another way out gives back (${given.by})`
        : `close gives back (${given.by}), and core does not call close after a failed mmap`;
      drafts.push({
        once: `${spot(one.place)} ${key}`,
        place: one.place,
        function: definition.name,
        table: null,
        op: 'mmap',
        confidence: confidenceOf(one),
        message: `${definition.name}() fails here and keeps what ${taken.by} took, which ${who}; give it back before this return`,
        related: wayTo(one.trace, [
          { place: taken.place, message: `${taken.by} takes it` },
          { place: given.place, message: `${given.by} gives it back` },
        ]),
      });
    }
  }
  return drafts;
}

/** One test goes both ways on the path: something changed in between that the analysis did not see. */
function contradictsItself({ trace }: Balance): boolean {
  const answers = new Map<string, boolean>();
  for (const step of trace)
    if (step.kind === 'test') {
      if (answers.get(step.text) === !step.truth) return true;
      answers.set(step.text, step.truth);
    }
  return false;
}

function givenByClose(mapping: MappingReport, key: string, reports: HandlerReport[], program: Program) {
  const tables = new Set([
    ...mapping.balances.flatMap((one) => (one.failed ? [] : tablesOf(mapping, one, program))),
    ...tablesIn(mapping, program),
  ]);
  for (const { op, tables: own, balances } of reports)
    if (op === 'close' && own.some((table) => tables.has(table)))
      for (const { claims } of balances) {
        const found = claims.get(key);
        if (found?.given && found.net < 0) return found.given;
      }
  return null;
}

/** What open of a table takes and its close gives back, by the same name. */
function pairsOf(table: OpsTable, reports: HandlerReport[]): Pair[] {
  if (table.form === 'copy' || table.writtenAtRunTime) return [];
  const own = (op: string) => reports.filter((one) => one.op === op && one.tables.includes(table));
  const [opens, closes] = [own('open'), own('close')];
  const exits = opens.flatMap(({ balances }) => balances);
  if (closes.some(({ status }) => status === 'unreadable')) return [];
  const pairs = new Map<string, Pair>();
  for (const { claims } of exits)
    for (const [key, { net, taken, of }] of claims) {
      if (net <= 0 || taken === null || key === OPENED) continue;
      const given = givenIn(closes, key);
      if (given === null) continue;
      const always = exits.every((exit) => (exit.claims.get(key)?.net ?? 0) > 0);
      pairs.set(key, { key, taken, given, of, always });
    }
  return [...pairs.values()];
}

function givenIn(closes: HandlerReport[], key: string): Pair['given'] | null {
  for (const { balances } of closes)
    for (const { claims } of balances)
      for (const name of [key, GIVEN_BY_POINTER]) {
        const found = claims.get(name);
        if (found?.given && found.net < 0) return found.given;
      }
  return null;
}
