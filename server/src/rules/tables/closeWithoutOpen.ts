// SPDX-License-Identifier: GPL-2.0-only
import type {
  Balance,
  ClaimOf,
  HandlerReport,
  MappingExit,
  MappingReport,
} from '../../analysis/reports/report.ts';
import { FIRST, GIVEN_BY_POINTER, OPENED } from '../../analysis/state/properties/claims.ts';
import type { Release } from '../../contracts/model.ts';
import { isSince } from '../../contracts/release.ts';
import {
  type Counterpart,
  type DroppedReference,
  droppedReferencesOf,
} from '../../facts/functions/droppedReferences.ts';
import { acquires, acquiresNothingFor } from '../../facts/functions/openAcquires.ts';
import { nameOf } from '../../facts/functions/texts.ts';
import { handedVma, readsExtent } from '../../facts/functions/vmaUses.ts';
import type { FunctionDefinition, OpsTable, Program, ResolvedHandler } from '../../facts/model.ts';
import { calls } from '../../facts/names/mentions.ts';
import { writtenAt } from '../../text/layout.ts';
import { spot } from '../../text/source.ts';
import { either } from '../../text/words.ts';
import type { Draft, Rule } from '../rule.ts';
import { isRoot, tablesIn, tablesMaybe, tablesOf } from '../shared/mappings.ts';

/** Core copies a VMA on fork and on a split, and closes each copy. */
export const closeWithoutOpen: Rule = {
  id: 'close-without-open',
  title: 'close drops a reference that open never takes for a copied VMA',
  severity: 'warning',
  basis: 'core',
  since: null,
  until: null,
  fact: 'A fork, or a munmap() or mprotect() of a part, copies the VMA with its vm_private_data and calls open for the copy; close is called for each. A table without open drops more references than were taken.',
  source: 'kernel/fork.c dup_mmap(); mm/mmap.c __split_vma(), remove_vma()',
  needsWholeTree: true,
  check({ kernel, handlers, mappings, program, reports }, emit) {
    const ways: Ways = { program, all: waysOf(mappings, program) };
    for (const handler of handlers) {
      const { table, member } = handler;
      if (member.op !== 'close' || member.handler === null || table.form === 'copy' || table.writtenAtRunTime)
        continue;
      const open = table.members.some(({ op }) => op === 'open')
        ? handlers.find((one) => one.table === table && one.member.op === 'open')
        : null;
      if (open === undefined || open?.definitions.length === 0) continue;
      const copies = copiedBy(table, ways);
      let drops: Draft[] = [];
      if (copies !== null) {
        const by = copierOf(copies, kernel.release);
        drops = judge(handler, open, by, takenBy(waysToMap(table, ways)), program);
        if (drops.length === 0) drops = judgeReport(handler, open, by, reports);
      }
      if (drops.length === 0 && open !== null) drops = judgeBalances(handler, open, ways, reports);
      for (const draft of drops) emit({ ...draft, once: spot(draft.place) });
    }
  },
};

interface Ways {
  program: Program;
  all: WayToMap[];
}

/** A function that maps, with the tables that it may leave on the VMA. */
interface WayToMap {
  mapping: MappingReport;
  /** At each exit; none where that is not known. */
  atExits: { exit: MappingExit; tables: OpsTable[] }[];
  /** Those that it assigns by their names, and those that may stand in a field that it assigns. */
  assigned: OpsTable[];
  behind: OpsTable[];
}

/** Looks at each function once, whatever number of tables there are. */
function waysOf(mappings: MappingReport[], program: Program): WayToMap[] {
  return mappings.map((mapping) => ({
    mapping,
    atExits: mapping.exits.map((exit) => ({ exit, tables: tablesOf(mapping, exit, program) })),
    assigned: tablesIn(mapping, program),
    behind: tablesMaybe(mapping, program),
  }));
}

type Copies = 'fork and split' | 'fork' | 'split';

/** What copies a VMA, and how a release lets a driver refuse that; null where it does not. */
interface Copier {
  copier: string;
  refusal: string | null;
  /** A close that looks at the size may count the pieces; where no split is, there are none to be counted. */
  isCounted: boolean;
}

/** Before 4.15 no member refuses a split. */
function copierOf(copies: Copies, release: Release): Copier {
  const op = isSince(release, '5.11') ? 'may_split' : isSince(release, '4.15') ? 'split' : null;
  if (copies === 'split') return { copier: 'a split', refusal: op && `it with ${op}`, isCounted: true };
  if (copies === 'fork') return { copier: 'a fork', refusal: 'it with VM_DONTCOPY', isCounted: false };
  return {
    copier: 'a fork or a split',
    refusal: op && `both with ${op} and VM_DONTCOPY`,
    isCounted: true,
  };
}

/** Members that refuse the split. */
const REFUSES = new Set(['may_split', 'split']);

function judge(
  { table, definitions }: ResolvedHandler,
  open: ResolvedHandler | null,
  by: Copier,
  taken: (counterpart: Counterpart) => boolean,
  program: Program,
): Draft[] {
  const drafts: Draft[] = [];
  for (const definition of definitions) {
    if (by.isCounted && readsExtent(definition)) continue;
    const own = droppedReferencesOf(definition, taken);
    const below = own.length > 0 ? null : releaseBelow(definition, program);
    const release = (below ? [below] : own).find(
      (one) => open === null || open.definitions.every((taker) => acquiresNothingFor(taker, one)),
    );
    if (!release) continue;
    drafts.push(draftOf(table, open, by, release, definition));
  }
  return drafts;
}

function draftOf(
  table: OpsTable,
  open: ResolvedHandler | null,
  { copier, refusal }: Copier,
  release: Pick<DroppedReference, 'place' | 'what'>,
  definition: FunctionDefinition,
): Draft {
  const taker = open?.definitions[0];
  const but = taker ? `open handler ${taker.name}() takes nothing for it` : `${table.name} has no open`;
  return {
    place: release.place,
    function: definition.name,
    table: table.name,
    op: 'close',
    confidence: 'medium',
    message: `close handler ${definition.name}() ${release.what}, but ${but}: ${copier} copies the VMA with its vm_private_data, and each copy drops it once more; take a reference in open${refusal === null ? '' : `, or refuse ${refusal}`}`,
    related: [
      taker
        ? { place: nameOf(taker), message: `${taker.name}() takes nothing` }
        : { place: table.place, message: `${table.name} has no open` },
    ],
  };
}

/** The same by what the exploration saw: a callee gives back what the VMA holds. */
function judgeReport(
  { table, definitions }: ResolvedHandler,
  open: ResolvedHandler | null,
  by: Copier,
  reports: HandlerReport[],
): Draft[] {
  const own = reports.filter((report) => report.op === 'close' && definitions.includes(report.definition));
  return own
    .filter(({ definition }) => !by.isCounted || !readsExtent(definition))
    .flatMap(({ definition, givesPrivate: [dropped] }) => {
      if (dropped === undefined) return [];
      const { place, by: call, certain } = dropped;
      const what = `${certain ? 'frees' : 'gives back'} what vm_private_data holds (${call})`;
      const release: DroppedReference = { place, what, counter: null };
      if (open !== null && !open.definitions.every((taker) => acquiresNothingFor(taker, release))) return [];
      return [draftOf(table, open, by, release, definition)];
    });
}

/**
 * What close gives back and open takes nothing for, as far as both were explored: of what a copy has from the VMA that it
 * was made of, or of what mmap takes. mremap() copies a VMA as well, whatever its flags.
 */
function judgeBalances(
  { table, definitions }: ResolvedHandler,
  open: ResolvedHandler,
  ways: Ways,
  reports: HandlerReport[],
): Draft[] {
  const [taker, ...otherTakers] = open.definitions;
  const [giver, ...otherGivers] = definitions;
  if (!taker || !giver || otherTakers.length > 0 || otherGivers.length > 0 || readsExtent(giver)) return [];
  const own = (op: string, of: FunctionDefinition) =>
    reports.filter((report) => report.op === op && report.definition === of && report.tables.includes(table));
  const [opens, closes] = [own('open', taker), own('close', giver)];
  if (opens.length === 0 || opens.some((report) => report.status !== 'complete' || report.handsObject))
    return [];
  const copies = opens.flatMap(({ balances }) => balances);
  const taken = copies.flatMap(({ claims }) =>
    [...claims].filter(([key, { net }]) => net > 0 && !key.startsWith(FIRST)),
  );
  if (taken.some(([key]) => key === OPENED)) return [];
  const drops = closes.flatMap(({ balances }) => balances);
  for (const { claims } of drops)
    for (const [key, { net, given, path }] of claims) {
      if (net >= 0 || given === null || key === GIVEN_BY_POINTER) continue;
      if (taken.some(([other, one]) => other === key || one.path === null || one.path === path)) continue;
      if (isGated(key, drops, taken) || isKeptFromCopies(key, path, drops, copies)) continue;
      const isOfMapping = ways.all.some((way) => takesFor(table, key, way));
      if (!isOfMapping && !copies.some((copy) => path !== null && isShared(path, copy))) continue;
      const place = nameOf(taker);
      return [
        {
          once: spot(place),
          place,
          function: taker.name,
          table: table.name,
          op: 'open',
          confidence: 'medium',
          message: `open handler ${taker.name}() takes nothing for what close handler ${giver.name}() gives back (${given.by}): core calls open for a copy of the VMA, which ${copiers(table, ways)} makes, and close for each; take a reference in open`,
          related: [{ place: given.place, message: `close gives it back: ${given.by}` }],
        },
      ];
    }
  return [];
}

/** What makes copies with the table: VM_DONTCOPY keeps a fork from it, and a member a split. */
function copiers(table: OpsTable, ways: Ways): string {
  const all = ['mremap()'];
  if (!table.members.some(({ op, handler }) => REFUSES.has(op) && handler !== null)) all.unshift('a split');
  const exits = ways.all
    .flatMap(({ atExits }) => atExits)
    .filter(({ tables }) => tables.includes(table))
    .map(({ exit }) => exit);
  const isKept = exits.length > 0 && exits.every(({ flags }) => flags.changed('VM_DONTCOPY', true) !== null);
  if (!isKept) all.unshift('a fork');
  return either(all);
}

/** Only the last of those that open counts gives it back. */
function isGated(
  key: string,
  drops: readonly Balance[],
  taken: readonly (readonly [string, ClaimOf])[],
): boolean {
  const counted = new Set(taken.map(([other]) => other).filter((other) => other.startsWith('n:')));
  return drops.some(
    ({ claims }) =>
      (claims.get(key)?.net ?? 0) >= 0 &&
      [...claims].some(([other, { net }]) => net < 0 && counted.has(other)),
  );
}

/** open leaves nothing on the copy, by which close knows it. */
function isKeptFromCopies(
  key: string,
  path: string | null,
  drops: readonly Balance[],
  copies: readonly Balance[],
): boolean {
  if (copies.length === 0 || !copies.every(({ cleared }) => cleared)) return false;
  return (
    path?.startsWith('vm_private_data.') === true ||
    drops.some(({ claims }) => (claims.get(key)?.net ?? 0) >= 0)
  );
}

/** A way to map with the table leaves with one more of it. */
function takesFor(table: OpsTable, key: string, { mapping, assigned }: WayToMap): boolean {
  return mapping.balances.some(
    ({ failed, claims, table: own }) =>
      !failed &&
      (own?.definition === table || (own === null && assigned.includes(table))) &&
      (claims.get(key)?.net ?? 0) > 0,
  );
}

/** After open the copy still has what the VMA had there that it was copied from. */
function isShared(path: string, { hangs, fields }: Balance): boolean {
  const [first, field, ...deeper] = path.split('.');
  if (first !== 'vm_private_data') return false;
  if (hangs === 'before') return true;
  return field !== undefined && deeper.length === 0 && fields?.get(field)?.path === path;
}

/** What a function releases that the handler hands the VMA on to. */
function releaseBelow(definition: FunctionDefinition, program: Program): DroppedReference | null {
  for (const { callee, place } of handedVma(definition)) {
    const below = program.lookup(callee, definition.file);
    const release = below.map((one) => (readsExtent(one) ? undefined : droppedReferencesOf(one)[0]));
    const [first] = release;
    if (first === undefined || release.includes(undefined)) continue;
    return { place, what: `calls ${writtenAt(place)}, which ${first.what}`, counter: first.counter };
  }
  return null;
}

/** Whether one of these does what balances a release. */
function takenBy(functions: FunctionDefinition[]): (counterpart: Counterpart) => boolean {
  return (counterpart) => functions.some((one) => acquires(one, counterpart));
}

/** The functions that install the table, or may, and those that call them in the same file. */
function waysToMap(table: OpsTable, { program, all }: Ways): FunctionDefinition[] {
  const own = all.filter(
    ({ atExits, assigned, behind }) =>
      atExits.some(({ tables }) => tables.includes(table)) ||
      assigned.includes(table) ||
      behind.includes(table),
  );
  return own.flatMap(({ mapping: { definition } }) => {
    const { functions } = program.files.get(definition.file.path) ?? { functions: [] };
    return [definition, ...functions.filter((one) => one !== definition && calls(one, definition))];
  });
}

/** On some way to map with the table nothing keeps copies away; on every one where it cannot be told which has it. */
function isCopied(table: OpsTable, { all }: Ways, lets: (exit: MappingExit) => boolean): boolean {
  const exitsWith = ({ atExits }: WayToMap) =>
    atExits.filter(({ tables }) => tables.includes(table)).map(({ exit }) => exit);
  const installers = all.filter((way) => exitsWith(way).length > 0);
  const isOfRoot = ({ mapping }: WayToMap) => isRoot(mapping);
  // What a caller of the one that installs sets counts as well.
  const callers = all.filter(
    (way) => installers.some((one) => calls(way.mapping.definition, one.mapping.definition)) && isOfRoot(way),
  );
  if (callers.length > 0 && !installers.some(isOfRoot))
    return callers.flatMap(({ mapping }) => mapping.exits).every(lets);
  const roots = installers.filter(isOfRoot);
  if (installers.length > 0) return (roots.length > 0 ? roots : installers).flatMap(exitsWith).some(lets);
  const merged = all
    .filter(({ assigned }) => assigned.includes(table))
    .flatMap(({ mapping }) => mapping.exits);
  if (merged.length > 0) return merged.every(lets);
  return all.some(({ mapping, behind }) => behind.includes(table) && mapping.exits.some(lets));
}

/**
 * What copies the VMAs of a table; null when nothing does. Where splits are refused, a fork is left, which VM_DONTCOPY
 * keeps from it. The flag does nothing against a split, but a function that looks at the size may have its reasons.
 */
function copiedBy(table: OpsTable, ways: Ways): Copies | null {
  if (table.members.some(({ op }) => REFUSES.has(op))) return isCopied(table, ways, letsFork) ? 'fork' : null;
  if (isCopied(table, ways, letsCopy)) return 'fork and split';
  if (waysToMap(table, ways).some(readsExtent)) return null;
  return isCopied(table, ways, () => true) ? 'split' : null;
}

/** An opaque callee may set VM_DONTCOPY, but hardly does. */
const letsCopy = ({ flags }: MappingExit) =>
  flags.changed('VM_DONTCOPY', true) === null && flags.changes.get('VM_DONTCOPY')?.on !== null;

const letsFork = (exit: MappingExit) => letsCopy(exit) && !exit.flags.isWhollyOpen;
