// SPDX-License-Identifier: GPL-2.0-only
/** What handlers take for granted of vm_private_data, and mmap does not do. */
import type { Balance } from '../../analysis/reports/model/events.ts';
import type { MappingReport } from '../../analysis/reports/model/mappings.ts';
import type { HandlerReport } from '../../analysis/reports/report.ts';
import { claimUnder } from '../../analysis/state/properties/claimKeys.ts';
import { OPENED } from '../../analysis/state/properties/claims.ts';
import { areApartAcross } from '../../facts/declarations/embedding.ts';
import { callsIn } from '../../facts/functions/callsIn.ts';
import { listsEntry } from '../../facts/functions/listEntries.ts';
import { functionAt } from '../../facts/functions/texts.ts';
import type { OpsTable, Program } from '../../facts/model.ts';
import { spot } from '../../text/source.ts';
import type { Draft } from '../rule.ts';
import { asked } from '../shared/asks.ts';
import { handlersOf } from '../shared/handlersOf.ts';
import { confidenceOf, wayTo } from '../shared/path.ts';

/** Core leaves vm_private_data NULL before it calls these. */
const CALLED_BARE: ReadonlySet<string> = new Set([
  'file_operations',
  'proc_ops',
  'v4l2_file_operations',
  'vfio_device_ops',
  'ib_device_ops',
  'dma_buf_ops',
]);

/** The handlers of its table look into what is stored in the VMA, and mmap stores nothing there. */
export function bare(mapping: MappingReport, reports: readonly HandlerReport[]): Draft[] {
  const { definition, entries, status } = mapping;
  if (status !== 'complete') return [];
  const isBare = entries.length > 0 && entries.every(({ struct }) => CALLED_BARE.has(struct ?? ''));
  const drafts: Draft[] = [];
  for (const one of mapping.balances) {
    const table = ownTable(one);
    if (table === null || one.installed === null || one.hangs !== 'before' || one.claims.has(OPENED))
      continue;
    // Core calls it before any other, and takes vm_private_data from it.
    if (handlersOf(table, 'mapped', reports).length > 0) continue;
    const user = usersOf(table, reports).find(({ usesPrivate }) => usesPrivate.first !== null);
    const first = user?.usesPrivate.first;
    if (!user || !first || !(isBare || madeFor(one, user))) continue;
    drafts.push({
      once: `${spot(one.installed)} ${table.name}`,
      place: one.installed,
      function: definition.name,
      table: table.name,
      op: 'mmap',
      confidence: confidenceOf(one),
      says: {
        fault: `${definition.name}() stores nothing in vm_private_data, and ${user.op} of ${table.name} takes for granted what it finds there (${first.text})`,
        consequences: [isBare ? 'it is NULL' : 'it is what the caller has left there'],
        advice: 'store the object in mmap',
        asks: asked('Should {who} set vm_private_data {here}?'),
      },
      related: wayTo(one.trace, [{ place: first.place, message: `${user.op} looks into it` }]),
    });
  }
  return drafts;
}

/** mmap calls the open of its table, which counts what is stored in the VMA, before it stores anything there. */
export function openedBare(
  mapping: MappingReport,
  reports: readonly HandlerReport[],
  program: Program,
): Draft[] {
  const { entries, balances } = mapping;
  if (entries.length === 0 || !entries.every(({ struct }) => CALLED_BARE.has(struct ?? ''))) return [];
  for (const one of balances) {
    const table = one.failed || one.hangs === 'before' ? null : ownTable(one);
    const hungAt = table && one.hungAt;
    const by = hungAt && functionAt(hungAt, program);
    if (!table || !hungAt || !by) continue;
    const opens = handlersOf(table, 'open', reports).map((report) => report.definition);
    for (const { taken, net, path } of one.claims.values()) {
      if (taken === null || net <= 0 || path !== 'vm_private_data') continue;
      const open = opens.find((own) => own === functionAt(taken.place, program));
      const call =
        open && callsIn(by).find(({ callee, place }) => callee === open.name && place.start < hungAt.start);
      if (!open || !call) continue;
      return [
        {
          once: spot(call.place),
          place: call.place,
          function: by.name,
          table: table.name,
          op: 'mmap',
          confidence: confidenceOf(one),
          says: {
            fault: `${by.name}() calls open handler ${open.name}() before it stores vm_private_data`,
            consequences: [
              `it finds NULL there, so that nothing is taken for the mapping (${taken.by}) and close gives it back all the same`,
            ],
            advice: 'store the object first',
          },
          related: [
            { place: taken.place, message: `${open.name}() takes it for what it finds there` },
            { place: hungAt, message: 'vm_private_data is stored here' },
          ],
        },
      ];
    }
  }
  return [];
}

/** close takes the object out of a list into which nothing has put it. */
export function unlisted(
  mapping: MappingReport,
  reports: readonly HandlerReport[],
  { files }: Program,
): Draft[] {
  const own = files.get(mapping.definition.file.path);
  if (own === undefined || mapping.status !== 'complete') return [];
  const drafts: Draft[] = [];
  for (const one of mapping.balances) {
    const table = ownTable(one);
    if (table === null || one.fields === null || one.claims.has(OPENED)) continue;
    for (const report of usersOf(table, reports))
      for (const { place, field } of report.usesPrivate.unlinks) {
        if (report.op !== 'close' || place.file !== mapping.definition.file) continue;
        if (one.fields.has(field) || listsEntry(field, own)) continue;
        drafts.push({
          once: spot(place),
          place,
          function: report.definition.name,
          table: table.name,
          op: 'close',
          confidence: 'medium',
          says: {
            fault: `close handler ${report.definition.name}() takes the object out of a list by its ${field}, and ${mapping.definition.name}(), which makes it, puts it on none`,
            consequences: ['the pointers were never set, and what walks the list misses the mapping'],
            advice: 'add it in mmap',
            asks: asked('Is the object on a list when {who} takes it out?'),
          },
          related: wayTo(one.trace, []),
        });
      }
  }
  return drafts;
}

/** mmap takes the object out of a list and leaves it there as it is, and what ends the object takes it out once more. */
export const listedTwice = ({ definition, unlinkedTwice }: MappingReport): Draft[] =>
  unlinkedTwice.map(({ field, place, by, again, againBy, release }) => ({
    once: spot(place),
    place,
    function: definition.name,
    table: null,
    op: 'mmap',
    confidence: 'medium',
    says: {
      fault: `${definition.name}() takes the object out of its list by ${by}(), and ${release}(), which ends the object, takes it out by its ${field} once more (${againBy}())`,
      consequences: [`that follows pointers which ${by}() has poisoned`],
      advice: 'take it out by list_del_init() here',
    },
    related: [{ place: again, message: `${release}() takes it out again` }],
  }));

/** mmap hangs one struct on the VMA, and every handler that tells takes it for another. */
export function otherStructs(
  mapping: MappingReport,
  reports: readonly HandlerReport[],
  { files }: Program,
): Draft[] {
  const { definition, balances, hangs } = mapping;
  const facts = files.get(definition.file.path);
  if (facts === undefined) return [];
  return hangs.flatMap(({ struct, behind, text, place }): Draft[] => {
    const way = balances.find(
      (one) => one.hungAt !== null && spot(one.hungAt) === spot(place) && ownTable(one),
    );
    const table = way && ownTable(way);
    if (!way || !table) return [];
    const users = usersOf(table, reports);
    // What a handler puts there others may find.
    if (users.some(({ stores }) => stores.some(({ field }) => field === 'vm_private_data'))) return [];
    const found = users.flatMap(({ op, usesPrivate }) => usesPrivate.types.map((one) => ({ op, ...one })));
    const [first] = found;
    if (first === undefined || found.some((one) => one.struct !== first.struct)) return [];
    if (struct === first.struct) return [];
    const theirs = files.get(first.place.file.path) ?? facts;
    if (!areApartAcross(struct, facts, first.struct, theirs) && !behind.includes(first.struct)) return [];
    return [
      {
        once: spot(place),
        place,
        function: definition.name,
        table: table.name,
        op: 'mmap',
        confidence: confidenceOf(way),
        says: {
          fault: `${definition.name}() stores ${text}, a struct ${struct}, in vm_private_data, and ${first.op} of ${table.name} takes it for a struct ${first.struct}`,
          consequences: ['it reads and writes another object than it means'],
          advice: `store the struct ${first.struct}`,
        },
        related: wayTo(way.trace, [
          { place: first.place, message: `${first.op} takes it for a struct ${first.struct}` },
        ]),
      },
    ];
  });
}

const usersOf = (table: OpsTable, reports: readonly HandlerReport[]) =>
  reports.filter(({ tables }) => tables.includes(table));

/** Something that was allocated here has the counter set that the handler counts. */
function madeFor({ claims }: Balance, report: HandlerReport): boolean {
  const made = [...claims].filter(([, { allocated, net }]) => allocated && net > 0);
  return made.some(([key]) =>
    report.balances.some((other) => claimUnder(other.claims, key)?.path === 'vm_private_data'),
  );
}

/** The table that such a way leaves on the VMA, where it is sure and nothing else writes it. */
function ownTable({ failed, assumed, table }: Balance): OpsTable | null {
  const definition = table?.definition ?? null;
  if (failed || assumed || definition === null) return null;
  return definition.form === 'copy' || definition.writtenAtRunTime ? null : definition;
}
