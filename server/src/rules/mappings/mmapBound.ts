// SPDX-License-Identifier: GPL-2.0-only

import type { ChosenAccess } from '../../analysis/reports/chosen/accesses.ts';
import type { Limited } from '../../analysis/reports/chosen/limits.ts';
import type { MappingReport } from '../../analysis/reports/model/mappings.ts';
import { LIBRARY_MAPS } from '../../contracts/mappingEntries.ts';
import type { Release } from '../../contracts/model.ts';
import { isLibraryMap, isObjectMmap } from '../../facts/mappings/fileMmaps.ts';
import type { Program } from '../../facts/model.ts';
import { isNamedIn, namesIn } from '../../facts/names/words.ts';
import { messageOf } from '../../findings/says.ts';
import { contains, type SourceFile, spot } from '../../text/source.ts';
import { mappedThere } from '../bounds/mappedThere.ts';
import { mappedTwiceIn } from '../bounds/mappedTwice.ts';
import { unitsMixed } from '../bounds/mixedUnits.ts';
import { leftOut, mayBeAnyOffset, negative, unheldLength, vainTest, wrappingSum } from '../bounds/offsets.ts';
import { oneForEachCause, type Told } from '../bounds/oneCause.ts';
import { ofPageArray } from '../bounds/pageArrays.ts';
import { pastEnd } from '../bounds/pastEnd.ts';
import { runPastEnd } from '../bounds/runs.ts';
import { namesTaken } from '../bounds/takenName.ts';
import { unfilledUses } from '../bounds/unfilled.ts';
import { offsetsUnused } from '../bounds/unusedOffset.ts';
import { excludeLimit } from '../fixes/statements.ts';
import type { Draft, Rule } from '../rule.ts';
import { aboutMapping } from '../shared/exits.ts';
import { isForOthers, isHandedOver, isRoot } from '../shared/mappings.ts';
import { lockFreeWayTo } from '../shared/path.ts';
import { lostFlags } from './frontContracts.ts';

/** The helpers that map frames take what they are given. */
export const mmapBound: Rule = {
  id: 'mmap-bound',
  title: 'mmap maps what user space asks for without a bound that holds',
  severity: 'warning',
  basis: 'core',
  since: null,
  until: null,
  fact: 'User space chooses offset and length of a mapping. remap_pfn_range() and io_remap_pfn_range() map whatever they are given. Before 4.17 the sum of offset and length in bytes may wrap.',
  source: 'mm/memory.c remap_pfn_range(); mm/mmap.c do_mmap(), file_mmap_ok(), 4.17',
  check({ kernel, mappings, program }, emit) {
    const entries = new Set(
      mappings.filter((mapping) => mapping.accesses.length > 0 && isEntry(mapping, program)),
    );
    const own = new Set([...entries].flatMap((mapping) => ownPlaces(mapping, kernel.release)));
    const told: Told[] = [];
    for (const mapping of mappings) {
      for (const draft of [...lostFlags(mapping), ...namesTaken(mapping)]) emit(draft);
      const { definition, unfilled } = mapping;
      const drafts = unfilledUses(
        unfilled,
        `${definition.name}()`,
        'return it then',
        aboutMapping(definition),
      );
      for (const draft of drafts) emit(draft);
      const unset = new Set(unfilled.map(({ use }) => spot(use.place)));
      // A test that bounds nothing for that is told of with what it does not bound.
      const vain = mapping.accesses.filter(
        (access) => access.vain?.why === 'units' && judge(access, mapping, kernel.release) !== null,
      );
      const mixed = mapping.mixedUnits.filter(
        ({ place }) => !vain.some((access) => access.vain && contains(access.vain.place, place)),
      );
      for (const draft of unitsMixed(mixed, aboutMapping(mapping.definition))) emit(draft);
      for (const draft of offsetsUnused(mapping)) emit(draft);
      for (const draft of mappedTwiceIn(mapping, program)) emit(draft);
      if (!entries.has(mapping)) continue;
      const judged = mapping.accesses.flatMap((access) => {
        if (isOfLibrary(access) || (access.within !== null && own.has(spot(access.place)))) return [];
        // Where it is looked up, it is bounded.
        if (unset.has(spot(access.place))) return [];
        const wrong = inOwn(judge(access, mapping, kernel.release), access);
        return wrong ? [{ access, wrong }] : [];
      });
      for (const { access, wrong } of judged) {
        // Who bounds the length too will compare the offset anew.
        if (wrong.isByOne && judged.some((other) => !other.wrong.isByOne)) continue;
        // A length that is taken over where it should be cut is both.
        if (wrong.isInOwner && judged.some((other) => !other.wrong.isInOwner && isAt(other.access, access)))
          continue;
        // One lookup is said once.
        if (access.isCounter && judged.some((other) => isOffsetAt(other.access, access))) continue;
        const draft = {
          once: onceFor(mapping, access, wrong),
          place: wrong.place,
          says: wrong.says,
          degree: wrong.degree ?? 0,
          function: wrong.isInOwner ? access.owner : mapping.definition.name,
          confidence: 'medium' as const,
          fix: wrong.limit === undefined ? null : excludeLimit(mapping.definition, wrong.place, wrong.limit),
          related: lockFreeWayTo(access.trace, wrong.isInOwner ? [] : mappedThere(access, mappings)),
        };
        told.push({ access, draft });
      }
    }
    for (const draft of oneForEachCause(told)) emit(draft);
  },
};

/** What is said of the function that does it is not said again of one that hands its mapping on to it. */
function ownPlaces(mapping: MappingReport, release: Release): string[] {
  return mapping.accesses
    .filter((access) => access.within === null && judge(access, mapping, release) !== null)
    .map(({ place }) => spot(place));
}

/** It is said of that function, once for all that call it. */
const isOfLibrary = ({ within }: ChosenAccess) => within !== null && LIBRARY_MAPS.has(within.callee);

/** What a function does that others reach through a member of a struct is said in it. */
function inOwn(wrong: Wrong | null, access: ChosenAccess): Wrong | null {
  const isThere = wrong !== null && access.isBehindMember && wrong.place === access.within?.place;
  return isThere ? { ...wrong, place: access.place, isInOwner: true } : wrong;
}

/**
 * A part of several functions of a file is said once, whichever of them leads there; so are ways to map the same in one
 * function, for which one test is missing.
 */
function onceFor({ definition }: MappingReport, access: ChosenAccess, wrong: Wrong): string {
  const { within, place, owner, index } = access;
  if (access.isBehindMember) return `${wrong.place.file.path}:${owner}:${messageOf(wrong.says)}`;
  if (wrong.isByOne || wrong.isInOwner) return `${spot(wrong.place)}:${messageOf(wrong.says)}`;
  const isOwn = within !== null && place.file === definition.file;
  return isOwn
    ? `${place.file.path}:${place.start}:${messageOf(wrong.says)}`
    : `${wrong.place.file.path}:${definition.name}:${within === null ? index : ''}:${messageOf(wrong.says)}`;
}

const isAt = (one: ChosenAccess, other: ChosenAccess) =>
  one.place.start === other.place.start && one.place.file === other.place.file;

const isOffsetAt = (one: ChosenAccess, other: ChosenAccess) => !one.isCounter && isAt(one, other);

/** Core calls it, and nothing that may have checked before: a driver that maps by itself chooses offset and length. */
function isEntry(mapping: MappingReport, program: Program): boolean {
  const { definition, entries } = mapping;
  if (mapsItself(definition.file) && (entries.length === 0 || isOnlyMappedItself(mapping, program)))
    return false;
  if (entries.length > 0 || isLibraryMap(definition)) return true;
  if (isHandedOver(definition)) return false;
  return isRoot(mapping) && (definition.isStatic || isForOthers(definition, program));
}

const mapsItself = (file: SourceFile) => ITSELF.some((name) => isNamedIn(name, file));

const ITSELF = ['vm_mmap', 'do_mmap', 'do_mmap_pgoff'];

/** What makes a file that user space has no descriptor of. */
const FILE_MAKERS = ['alloc_file', 'alloc_file_pseudo', 'anon_inode_getfile'];

/** The operations are those of a file that user space cannot hand to mmap(), or of one for as long as the driver maps it. */
function isOnlyMappedItself({ definition: { file }, entries }: MappingReport, program: Program): boolean {
  if (isNamedIn('fd_install', file)) return false;
  const functions = program.files.get(file.path)?.functions ?? [];
  return entries.every(({ object }) =>
    functions.some((definition) => {
      const names = namesIn(definition);
      return (
        object !== null && names.has(object) && [...ITSELF, ...FILE_MAKERS].some((name) => names.has(name))
      );
    }),
  );
}

/** Something is asked of the offset: it is not there to map any memory by its physical address. */
const isBounded = ({ how }: Limited) => how !== 'none' && how !== 'doubt';

/** A user of the device file may reach all memory. */
const isForAllMemory = ({ definition }: MappingReport) => isNamedIn('capable', definition.file);

/** It maps for an object of a subsystem, not for a device file. */
function isOfObject({ entries, definition }: MappingReport): boolean {
  if (entries.length === 0) return isObjectMmap(definition);
  return entries.every(({ struct, contract }) => contract !== undefined && !OF_FILES.has(struct ?? ''));
}

const OF_FILES: ReadonlySet<string> = new Set([
  '',
  'file_operations',
  'proc_ops',
  'kernfs_ops',
  'bin_attribute',
]);

interface Wrong extends Pick<Draft, 'place' | 'says'> {
  /** The offset may be one too large, and nothing else is wrong. */
  isByOne?: boolean;
  /** What is compared with then. */
  limit?: string | null;
  degree?: number;
  /** It is said where it is done, not at each caller. */
  isInOwner?: boolean;
}

function judge(access: ChosenAccess, mapping: MappingReport, release: Release): Wrong | null {
  const { has, bound, end, isBased, isPicked } = access;
  if (access.kind === 'fixed') return pastEnd(access);
  if (access.kind === 'handed' || access.kind === 'copy') return null;
  if (!has.offset && !has.length) return null;
  const worst = end ?? bound;
  const before = isBefore(access, worst) ? startsBefore(access) : null;
  if (access.kind === 'whole') return before;
  if (access.wrappedAt && mayBeAnyOffset(mapping, release))
    return {
      place: access.within?.place ?? access.place,
      says: {
        fault: 'the sum of offset and length can wrap',
        consequences: [
          `a large vm_pgoff passes, as what is compared ends before it begins, and ${access.callee}() maps what was not checked`,
        ],
        advice: 'return -EINVAL where the end lies before the start',
      },
    };
  if (before) return before;
  if (access.offsetLeftOut) return leftOut(access);
  if (access.negativeAt) return negative(access, access.negativeAt);
  const run = runPastEnd(access, mapping);
  if (run) return run;
  // Equal to something the offset is settled, and the length alone is open.
  const isSettled = worst.how === 'none' && has.offset && isCompared(bound);
  if (!isBased && !isSettled && !isOfObject(mapping) && access.kind !== 'front') {
    const any = isForAllMemory(mapping) ? null : anyFrame(access, worst);
    if (any !== null || !isBounded(worst)) return any;
  }
  const wrapping = wrappingSum(worst, release);
  if (wrapping)
    return {
      place: wrapping,
      says: worst.isNarrow
        ? {
            fault: 'the sum of offset and length is one of 32 bits and can wrap',
            consequences: [
              'a large vm_pgoff passes with a long mapping, and user space maps what lies past the object',
            ],
            advice: 'keep both in an unsigned long',
          }
        : {
            fault: 'the sum of offset and length can wrap',
            consequences: [
              'a large vm_pgoff passes, and user space maps what lies before or past the object',
            ],
            advice: 'compare the offset first, then the length with what is left',
          },
    };
  // What is equal to a difference that has wrapped makes a sum that wraps, too.
  const mayUnderflow = !worst.isEqual || worst.isNarrow || mayBeAnyOffset(mapping, release);
  if (isCompared(worst) && mayUnderflow && worst.mayUnderflow && worst.place)
    return {
      place: worst.place,
      says:
        worst.mayUnderflow === 'offset'
          ? {
              fault: 'the size less the offset wraps where the offset is larger',
              consequences: ['a large vm_pgoff passes, and user space maps what lies past the object'],
              advice: 'compare the offset with the size first',
            }
          : {
              fault: 'the size less the length wraps where the length is larger',
              consequences: ['a long mapping passes, and user space maps what lies past the object'],
              advice: 'compare the length with the size first',
            },
    };
  if (access.kind === 'front')
    return isOfFile(access, mapping) ? (nameKept(access) ?? reliedOn(access, worst)) : null;
  if (!has.length && bound.place && isCompared(bound) && goesOnUnbounded(access, mapping))
    return {
      place: bound.place,
      says: {
        fault: 'offset and length are each compared, but not their sum',
        consequences: [
          'a mapping that begins near the end goes on past it, and user space maps what lies there',
        ],
        advice: 'compare the length with what is left behind the offset',
      },
    };
  if (bound.how === 'beyond' && !has.length && bound.place)
    return {
      place: bound.place,
      says: {
        fault: `the ${isPicked ? 'index' : 'offset'} may be ${bound.limit} itself, one past the end, and user space maps what lies there`,
        advice: `compare with ${bound.letsIn ? '<' : '>='}`,
      },
      isByOne: true,
      limit: bound.limit,
    };
  if (worst.how === 'held' && access.pageTooManyAt)
    return {
      place: access.pageTooManyAt,
      says: {
        fault: 'the size in whole pages and one more is compared',
        consequences: [
          'where the size is a multiple of the page size, user space maps the page behind the object',
        ],
        advice: 'round the size up, as PAGE_ALIGN() does',
      },
    };
  const isArray = access.kind === 'element' && access.callee !== null;
  const wrong = isArray
    ? ofPageArray(access, worst)
    : (said(access, worst, isLengthCompared(mapping)) ?? unheldLength(access, worst, mapping));
  if (wrong === null) return null;
  const place = access.within?.place ?? access.place;
  const past = access.kind === 'element' ? (access.array ?? 'the object') : 'the object';
  const does = access.kind === 'element' && !isArray ? 'reaches' : 'maps';
  const isAny = !isBased && !isSettled && !isBounded(worst);
  const harm = isAny ? 'maps whatever memory it names' : `${does} what lies past ${past}`;
  const when = isAny ? 'it is none of what it may map' : 'it is too large';
  const degree = worst.how !== 'none' ? 1 : bound.how === 'none' && has.offset ? 3 : 2;
  const vain = worst.how === 'none' ? vainTest(access) : '';
  return {
    place,
    degree,
    says: {
      fault: `${wrong}${vain}`,
      consequences: [`user space ${harm}`],
      advice: `return -EINVAL where ${when}`,
    },
  };
}

/** What is compared is too small, too, where the difference has wrapped. */
function isBefore({ kind, mayBeBefore, bound }: ChosenAccess, { how }: Limited): boolean {
  if (!mayBeBefore || (kind === 'whole' && bound.how === 'none')) return false;
  return how === 'held' || how === 'beyond' || kind === 'whole';
}

function startsBefore({ place, within, callee }: ChosenAccess): Wrong {
  const by = callee === null ? 'it' : `${callee}()`;
  return {
    place: within?.place ?? place,
    degree: 2,
    says: {
      fault: 'vm_pgoff may be less than what is taken from it',
      consequences: [`the difference wraps, and ${by} maps what lies before the object`],
      advice: 'return -EINVAL where vm_pgoff is smaller',
    },
  };
}

const isCompared = ({ how }: Limited) => how === 'held' || how === 'beyond';

/** From there a loop goes on to the length of the mapping, and what is compared are the parts of the sum. */
function goesOnUnbounded({ turns, bound }: ChosenAccess, { exits }: MappingReport): boolean {
  const areParts = ({ how }: Limited) => how === 'part' || how === 'apart';
  // What is compared on each turn is no start.
  const isBefore = ({ place }: Limited) => place !== null && turns?.has(place.start) === false;
  if (!isBefore(bound)) return false;
  return exits.some(
    ({ bounds: { offset, length, sum } }) =>
      isCompared(offset) && isCompared(length) && isBefore(length) && areParts(sum),
  );
}

/** Where the offset is the frame itself, and nothing checks which one that is. */
function anyFrame(access: ChosenAccess, { how }: Limited): Wrong | null {
  const { kind, has, bound, place, within, callee, isCounter } = access;
  if (bound.how !== 'none' || (how !== 'none' && how !== 'part')) return null;
  if (kind !== 'remap' || !has.offset || isCounter || callee === null) return null;
  return {
    place: within?.place ?? place,
    says: {
      fault: `${callee}() maps whatever page frame user space names in vm_pgoff`,
      consequences: ['nothing bounds it, so any memory of the machine can be mapped'],
      advice: 'return -EINVAL for what does not belong to the device',
    },
  };
}

/** Of an object that a library is handed nobody knows here whether its own function compares once more. */
const isOfFile = ({ place }: ChosenAccess, { definition }: MappingReport) => place.file === definition.file;

/** The code behind the struct takes the offset for one in the object. */
function nameKept({ place, within, index, cookie }: ChosenAccess): Wrong | null {
  if (cookie === null) return null;
  const { how, text } = cookie;
  const names = how === 'equal' ? `is found by ${text}` : `is picked by bits of it (${text})`;
  return {
    place: within?.place ?? place,
    says: {
      fault: `vm_pgoff names the object, which ${names}, and ${index}() takes it for an offset in that object`,
      consequences: ['a mapping of any but the first fails, or has other pages'],
      advice: 'set vm_pgoff to 0 first',
    },
  };
}

/** The code behind the struct compares nothing any more: said at the call of it, where the test is missing. */
function reliedOn(access: ChosenAccess, { how }: Limited): Wrong | null {
  const { place, within, array, index, callee, bound } = access;
  if (how !== 'none' && how !== 'part' && how !== 'cut') return null;
  const what =
    how === 'cut'
      ? 'offset and length that were compared after they were cut to fewer bits'
      : bound.how === 'none'
        ? 'an offset that is never bounds-checked'
        : 'a length that is never bounds-checked against what lies behind the offset';
  return {
    place,
    isInOwner: within !== null,
    says: {
      fault: `${index}() is handed ${what}, and functions behind ${array}.${callee} rely on their caller for that`,
      consequences: ['user space maps what lies past the object'],
      advice: 'return -EINVAL where it is too large',
    },
  };
}

/** Where the finding stands at a call, the function behind it that does what is wrong. */
const inOwner = ({ within, owner }: ChosenAccess) => (within === null ? '' : ` in ${owner}()`);

/** With whatever it is. */
const isLengthCompared = ({ exits }: MappingReport) => exits.some(({ bounds }) => isCompared(bounds.length));

function said(
  access: ChosenAccess,
  { how, fromBelow, isAsked }: Limited,
  isLengthHeld: boolean,
): string | null {
  const { has, bound, callee, index, isCounter } = access;
  const afterCut = `bounds-checked ${isAsked ? 'by a callee at most, ' : ''}after it was cut to fewer bits`;
  const never = fromBelow ? 'bounded from below only' : 'never bounds-checked';
  if (isCounter && callee !== null && access.kind !== 'element')
    return how === 'none'
      ? `the loop around ${callee}() goes as far as the mapping is long, and the length is never bounds-checked`
      : null;
  if (isCounter)
    return how === 'none'
      ? `${index} counts up to the length of the mapping, which is never bounds-checked`
      : null;
  if (access.kind === 'element') {
    if (how === 'cut') return `${index} is ${afterCut}`;
    if (how === 'part' && has.length && bound.how !== 'none')
      return `${index}${inOwner(access)} counts up to the length of the mapping, which is never bounds-checked against what lies behind the offset`;
    return how === 'none' || how === 'part' ? `${index}${inOwner(access)} is never bounds-checked` : null;
  }
  const does = access.kind === 'memory' ? 'looks up' : 'maps';
  const maps = callee === null ? index : `what ${callee}() ${does}${inOwner(access)}`;
  switch (how) {
    case 'none':
      if (bound.how === 'held' || bound.how === 'beyond') return `the length of ${maps} is ${never}`;
      if (has.offset && has.length) return `neither offset nor length of ${maps} is bounds-checked`;
      return `the ${has.offset ? 'offset' : 'length'} of ${maps} is ${never}`;
    case 'part':
      if (bound.how === 'none') return `the offset of ${maps} is never bounds-checked`;
      return has.length
        ? isLengthHeld
          ? `the length of ${maps} is compared, but not with what lies behind the offset`
          : `the length of ${maps} is never bounds-checked against what lies behind the offset`
        : null;
    case 'cut':
      return `what ${callee === null ? 'it' : `${callee}()`} maps is ${afterCut}`;
    default:
      return null;
  }
}
