// SPDX-License-Identifier: GPL-2.0-only

import type { CallEvent } from '../../analysis/reports/model/events.ts';
import type { MappingExit, MappingReport } from '../../analysis/reports/model/mappings.ts';
import type { HandlerReport } from '../../analysis/reports/report.ts';
import type { VmaFlags } from '../../analysis/state/knownFlags.ts';
import type { Release } from '../../contracts/model.ts';
import { isSince } from '../../contracts/release.ts';
import { folderOf, functionAt, nameOf } from '../../facts/functions/texts.ts';
import { APPLIES } from '../../facts/mappings/setEntries.ts';
import type { OpsTable, Program } from '../../facts/model.ts';
import type { Fix } from '../../findings/finding.ts';
import type { Sequel } from '../../findings/says.ts';
import { spot } from '../../text/source.ts';
import { listed } from '../../text/words.ts';
import { refuseCopyOnWrite, setFlag } from '../fixes/statements.ts';
import type { Draft, Rule } from '../rule.ts';
import { about, saidAt, who } from '../shared/exits.ts';
import { decidesAlone, libraryWays, mappingsBehind, mappingsOf, waysWith } from '../shared/mappings.ts';
import { lockFreeWayTo } from '../shared/path.ts';
import { inserts, isPrivate, needsNone } from './insertions.ts';
import { insertsElsewhere, SETS_FOR_WRITING } from './insertsElsewhere.ts';
import { HAS_MIXEDMAP, mmapInserts } from './mmapInserts.ts';
import { bareEntries, setsSpecial, specialInserts } from './specialInserts.ts';

/** Each insertion function asks the VMA for flags that only mmap can have set. */
export const insertFlags: Rule = {
  id: 'insert-flags',
  title: 'an insertion that the flags of the VMA forbid',
  severity: 'error',
  basis: 'core',
  since: null,
  until: null,
  fact: 'Functions that insert page frames need exactly one of VM_PFNMAP and VM_MIXEDMAP, the mixed ones need VM_MIXEDMAP, frames of a struct page must not be inserted as bare ones with VM_MIXEDMAP, and vm_insert_page() in a fault needs VM_MIXEDMAP to be set already, since it may not set it there.',
  source:
    'mm/memory.c vmf_insert_pfn_prot(), __vm_insert_mixed(), vm_insert_page(); mm/huge_memory.c vmf_insert_pfn_pmd()',
  check({ kernel, program, tables, reports, mappings }, emit) {
    const where = { release: kernel.release, program };
    for (const mapping of mappings)
      for (const draft of mmapInserts(mapping, kernel.release, program)) emit(draft);
    if (!isSince(kernel.release, HAS_MIXEDMAP)) return;
    for (const draft of [...specialInserts(reports, program), ...bareEntries(program)]) emit(draft);
    if (isSince(kernel.release, SETS_FOR_WRITING))
      for (const mapping of mappings)
        for (const draft of insertsElsewhere(mapping, mappings, program)) emit(draft);
    const missing: Missing[] = [];
    for (const table of tables) {
      // DAX tables handle page-less entries by themselves and need no flag.
      if (table.members.some(({ op }) => op === 'pfn_mkwrite')) continue;
      const own = reports.filter((r) => r.tables.includes(table) && FAULT_TIME.has(r.op) && !r.isPart);
      const concerns = (call: CallEvent) => inserts(call) || setsSpecial(call, program);
      const inserting = own.filter((r) => r.calls.some(concerns));
      if (inserting.length === 0) continue;
      const isOwn = inserting.every(
        (r) => folderOf(r.definition.file.path) === folderOf(table.place.file.path),
      );
      const maps =
        mappingsOf(table, mappings, program, setsFlags) ??
        (isOwn ? mappingsBehind(table, mappings, program) : null);
      // One way to map is enough to make a private mapping, whatever others there are.
      const known = [...(maps ?? []), ...waysWith(table, mappings, program)];
      const open = [
        ...known.filter(({ mapping }) => decidesAlone(mapping)),
        ...libraryWays(table, mappings, program),
      ];
      for (const report of inserting) {
        for (const call of report.calls.filter(concerns)) {
          const key = `${report.op}:${spot(call.place)}`;
          const add = (of: Maps, how: Breach) =>
            missing.push({
              call,
              maps: of,
              wrong: how,
              draft: { ...draft(report, call, table, of, how, where), once: key },
            });
          const wrong = maps && breach(call, maps, kernel.release);
          if (maps && wrong) {
            add(maps, wrong);
            continue;
          }
          const bares = known.filter((one) => insertsPage(call) && flagsAt(call, [one]).some(isBare));
          const bare = bares.find(({ mapping }) => isBeside(mapping, report)) ?? bares[0];
          const lacks = bare && breach(call, [bare], kernel.release);
          if (bare && lacks) {
            add([bare], lacks);
            continue;
          }
          const lacking = insertsOnly(report, concerns)
            ? flaglessWay(call, table, known, kernel.release)
            : null;
          if (lacking !== null) {
            add(lacking.maps, lacking.wrong);
            continue;
          }
          const mixed = open.find((one) => mixesPages(call, flagsAt(call, [one])));
          const way = open.find((one) => insertsFrames(call) && flagsAt(call, [one]).some(isPrivate));
          if (mixed) emit({ ...draft(report, call, table, [mixed], MIXED, where), once: key });
          else if (way) emit({ ...draft(report, call, table, [way], PRIVATELY, where), once: key });
        }
      }
    }
    for (const one of oneForEachMapping(missing, where)) emit(one);
  },
};

/** A call that the flags of its mapping forbid, and what is said of it. */
interface Missing {
  call: CallEvent;
  maps: Maps;
  wrong: Breach;
  draft: Draft;
}

/** Where several calls lack a flag that one function leaves out, that function is told of it, once. */
function oneForEachMapping(missing: readonly Missing[], where: Where): Draft[] {
  const groups = new Map<string, Missing[]>();
  for (const one of missing) {
    const functions = new Set(one.maps.map(({ mapping }) => mapping.definition));
    const [only] = functions;
    const isOne = functions.size === 1 && only !== undefined && one.wrong.flag !== undefined;
    const key = isOne ? `${spot(nameOf(only))} ${one.draft.table} ${one.wrong.flag}` : one.draft.once;
    groups.set(key ?? '', [...(groups.get(key ?? '') ?? []), one]);
  }
  return [...groups.values()].flatMap((group) => {
    const calls = new Map(group.map((one) => [spot(one.call.place), one]));
    return calls.size > 1 ? [atMapping([...calls.values()], where)] : group.map(({ draft }) => draft);
  });
}

function atMapping(group: readonly Missing[], { release, program }: Where): Draft {
  const [{ maps, wrong, draft }] = group as [Missing];
  const { mapping, exit } = maps[0] as Maps[number];
  const { definition } = mapping;
  const [own] = exit.flags
    .changedTo(true)
    .flatMap((flag) => exit.flags.changed(flag, true) ?? [])
    .filter((place) => functionAt(place, program) === definition);
  const callees = [...new Set(group.map(({ call }) => `${call.callee}()`))];
  const callers = new Set(group.map(({ call }) => functionAt(call.place, program)?.name));
  return {
    ...draft,
    place: own ?? exit.table?.place ?? exit.place,
    function: definition.name,
    op: 'mmap',
    once: `${spot(nameOf(definition))} ${draft.table} ${wrong.flag}`,
    says: {
      fault: `${definition.name}() maps ${wrong.what}, and ${listed([...callers].map((name) => `${name}()`))} ${callers.size > 1 ? 'call' : 'calls'} ${listed(callees)}`,
      ...wrong.sequel,
    },
    fix: wrong.flag === undefined ? null : setFlag(definition, definition.file, wrong.flag, release),
    related: group.map(({ call }) => ({
      place: call.place,
      message: `${functionAt(call.place, program)?.name}() calls ${call.callee}() here`,
    })),
  };
}

const FAULT_TIME = new Set(['fault', 'huge_fault', 'pmd_fault', 'page_mkwrite', 'nopfn']);

/** Who decides on VM_IO decides on the rest: its callers leave the flags to it. */
const setsFlags = (exits: MappingExit[]) => exits.every(({ flags }) => flags.changed('VM_IO', true) !== null);

interface Where {
  release: Release;
  program: Program;
}

type Maps = { mapping: MappingReport; exit: MappingExit }[];

interface Breach {
  what: string;
  /** What comes of it, and what to do. */
  sequel: Sequel;
  /** The flag to set in mmap, where that is all. */
  flag?: string;
}

function breach(call: CallEvent, maps: Maps, release: Release): Breach | null {
  if (needsNone(call)) return null;
  const ways = flagsAt(call, maps);
  const lacks = (flag: string) => ways.every((flags) => flags.lacks(flag));
  const has = (flag: string) => ways.every((flags) => flags.is(flag) === true);
  const family = call.helper?.insert?.family;
  const bug =
    isSince(release, '6.12') && family === 'mixed' ? 'the fault ends in SIGBUS' : 'it hits a BUG_ON()';
  if (family === 'mixed' && lacks('VM_MIXEDMAP'))
    return {
      what: 'without VM_MIXEDMAP',
      sequel: { consequences: [bug], advice: 'set VM_MIXEDMAP in mmap' },
      flag: 'VM_MIXEDMAP',
    };
  // vmf_insert_page_mkwrite() asks for no flag: it goes to insert_page() itself.
  if (
    family === 'page' &&
    !call.callee.endsWith('_mkwrite') &&
    isSince(release, '3.7') &&
    lacks('VM_MIXEDMAP')
  )
    return {
      what: 'without VM_MIXEDMAP',
      sequel: {
        consequences: [
          'it would have to set the flag, for which a fault does not hold mmap_lock, and hits a BUG_ON()',
        ],
        advice: 'set VM_MIXEDMAP in mmap',
      },
      flag: 'VM_MIXEDMAP',
    };
  const isSetByHand = APPLIES.has(call.callee);
  if (family !== 'pfn' && family !== 'huge-pfn' && !isSetByHand) return null;
  if (lacks('VM_PFNMAP') && lacks('VM_MIXEDMAP')) return isSetByHand ? NO_PAGES : NEITHER;
  if (isSetByHand) return null;
  if (has('VM_PFNMAP') && has('VM_MIXEDMAP'))
    return {
      what: 'with both VM_PFNMAP and VM_MIXEDMAP',
      sequel: { consequences: ['it hits a BUG_ON()'], advice: 'set VM_PFNMAP alone' },
    };
  return mixesPages(call, ways) ? MIXED : null;
}

/** A frame of a struct page, inserted as a bare one. */
function mixesPages(call: CallEvent, ways: readonly VmaFlags[]): boolean {
  const isMixed = (flags: VmaFlags) => flags.is('VM_MIXEDMAP') === true && flags.is('VM_PFNMAP') !== true;
  const isBarePage = call.helper?.insert?.family === 'pfn' && call.ofPage;
  return isBarePage && ways.length > 0 && ways.every(isMixed);
}

const MIXED: Breach = {
  what: 'with VM_MIXEDMAP',
  sequel: {
    consequences: ['the frame has a struct page, so it hits a BUG_ON()'],
    advice: 'insert it with vmf_insert_mixed() or vmf_insert_page()',
  },
};

const NEITHER: Breach = {
  what: 'with neither VM_PFNMAP nor VM_MIXEDMAP',
  sequel: { consequences: ['it hits a BUG_ON()'], advice: 'set VM_PFNMAP in mmap' },
  flag: 'VM_PFNMAP',
};

/** What apply_to_page_range() has set by a callback. */
const NO_PAGES: Breach = {
  what: 'with neither VM_PFNMAP nor VM_MIXEDMAP',
  sequel: {
    consequences: [
      'the special entries that its callback sets are bad ones for core, which complains of each at munmap and fork',
    ],
    advice: 'set VM_PFNMAP in mmap',
  },
  flag: 'VM_PFNMAP',
};

/** Whatever the mapping is of, it inserts: it hands core a page on no way, which another kind of mapping would need. */
const insertsOnly = ({ calls, exits }: HandlerReport, concerns: (call: CallEvent) => boolean) =>
  new Set(calls.filter(concerns).map(({ helper }) => helper?.insert?.family)).size === 1 &&
  exits.every(({ page }) => page === 'unset' || page === 'null');

/**
 * A function by which core maps with the table itself, and which leaves out what the call needs on all its ways with it:
 * that is enough, whatever the others do, which were not all seen.
 */
function flaglessWay(
  call: CallEvent,
  table: OpsTable,
  known: Maps,
  release: Release,
): Pick<Missing, 'maps' | 'wrong'> | null {
  const own = known.filter(({ mapping, exit }) => exit.table?.definition === table && decidesAlone(mapping));
  for (const mapping of new Set(own.map((one) => one.mapping))) {
    const maps = own.filter((one) => one.mapping === mapping);
    const wrong = breach(call, maps, release);
    if (wrong?.flag !== undefined) return { maps, wrong };
  }
  return null;
}

const insertsFrames = (call: CallEvent) =>
  !needsNone(call) && (call.helper?.insert?.family === 'pfn' || call.helper?.insert?.family === 'huge-pfn');

const isBeside = ({ definition }: MappingReport, report: HandlerReport) =>
  definition.file === report.definition.file;

const insertsPage = (call: CallEvent) => !needsNone(call) && call.helper?.insert?.family === 'page';

/** VM_PFNMAP was chosen, not set by the way where all was mapped: faults are still to come, and pages do not go with it. */
const isBare = (flags: VmaFlags) =>
  flags.chosen('VM_PFNMAP') !== null && flags.is('VM_PFNMAP') === true && flags.is('VM_MIXEDMAP') === false;

const PRIVATELY: Breach = {
  what: 'with VM_PFNMAP, and private where user space asks for that',
  sequel: {
    consequences: ['it hits a BUG_ON() then'],
    advice: 'reject is_cow_mapping(vma->vm_flags) in mmap',
  },
};

/** The flags of each way to map as they are where the handler inserts, without those that never come there. */
function flagsAt(call: CallEvent, maps: Maps): VmaFlags[] {
  return maps.flatMap(({ exit }) => exit.flags.after(call.flags, (place) => place) ?? []);
}

function draft(
  report: HandlerReport,
  call: CallEvent,
  table: OpsTable,
  maps: Maps,
  wrong: Breach,
  where: Where,
): Draft {
  const names = [...new Set(maps.map((way) => `${mapperOf(way, report, where.program)}()`))];
  const { mapping, exit } = maps[0] as Maps[number];
  const flag = exit.flags.changed('VM_PFNMAP', true) ?? exit.table?.place ?? null;
  const by = names.includes(`${mapping.definition.name}()`) ? '' : `by ${names[0]} `;
  const said = saidAt(call.place, where.program, who(report), about(report));
  return {
    place: call.place,
    degree: wrong === PRIVATELY ? 1 : 2,
    ...said.of,
    table: table.name,
    confidence: call.assumed || maps.some(({ mapping }) => !mapping.definition.isStatic) ? 'medium' : 'high',
    says: {
      fault: `${said.subject} calls ${call.callee}() on a mapping that ${names.join(' and ')} ${names.length > 1 ? 'make' : 'makes'} ${wrong.what}`,
      ...wrong.sequel,
    },
    fix: fixOf(call, maps, wrong, where),
    related: [
      ...(flag ? [{ place: flag, message: `${mapping.definition.name}() maps ${by}here` }] : []),
      ...lockFreeWayTo(call.trace),
    ].slice(-6),
  };
}

/** The function that maps; where one beside the handler sets the flags for functions of other files, that one. */
function mapperOf({ mapping, exit }: Maps[number], report: HandlerReport, program: Program): string {
  const { definition } = mapping;
  const setAt = exit.flags.changed('VM_PFNMAP', true) ?? exit.flags.changed('VM_MIXEDMAP', true);
  const setter = setAt && functionAt(setAt, program);
  if (!setter || isBeside(mapping, report) || setter.file !== report.definition.file) return definition.name;
  return setter.name;
}

/** Where one function maps, in the file of the handler: what it lets through, or leaves of the flags. */
function fixOf({ place }: CallEvent, maps: Maps, wrong: Breach, { release, program }: Where): Fix | null {
  const [mapping, ...others] = new Set(maps.map((one) => one.mapping.definition));
  if (mapping === undefined || others.length > 0) return null;
  // Where another file maps, the function of this one that sets the flag can refuse as well.
  const setAt = maps[0]?.exit?.flags.changed('VM_PFNMAP', true);
  const setter = setAt && functionAt(setAt, program);
  const refuses = mapping.file !== place.file && setter?.heads()[0]?.returnType === 'int' ? setter : mapping;
  if (wrong === PRIVATELY) return refuseCopyOnWrite(refuses, place.file, release);
  return wrong.flag === undefined ? null : setFlag(mapping, place.file, wrong.flag, release);
}
