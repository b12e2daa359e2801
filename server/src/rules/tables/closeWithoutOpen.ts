// SPDX-License-Identifier: GPL-2.0-only
import type { FreedBehind } from '../../analysis/reports/model/events.ts';
import type { HandlerReport } from '../../analysis/reports/report.ts';
import { counterKey } from '../../analysis/state/properties/claimKeys.ts';
import {
  type Counterpart,
  type DroppedReference,
  droppedReferencesOf,
} from '../../facts/functions/droppedReferences.ts';
import { acquires, acquiresNothingFor, fillsField } from '../../facts/functions/openAcquires.ts';
import { nameOf } from '../../facts/functions/texts.ts';
import { handedVma, readsSize } from '../../facts/functions/vmaUses.ts';
import type { FunctionDefinition, Program, ResolvedHandler } from '../../facts/model.ts';
import { writtenAt } from '../../text/layout.ts';
import { spot } from '../../text/source.ts';
import { either } from '../../text/words.ts';
import type { Draft, Rule } from '../rule.ts';
import { openEntry } from '../shared/asks.ts';
import { isWithoutMmu } from '../shared/compiled.ts';
import { handlersOf } from '../shared/handlersOf.ts';
import { refusesSplit } from '../shared/splits.ts';
import { copiers, FORK, isMapped, waysOf, waysToMap } from './copies.ts';
import { isGated, judgeBalances, judgeKept, judgeWithoutOpen } from './copyBalances.ts';
import { lostInOpen } from './lostInOpen.ts';
import { judgeSwitches } from './switchedOff.ts';
import { judgeShared, judgeUncounted } from './uncountedFree.ts';

/** Core copies a VMA on fork, on a split and on a move, and closes each copy. */
export const closeWithoutOpen: Rule = {
  id: 'close-without-open',
  title: 'close drops a reference that open never takes for a copied VMA',
  severity: 'warning',
  basis: 'core',
  since: null,
  until: null,
  fact: 'A fork, mremap(), or a munmap() or mprotect() of a part, copies the VMA with its vm_private_data and calls open for the copy; close is called for each. A table without open drops more references than were taken.',
  source:
    'kernel/fork.c dup_mmap(); mm/mmap.c __split_vma(), copy_vma(), remove_vma(); mm/mremap.c move_vma()',
  needsWholeTree: true,
  check({ handlers, kernel, mappings, program, reports }, emit) {
    const ways = waysOf(mappings, program);
    for (const draft of lostInOpen(reports, ways)) emit(draft);
    for (const handler of handlers) {
      const { table, member } = handler;
      if (member.op !== 'close' || member.handler === null || table.form === 'copy' || table.writtenAtRunTime)
        continue;
      if (isWithoutMmu(table.guards)) continue;
      const open = table.members.some(({ op }) => op === 'open')
        ? handlers.find((one) => one.table === table && one.member.op === 'open')
        : null;
      if (open === undefined || open?.definitions.length === 0) continue;
      const own = (op: string) => handlersOf(table, op, reports);
      const by = copiers(table, ways);
      const copy = {
        by: either(by),
        isSplit: !refusesSplit(table),
        isForked: by.includes(FORK),
        splitOp: ['may_split', 'split'].find((op) => kernel.ops.has(op)) ?? null,
      };
      let drops: Draft[] = [];
      if (isMapped(table, ways)) {
        const isLast = (key: string) => isGated(key, own('close'), own('open'));
        drops = judge(handler, open, copy, takenBy(waysToMap(table, ways)), isLast, program);
        if (drops.length === 0) drops = judgeReport(handler, open, copy, reports, waysToMap(table, ways));
      }
      if (drops.length === 0)
        drops =
          open === null
            ? judgeWithoutOpen(handler, ways, reports)
            : judgeBalances(handler, open, ways, reports);
      if (drops.length === 0 && open !== null) drops = judgeKept(handler, open, reports);
      if (drops.length === 0 && open !== null) drops = judgeUncounted(handler, open, ways, reports);
      if (drops.length === 0 && open !== null) drops = judgeShared(handler, open, ways, reports);
      if (drops.length === 0 && open === null) drops = judgeSwitches(handler, ways);
      for (const draft of drops) emit({ ...draft, once: spot(draft.place) });
    }
  },
};

/** How a VMA comes to be copied. */
interface Copy {
  /** What does it, for a message. */
  by: string;
  /** A close that looks at the size may count the pieces; where no split is, there are none to be counted. */
  isSplit: boolean;
  isForked: boolean;
  /** The member that refuses a split; null in a release that has none. */
  splitOp: string | null;
  /** What to do about it. */
  advice?: string;
}

/** A close that looks at the size counts the pieces of a split; the copy that a fork makes is as long as the whole. */
const isAsked = ({ isSplit, isForked }: Copy, close: FunctionDefinition) =>
  !isSplit || isForked || !readsSize(close);

const apartFromSplits = (copy: Copy, close: FunctionDefinition): Copy =>
  copy.isSplit && readsSize(close)
    ? { ...copy, by: FORK, isSplit: false, advice: 'set VM_DONTCOPY in mmap, or count the copy in open' }
    : copy;

function judge(
  { table, member, definitions }: ResolvedHandler,
  open: ResolvedHandler | null,
  copy: Copy,
  taken: (counterpart: Counterpart) => boolean,
  isLast: (key: string) => boolean,
  program: Program,
): Draft[] {
  const drafts: Draft[] = [];
  for (const definition of definitions) {
    if (!isAsked(copy, definition)) continue;
    const own = droppedReferencesOf(definition, taken);
    const below = own.length > 0 ? null : releaseBelow(definition, program);
    const release = (below ? [below] : own).find(
      (one) =>
        open === null ||
        (open.definitions.every((taker) => acquiresNothingFor(taker, one)) &&
          !(one.counter !== null && isLast(counterKey(one.counter, null)))),
    );
    if (!release) continue;
    drafts.push(draftOf({ table, member }, open, apartFromSplits(copy, definition), release, definition));
  }
  return drafts;
}

type Release = DroppedReference & { isTaken?: boolean };

function draftOf(
  { table, member }: Pick<ResolvedHandler, 'table' | 'member'>,
  open: ResolvedHandler | null,
  copy: Copy,
  release: Release,
  definition: FunctionDefinition,
): Draft {
  const { by, isSplit, isForked, advice = adviceFor(copy, release) } = copy;
  const taker = open?.definitions[0];
  const isOwn = definition.file === table.place.file || definition.file === taker?.file;
  const but = taker ? `open handler ${taker.name}() takes nothing for it` : `${table.name} has no open`;
  return {
    // A close of a library is right for the tables that have its open.
    place: isOwn ? release.place : member.opPlace,
    function: definition.name,
    table: table.name,
    op: 'close',
    confidence: 'medium',
    degree: Number(isSplit) + Number(isForked),
    says: {
      fault: `close handler ${definition.name}() ${release.what}, but ${but}`,
      consequences: [
        `${by} copies the VMA with its vm_private_data, and ${release.isTaken ? 'the first that goes takes it from the others' : 'each copy drops it once more'}`,
      ],
      advice,
      remedy: taker ? undefined : openEntry(definition.name),
    },
    related: [
      taker
        ? { place: nameOf(taker), message: `${taker.name}() takes ${takesOther(taker, release)}` }
        : { place: table.place, message: `${table.name} has no open` },
      ...(isOwn ? [] : [{ place: release.place, message: `${definition.name}() ${release.what}` }]),
    ],
  };
}

/** Of what is freed outright there is no reference to take. */
function adviceFor(
  { isSplit, isForked, splitOp }: Copy,
  { isFree, isTaken }: Pick<Release, 'isFree' | 'isTaken'>,
): string {
  if (isFree !== true && isTaken !== true) return 'take a reference in open';
  const refusals = [
    ...(isForked ? ['set VM_DONTCOPY in mmap'] : []),
    ...(isSplit && splitOp !== null ? [`refuse a split in ${splitOp}`] : []),
  ];
  const isAll = refusals.length === Number(isForked) + Number(isSplit);
  return isAll && refusals.length > 0
    ? `${refusals.join(' and ')}, or count the copies in open`
    : 'count the copies in open';
}

/** What close gives back beside it, or nothing. */
const takesOther = (open: FunctionDefinition, release: DroppedReference) =>
  acquiresNothingFor(open, { ...release, others: [] }) ? 'nothing' : 'something else';

/** The same by what the exploration saw: a callee gives back what the VMA holds. */
function judgeReport(
  { table, member, definitions }: ResolvedHandler,
  open: ResolvedHandler | null,
  copy: Copy,
  reports: HandlerReport[],
  mmaps: readonly FunctionDefinition[],
): Draft[] {
  // What mmap did not put there may be there for others as well; who splits a mapping may mean to give it up.
  const isOfMapping = ({ takenFrom }: FreedBehind) =>
    takenFrom === null || (copy.isForked && mmaps.some((one) => fillsField(one, takenFrom)));
  const own = reports.filter((report) => report.op === 'close' && definitions.includes(report.definition));
  return own
    .filter(({ definition }) => isAsked(copy, definition))
    .flatMap(({ definition, givesPrivate: [dropped], freesBehind }) => {
      const behind = freesBehind.find(isOfMapping);
      const release = dropped ? ofPrivate(dropped) : behind && ofBehind(behind);
      if (release === undefined) return [];
      if (open !== null && !open.definitions.every((taker) => acquiresNothingFor(taker, release))) return [];
      return [draftOf({ table, member }, open, apartFromSplits(copy, definition), release, definition)];
    });
}

function ofPrivate({ place, by, certain }: HandlerReport['givesPrivate'][number]): DroppedReference {
  const what = `${certain ? 'frees' : 'gives back'} what vm_private_data holds (${by})`;
  return { place, what, counter: null, isFree: certain };
}

function ofBehind({ place, by, takenFrom }: FreedBehind): Release {
  const left = takenFrom === null ? 'leaves the pointer to it' : 'sets the pointer to NULL';
  const what = `frees what it finds by way of vm_private_data (${by}), and ${left}`;
  return { place, what, counter: null, isFree: true, isTaken: takenFrom !== null };
}

/** What a function releases that the handler hands the VMA on to. */
function releaseBelow(definition: FunctionDefinition, program: Program): DroppedReference | null {
  for (const { callee, place } of handedVma(definition)) {
    const below = program.lookup(callee, definition.file);
    const release = below.map((one) => (readsSize(one) ? undefined : droppedReferencesOf(one)[0]));
    const [first] = release;
    if (first === undefined || release.includes(undefined)) continue;
    return {
      place,
      what: `calls ${writtenAt(place)}, which ${first.what}`,
      counter: first.counter,
      isFree: first.isFree ?? false,
    };
  }
  return null;
}

/** Whether one of these does what balances a release. */
function takenBy(functions: FunctionDefinition[]): (counterpart: Counterpart) => boolean {
  return (counterpart) => functions.some((one) => acquires(one, counterpart));
}
