// SPDX-License-Identifier: GPL-2.0-only
import type { ChosenAccess } from '../../analysis/reports/chosen/accesses.ts';
import type { Limited, MappingBounds } from '../../analysis/reports/chosen/limits.ts';
import type { MappingExit, MappingReport } from '../../analysis/reports/model/mappings.ts';
import type { HandlerReport } from '../../analysis/reports/report.ts';
import type { Release } from '../../contracts/model.ts';
import { functionAt } from '../../facts/functions/texts.ts';
import type { OpsTable, Program } from '../../facts/model.ts';
import { type Place, spot } from '../../text/source.ts';
import { hugePages } from '../bounds/hugePages.ts';
import { keepsName, nameIsKept } from '../bounds/keptName.ts';
import { mappedTwiceBy } from '../bounds/mappedTwice.ts';
import { unitsMixed } from '../bounds/mixedUnits.ts';
import { cutToSigned, wrappingSum } from '../bounds/offsets.ts';
import { rangesPastEnd } from '../bounds/rangesPastEnd.ts';
import { unfilledUses } from '../bounds/unfilled.ts';
import { excludeLimit } from '../fixes/statements.ts';
import type { Draft, Rule } from '../rule.ts';
import { asked } from '../shared/asks.ts';
import { about, who } from '../shared/exits.ts';
import { mappingsOf, tablesIn, waysWith } from '../shared/mappings.ts';
import { lockFreeWayTo } from '../shared/path.ts';
import { lostOffsets } from './lostOffset.ts';

/** User space chooses the offset and the size of a mapping, and mremap() may enlarge it. */
export const pgoffBound: Rule = {
  id: 'pgoff-bound',
  title: 'memory is reached by the faulting page without a bound that holds',
  severity: 'warning',
  basis: 'core',
  since: '2.6.23',
  until: null,
  fact: 'vmf->pgoff is the offset that user space gave to mmap() plus the page in the mapping, and core checks neither against the object behind it.',
  source: 'mm/mmap.c do_mmap(); mm/mremap.c vma_to_resize(); mm/memory.c __handle_mm_fault()',
  needsWholeTree: true,
  check({ kernel, reports, mappings, program }, emit) {
    const slips = new Map<string, Slip[]>();
    for (const report of reports) {
      if (!REACHING.has(report.op)) continue;
      for (const draft of unitsMixed(report.mixedUnits, about(report))) emit(draft);
      for (const draft of hugePages(report, program)) emit(draft);
      for (const draft of mappedTwiceBy(report, program)) emit(draft);
      for (const draft of unfilledUses(
        report.unfilled,
        who(report),
        'return VM_FAULT_SIGBUS then',
        about(report),
      ))
        emit(draft);
      const ways = waysTo(report.tables, mappings, program);
      for (const access of report.accesses) {
        const known = () => report.tables.map((table) => knownWays(table, mappings, program));
        const finder = () => keepsName(report.tables, mappings, program);
        const wrong = judge(access, ways, known, finder, program, kernel.release);
        if (wrong === null) continue;
        const slip = { report, access, wrong };
        const key = keyOf(slip);
        slips.set(key, [...(slips.get(key) ?? []), slip]);
      }
    }
    for (const draft of [...slips.values()].map(draftOf)) emit(draft);
    for (const draft of rangesPastEnd(reports, REACHING)) emit(draft);
    for (const draft of lostOffsets(mappings, reports, program)) emit(draft);
  },
};

interface Slip {
  report: HandlerReport;
  access: ChosenAccess;
  wrong: Wrong;
}

/** One slip is one finding: in a handler whatever number of accesses follow, in a callee whatever the caller. */
function keyOf({ report: { definition }, access: { within, place }, wrong }: Slip): string {
  if (wrong.kind === 'beyond') return spot(wrong.place);
  const where = within === null ? definition.name : within.callee;
  return `${place.file.path}:${where}:${wrong.kind}`;
}

function draftOf(slips: Slip[]): Draft {
  // A handler that others call is looked at itself.
  const { report, access, wrong } = slips.find((slip) => slip.access.within === null) ?? (slips[0] as Slip);
  const callers = new Map(slips.map((slip) => [slip.report.definition, slip]));
  const isShared = callers.size > 1 && access.within !== null && wrong.kind !== 'beyond';
  const reached = isShared
    ? [...callers.values()].map((slip) => ({
        place: slip.access.within?.place ?? slip.access.place,
        message: `${slip.report.definition.name}() hands it the page here`,
      }))
    : wrong.notes;
  return {
    place: isShared ? access.place : wrong.place,
    function: isShared ? (access.within?.callee ?? null) : report.definition.name,
    table: report.tables[0]?.name ?? null,
    op: report.op,
    confidence: 'medium',
    ...(wrong.isRemark ? { severity: 'information' as const } : {}),
    says: wrong.says,
    degree: wrong.degree ?? 0,
    fix: wrong.limit === undefined ? null : excludeLimit(report.definition, wrong.place, wrong.limit),
    related: lockFreeWayTo(isShared ? [] : access.trace, reached),
  };
}

const REACHING = new Set(['fault', 'huge_fault', 'map_pages', 'page_mkwrite', 'pfn_mkwrite']);

interface Way {
  mapping: MappingReport;
  exit: MappingExit;
}

interface Wrong extends Pick<Draft, 'place' | 'says'> {
  kind: 'beyond' | 'past' | 'twice' | 'unbounded' | 'grows' | 'name';
  /** What is compared with, where the comparison lets it be reached. */
  limit?: string | null;
  degree?: number;
  /** It does no harm. */
  isRemark?: boolean;
  notes: { place: Draft['place']; message: string }[];
}

/**
 * @param known of each table the ways that are seen, whether or not there may be others
 * @param finder of those one that leaves the name of an object in the offset
 */
function judge(
  access: ChosenAccess,
  ways: Way[] | null,
  known: () => Way[][],
  finder: () => MappingReport | undefined,
  program: Program,
  release: Release,
): Wrong | null {
  const { bound, has, elements, holds } = access;
  if (!has.offset && !has.page) return null;
  if (access.countsOffsetTwice) return ways?.some(setsOffset) ? twice(access) : null;
  if (elements !== null && holds < elements) return null;
  if (isDisplaced(access)) return displaced(access);
  if (isPast(access, bound)) return past(access, bound, null);
  const { negativeAt } = access;
  // What mmap compares as a whole is not so large.
  if (negativeAt !== null && access.kind !== 'handed' && ways?.some(leavesOffset))
    return negative(access, negativeAt);
  if (bound.how === 'beyond' && bound.place)
    return isKeptBefore(access, known()) ? unreachable(access, bound) : beyond(access, bound);
  if (access.kind === 'handed' || bound.how === 'held' || bound.how === 'doubt') return null;
  if (access.kind === 'copy' || access.kind === 'remap') return null;
  // The offset by itself may be an address that mmap left there; a frame that it names may be anything.
  if (!access.isBased && access.kind !== 'memory') return null;
  const isBare = has.offset && !access.isLess && isOpen(bound);
  const named = isBare ? (ways?.find(nameIsKept)?.mapping ?? finder()) : undefined;
  if (named) return name(access, named);
  if (ways === null) return null;
  const outgrown = has.page && !has.offset ? ways.find((way) => outgrows(access, way)) : undefined;
  if (outgrown) return outgrownBy(access, outgrown, program);
  const told = ways.map(({ mapping, exit }) => ({ mapping, exit, limited: neededOf(exit, has) }));
  // What core calls and bounds nothing is wrong whatever the other ways do.
  const bare = told.find(({ mapping, limited }) => limited.how === 'none' && mapping.entries.length > 0);
  if (told.some(({ limited }) => limited.how === 'doubt'))
    return bare ? unbounded(access, bare.mapping, bare.exit, bare.limited) : null;
  const late = told.find(({ limited }) => isPast(access, limited));
  if (late) return past(access, late.limited, late.mapping);
  const open = told.find(({ limited }) => limited.how !== 'held' && limited.how !== 'beyond');
  if (open) return unbounded(access, open.mapping, open.exit, open.limited);
  for (const { limited, mapping } of told) {
    const sum = wrappingSum(limited, release);
    if (sum) return wraps(access, sum, limited, mapping);
  }
  const growing = has.page ? told.find(({ exit }) => mayGrow(exit)) : undefined;
  return growing ? grows(access, growing, program) : null;
}

/** mmap leaves the offset as it is, and it need not be 0: what is held by no comparison was equal to something. */
const setsOffset = ({ exit: { keepsOffset, bounds, assumed } }: Way) =>
  keepsOffset &&
  !assumed &&
  bounds.offset.how !== 'doubt' &&
  (bounds.offset.how !== 'held' || bounds.offset.place !== null);

function twice(access: ChosenAccess): Wrong {
  return {
    kind: 'twice',
    ...at(access),
    says: {
      fault: `${indexOf(access)} has vma->vm_pgoff in it twice, for vmf->pgoff counts from the start of the file, not of the mapping`,
      consequences: [
        `where user space maps from an offset it gets another page, which may lie past ${access.array ?? 'the object'}`,
      ],
      advice: 'leave vma->vm_pgoff out',
    },
  };
}

const leavesOffset = ({ exit }: Way) => exit.bounds.offset.how === 'none';

function negative(access: ChosenAccess, place: Place): Wrong {
  return {
    kind: 'past',
    place,
    says: cutToSigned(`user space reaches what lies before ${access.array ?? 'the object'}`),
    notes: [{ place: access.place, message: `${reached(access)} here` }],
  };
}

const isOpen = ({ how }: Limited) => how === 'none' || how === 'part';

function name(access: ChosenAccess, { definition, entries }: MappingReport): Wrong {
  const isDefault = entries.length > 0 && entries.every(({ member }) => member === null);
  const maps = isDefault ? entries[0]?.contract?.front?.[0] : definition.name;
  return {
    kind: 'name',
    ...at(access),
    degree: 3,
    says: {
      fault: `${indexOf(access)} counts from the fake offset of the object, which ${maps}() leaves in vm_pgoff`,
      consequences: [`user space reaches what lies past ${access.array ?? 'the object'}`],
      advice: 'use (vmf->address - vma->vm_start) >> PAGE_SHIFT',
      asks: asked('Is vmf->pgoff the offset in the mapping {here}?'),
    },
  };
}

/** The tests count from a field of the object that has the array, and the array begins with what stands there. */
function isDisplaced({ array, countedFrom }: ChosenAccess): boolean {
  if (array === null || countedFrom === null) return false;
  const object = objectOf(array);
  return object !== '' && object === objectOf(countedFrom);
}

/** `foo->bar` of `foo->bar->pages`. */
const objectOf = (text: string) => text.slice(0, Math.max(text.lastIndexOf('->'), text.lastIndexOf('.'), 0));

function displaced(access: ChosenAccess): Wrong {
  const { array, countedFrom, index } = access;
  return {
    kind: 'past',
    ...at(access),
    says: {
      fault: `${index} is compared with ${countedFrom} and what is added to that, and indexes ${array} all the same`,
      consequences: ['user space reaches what lies past it'],
      advice: `subtract ${countedFrom} first`,
    },
  };
}

/** It is compared to a number, and there are fewer elements. */
function isPast({ elements, holds }: ChosenAccess, { how, most }: Limited): boolean {
  return elements !== null && how === 'held' && most !== null && Math.min(most, holds) >= elements;
}

function past(access: ChosenAccess, { most }: Limited, mapping: MappingReport | null): Wrong {
  const by = mapping === null ? '' : ` (checked in ${mapping.definition.name}())`;
  const { array, elements, holds } = access;
  return {
    kind: 'past',
    ...at(access),
    says: {
      fault: `${indexOf(access)} may be ${Math.min(most as number, holds)}${by}, and ${array} has ${elements} elements`,
      consequences: ['user space reaches what lies past them'],
      advice: `compare it with ARRAY_SIZE(${array})`,
    },
  };
}

/** What a mapping function has to bound for an index. */
function neededOf({ bounds }: MappingExit, { offset, page }: ChosenAccess['has']): Limited {
  if (offset && page) return bounds.sum;
  return offset ? bounds.offset : bounds.length;
}

function wraps(
  access: ChosenAccess,
  sum: Place,
  { isNarrow }: Limited,
  { definition }: MappingReport,
): Wrong {
  const { place, notes } = at(access);
  const width = isNarrow ? ' of 32 bits' : '';
  return {
    kind: 'unbounded',
    place,
    says: {
      fault: `${indexOf(access)} is bounds-checked by the sum of offset and length${width} in ${definition.name}(), which can wrap`,
      consequences: [
        `a large vm_pgoff passes, and user space reaches what lies before or past ${access.array ?? 'the object'}`,
      ],
      advice: 'compare the offset first, then the length with what is left',
    },
    notes: [{ place: sum, message: 'the sum that can wrap' }, ...notes],
  };
}

/** mremap() refuses to enlarge a mapping with one of these. */
function mayGrow({ flags }: MappingExit): boolean {
  return ['VM_DONTEXPAND', 'VM_PFNMAP'].every((flag) => flags.lacks(flag));
}

function beyond(access: ChosenAccess, { limit, place, letsIn }: Limited): Wrong {
  const past = access.array === null ? 'one past the end' : `one past the end of ${access.array}`;
  return {
    kind: 'beyond',
    limit,
    place: place as Draft['place'],
    says: {
      fault: `the index may be ${limit} itself, ${past}, and user space reaches what lies there`,
      advice: `compare with ${letsIn ? '<' : '>='}`,
      remedy: letsIn ? undefined : { comparison: '>=' },
    },
    notes: access.kind === 'handed' ? [] : [{ place: access.place, message: `${reached(access)} here` }],
  };
}

/** Whoever calls the functions that map has held the mapping against the object, and it stays as large as it is. */
function isKeptBefore({ has }: ChosenAccess, known: Way[][]): boolean {
  const isKept = ({ exit }: Way) => {
    const { how, place } = neededOf(exit, has);
    return how === 'held' && place === null && !mayGrow(exit);
  };
  return known.length > 0 && known.every((ways) => ways.length > 0 && ways.every(isKept));
}

/** Nothing gets there; it is not what it was meant to be all the same. */
function unreachable(access: ChosenAccess, bound: Limited): Wrong {
  const { letsIn } = bound;
  return {
    ...beyond(access, bound),
    isRemark: true,
    says: {
      fault: `the index would be ${bound.limit} itself, one past the end, were it not for what is checked before the mapping is made`,
      advice: `compare with ${letsIn ? '<' : '>='}`,
      remedy: letsIn ? undefined : { comparison: '>=' },
    },
  };
}

function unbounded(access: ChosenAccess, mapping: MappingReport, exit: MappingExit, { how }: Limited): Wrong {
  const { bounds } = exit;
  const maps = `${mapping.definition.name}()`;
  const index = indexOf(access);
  const advice = 'return VM_FAULT_SIGBUS where it is out of range';
  const harm = `user space reaches what lies past ${access.array ?? 'the object'}`;
  const never = `${index} is never bounds-checked, here or in ${maps}`;
  let wrong = never;
  // What is held of it no longer holds then.
  const isGrowing = bounds.length.how === 'held' && mayGrow(exit);
  const isBare = how === 'none' && access.bound.how === 'none' && !isPartly(bounds);
  const degree = isBare ? 3 : isGrowing ? 2 : 1;
  if (access.bound.how === 'cut')
    wrong = `${index} is compared ${access.bound.isAsked ? 'by a callee at most, ' : 'only '}after it was cut to fewer bits`;
  else if (how === 'apart') wrong = `${maps} checks offset and length of the mapping, but not their sum`;
  else if (access.has.offset && bounds.length.how === 'held' && bounds.offset.how === 'none')
    wrong = `${maps} checks the length of the mapping but not its offset, which is in ${index}`;
  else if (access.has.page && bounds.offset.how === 'held' && bounds.length.how === 'none')
    wrong = `${maps} checks the offset of the mapping but not its length, and nothing checks ${index}`;
  const grown = isGrowing ? ', and mremap() can enlarge the mapping' : '';
  return {
    kind: 'unbounded',
    ...at(access),
    degree,
    says: {
      fault: `${wrong}${grown}`,
      consequences: [harm],
      advice,
      remedy: wrong === never ? { index } : undefined,
    },
  };
}

/** Something of the mapping is compared. */
const isPartly = ({ offset, length }: MappingBounds) => offset.how !== 'none' || length.how !== 'none';

/** The function that hangs the table on the VMA, which a mapping function may have left that to: there its flags are set. */
function setterOf({ mapping, exit: { table } }: Way, program: Program): string {
  const own = table === null ? undefined : functionAt(table.place, program);
  return `${own?.file === mapping.definition.file ? own.name : mapping.definition.name}()`;
}

function grows(access: ChosenAccess, way: Way, program: Program): Wrong {
  const maps = `${way.mapping.definition.name}()`;
  const { entries } = way.mapping;
  const isInFront = entries.length > 0 && entries.every(({ contract }) => contract?.bounds?.length === 2);
  const where = isInFront ? `only before ${maps} is called` : `in ${maps} alone`;
  return {
    kind: 'grows',
    ...at(access),
    says: {
      fault: `${indexOf(access)} is bounds-checked ${where}, and mremap() can enlarge the mapping`,
      consequences: [`user space reaches what lies past ${access.array ?? 'the object'}`],
      advice: `set VM_DONTEXPAND in ${setterOf(way, program)}, or return VM_FAULT_SIGBUS where it is out of range`,
    },
  };
}

/** What it indexes was made as large as the mapping was then, and nothing else is asked of the length. */
function outgrows(access: ChosenAccess, { exit }: Way): boolean {
  const { how } = exit.bounds.length;
  return (how === 'none' || how === 'doubt') && sizeOf(access, exit) !== null && mayGrow(exit);
}

/** The call that made it so. */
function sizeOf({ inPrivate }: ChosenAccess, { sized }: MappingExit): string | null {
  if (inPrivate === null) return null;
  return sized.get(sized.has(inPrivate) ? inPrivate : '') ?? null;
}

function outgrownBy(access: ChosenAccess, way: Way, program: Program): Wrong {
  const { mapping, exit } = way;
  const maps = `${mapping.definition.name}()`;
  const what = access.array ?? 'the object';
  return {
    kind: 'grows',
    ...at(access),
    says: {
      fault: `${what} is as large as the mapping was when ${maps} made it (${sizeOf(access, exit)}), and mremap() can enlarge the mapping`,
      consequences: [`user space reaches what lies past ${access.array ?? 'it'}`],
      advice: `set VM_DONTEXPAND in ${setterOf(way, program)}, or return VM_FAULT_SIGBUS where ${indexOf(access)} is out of range`,
    },
  };
}

/** In the handler: the access, or the call that leads to it. */
function at({ place, within, callee, array, index }: ChosenAccess): Pick<Wrong, 'place' | 'notes'> {
  if (within === null) return { place, notes: [] };
  const what = array === null ? `${callee ?? within.callee}() is reached` : `${array} is indexed by ${index}`;
  return { place: within.place, notes: [{ place, message: `${what} here` }] };
}

function indexOf({ index, within }: ChosenAccess): string {
  return within === null ? index : `the page that ${within.callee}() is handed`;
}

function reached({ array, callee }: ChosenAccess): string {
  return array === null ? `it reaches ${callee ?? 'memory'}()` : `${array} is indexed`;
}

/** Every way to map with one of the tables; null when there may be others. */
function waysTo(tables: OpsTable[], mappings: MappingReport[], program: Program): Way[] | null {
  const ways: Way[] = [];
  for (const table of tables) {
    const found = mappingsOf(table, mappings, program);
    if (found === null) return null;
    ways.push(...found);
  }
  return ways.length > 0 ? ways : null;
}

/** The ways that are known by which core or a subsystem maps with a table, also where a callee may have put another. */
function knownWays(table: OpsTable, mappings: MappingReport[], program: Program): Way[] {
  const own = mappings
    .filter((mapping) => mapping.entries.length > 0 && tablesIn(mapping, program).includes(table))
    .flatMap((mapping) => mapping.exits.map((exit) => ({ mapping, exit })));
  return [...waysWith(table, mappings, program), ...own];
}
