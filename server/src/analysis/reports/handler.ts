// SPDX-License-Identifier: GPL-2.0-only
/** Analyses one handler for one op: the state in which core enters it, its exits, what happens inside. */

import type { OpContract } from '../../contracts/model.ts';
import type { FunctionDefinition, OpsTable } from '../../facts/model.ts';
import { calledNames } from '../../facts/names/mentions.ts';
import type { Place } from '../../text/source.ts';
import { rootOf } from '../calls/inliningPolicy.ts';
import type { Graph } from '../cfg/cfg.ts';
import { privateTypes, privateUseOf } from '../cfg/privateData.ts';
import { isLeftByCallee, pageReferenceOf } from '../claims/pageReference.ts';
import { type AnalysisContext, graphsOf } from '../engine/context.ts';
import { enter } from '../engine/entryState.ts';
import { traceOf } from '../engine/events/traces.ts';
import { type Exploration, explore, type RawExit } from '../engine/explorer.ts';
import { Frame } from '../engine/frame.ts';
import { assumeEntry } from '../engine/opEntry.ts';
import { stepKey } from '../engine/pathReplay.ts';
import { givesUpFor } from '../gaps/freed/givesUp.ts';
import { freedByPlace } from '../gaps/freedByPlace.ts';
import { plainSpinsOf } from '../gaps/plainSpins.ts';
import { type LibraryHandler, libraryHandler } from '../models/libraryHandlers.ts';
import type { Converter } from '../models/model.ts';
import { convertAtom } from '../models/table.ts';
import { conditionsOf } from '../state/conditions.ts';
import {
  type Atom,
  domainOf,
  faultBits,
  isErrnoAtom,
  isFaultCode,
  isOpen,
  truthOf,
} from '../state/domain.ts';
import { heldLocks, pageLock, releasedLocks } from '../state/locks/heldLocks.ts';
import type { State } from '../state/state.ts';
import type { Sym } from '../state/symbols.ts';
import { balanceOf } from './balance.ts';
import { chosenAccesses } from './chosen/accesses.ts';
import { rangesPastEnd } from './chosen/mappedRanges.ts';
import { sizeTests, worksWithSize } from './fileSize.ts';
import { missedLastOf } from './gaps/counts.ts';
import { usesAfterPutOf } from './gaps/freed.ts';
import { hugeFramesOf } from './gaps/hugeFrames.ts';
import { lateUsesOf } from './gaps/lateUses.ts';
import { barePutsOf, lostStoresOf, testsBeforeLock, unmapsEarly } from './gaps/locks.ts';
import { lostErrorsOf } from './gaps/lostErrors.ts';
import { mappedTwice } from './gaps/mappedTwice.ts';
import { reachedFree } from './gaps/reached.ts';
import { ofSameFile } from './gaps/sameFile.ts';
import { unclearedIn } from './gaps/uncleared.ts';
import { unfilledIn } from './gaps/unfilled.ts';
import {
  freesBehindPrivate,
  freesPrivateAlways,
  givesPrivate,
  keepsPrivateByTest,
  keptPointers,
} from './kept.ts';
import { findLeaks } from './leaks.ts';
import type { Exit, HeldLock, PageState, Return, ReturnedValue, Step } from './model/exits.ts';
import type { HandlerReport } from './report.ts';
import { isWrongAnswer, truncatedAnswers } from './truncation.ts';

/** Steps that one handler may take. */
const HANDLER_BUDGET = 6000;

/** Ops that run for several tasks at once: a fault holds no more than the read side of mmap_lock. */
const AT_ONCE: ReadonlySet<string> = new Set([
  'fault',
  'huge_fault',
  'page_mkwrite',
  'pfn_mkwrite',
  'access',
  'migrate_to_ram',
]);

/**
 * Explores every configuration of a handler as core calls it for `op` in this release.
 * `contract` is the op's contract; a member that the tree does not have is analysed as called under mmap_lock.
 */
export function analyseHandler(
  definition: FunctionDefinition,
  op: string,
  contract: OpContract | undefined,
  tables: OpsTable[],
  context: AnalysisContext,
): HandlerReport[] {
  const library = libraryOf(definition, tables);
  return graphsOf(definition, context).map((graph) => {
    const first = exploreHandler(definition, graph, op, contract, tables, context, library);
    // Half-typed text makes every path suspect, and nothing is said of what could not be parsed.
    if (graph.havoc) return first;
    const seen = new Set<string>();
    for (const exit of first.exits.filter((e) => e.assumed && isSuspect(e, op)).slice(0, MOST_REPLAYS)) {
      const path = pathOf(exit.trace, definition);
      if (seen.has(path.key)) continue;
      seen.add(path.key);
      const again = exploreHandler(
        definition,
        graph,
        op,
        contract,
        tables,
        { ...context, path: path.steps },
        library,
      );
      first.exits.push(...again.exits.filter((e) => !e.assumed && isSuspect(e, op)));
      // A function too big for one path is too big for the others.
      if (again.status === 'budget') break;
    }
    return first;
  });
}

/** Steps that one path may take, with what its tests leave open. */
const PATH_BUDGET = 4000;

/** Paths of one handler that are walked once more. */
const MOST_REPLAYS = 8;

/** The tests of a path, and what calls returned on it, to be decided again as they were. */
function pathOf(trace: Step[], { file }: FunctionDefinition): { key: string; steps: Set<string> } {
  const steps = new Set(
    trace.filter((s) => s.kind === 'result' || (s.kind === 'test' && s.place.file === file)).map(stepKey),
  );
  return { key: [...steps].join(), steps };
}

function exploreHandler(
  definition: FunctionDefinition,
  graph: Graph,
  op: string,
  contract: OpContract | undefined,
  tables: OpsTable[],
  context: AnalysisContext,
  library: LibraryHandler | null,
): HandlerReport {
  const x = new Frame(context, definition, graph, {
    budget: context.path === null ? HANDLER_BUDGET : PATH_BUDGET,
    depth: 0,
    root: rootOf(definition),
    explore,
  });
  if (op === 'access') x.givesAllBack = true;
  const state = enter(x);
  const page = assumeEntry(x, op, contract, state);
  context.active.add(definition);
  const exploration = explore(x, state);
  context.active.delete(definition);
  const converter = library?.converted ? context.helpers.get(library.converted)?.converts : undefined;
  // Before 4.3 block_page_mkwrite() converts by itself, before 3.0 without a function for it.
  const converts =
    calledNames(definition).includes(library?.converted ?? '') ||
    exploration.exits.some(({ domain }) => domain.some((atom) => isFaultCode(atom)));
  const isConverted = converter != null && !converts;
  if (isConverted) exploration.exits = exploration.exits.map((exit) => convertedExit(exit, converter));
  const whole = {
    ...report(x, op, tables, exploration, page),
    isLibrary: library !== null,
    converted: isConverted ? converter.map : null,
  };
  return library?.isPart ? asPart(whole) : whole;
}

/**
 * A lock that is held or was dropped too often, a locked page that is none, success without a look at the mapping, or
 * a wrong answer after one.
 * Where such an exit rests on a merge, its path alone tells whether it is real.
 */
function isSuspect(exit: Exit, op: string): boolean {
  if (exit.values.some(isLocked)) {
    if (exit.pageLock === 'unlocked') return true;
    if (exit.pageLock === 'locked' && exit.truncationChecked === 'no') return true;
  }
  if (op === 'page_mkwrite' && truncatedAnswers(exit).some(isWrongAnswer)) return true;
  if (op === 'fault' && isWithoutPage(exit) && exit.values.some((atom) => atom === '0')) return true;
  const { held, released } = exit;
  if (released.some((lock) => lock.certain && (lock.kind === 'freeze' || lock.unheld !== null))) return true;
  return held.some(
    (lock) => lock.certain && isKept(lock, exit) && !released.some(({ kind }) => kind === lock.kind),
  );
}

function isWithoutPage({ page }: Exit): boolean {
  return page === 'unset' || page === 'null' || page === 'error';
}

/** VM_FAULT_LOCKED hands a page lock over. */
function isKept({ kind }: HeldLock, { values }: Exit): boolean {
  if (kind !== 'page') return kind !== 'other';
  return values.length === 0 || values.some((atom) => !isLocked(atom) && !isOpen(atom));
}

const isLocked = (atom: Atom) => faultBits(atom).includes('LOCKED');

/** The handler of the library that the function is: one that tables reach through functions of their own. */
function libraryOf(
  { name, isStatic }: FunctionDefinition,
  tables: readonly OpsTable[],
): LibraryHandler | null {
  const isNamed = tables.some(({ members }) => members.some(({ handler }) => handler === name));
  return isStatic || isNamed || tables.length === 0 ? null : (libraryHandler(name) ?? null);
}

/**
 * What leaves a part of handlers is its result, and what it did to mmap_lock. A way that is for other numbers than its
 * callers hand over is none of theirs: with which they call it is not known.
 */
function asPart(whole: HandlerReport): HandlerReport {
  const { file, item } = whole.definition;
  const isOwn = ({ start, file: at }: Place) => at === file && start >= item.start && start < item.end;
  const isForOthers = ({ trace }: Exit) =>
    trace.some((step) => step.kind === 'test' && step.ofArguments && isOwn(step.place));
  const others = whole.exits.filter((exit) => !isForOthers(exit));
  // Where each way is for one number or another, one of them is the callers'.
  const exits = (others.length > 0 ? others : whole.exits).map((exit): Exit => {
    return {
      ...exit,
      page: 'unknown',
      pageReference: null,
      pageMember: null,
      pageLock: 'unknown',
      held: [],
      released: [],
    };
  });
  return { ...whole, exits, accesses: [], isPart: true };
}

/** The exit with the value that callers make of it. */
function convertedExit(exit: RawExit, converter: Converter): RawExit {
  return {
    ...exit,
    value: null,
    domain: domainOf(exit.domain.flatMap((atom) => convertAtom(converter, atom))),
  };
}

function report(
  x: Frame,
  op: string,
  tables: OpsTable[],
  exploration: Exploration,
  page: (at: State) => Sym | null,
): HandlerReport {
  const { events } = exploration;
  const reached = reachedFree(x.definition, x.graph, x.context);
  const sameFile = ofSameFile(x.definition, x.graph, x.context);
  return {
    op,
    definition: x.definition,
    configuration: x.graph.configuration,
    status: exploration.status,
    exits: exploration.exits.map((e) => exitOf(x, e, page)),
    returnsValue: x.graph.returnType !== 'void' && x.graph.returnType !== '',
    unread: x.graph.unread.map(({ name }) => name),
    calls: [...events.calls.values()],
    stores: [...events.stores.values()],
    locks: [...events.locks.values()],
    usesAfterRelease: [
      ...events.uses.values(),
      ...(AT_ONCE.has(op) ? lateUsesOf(x.definition, x.graph, x.context) : []),
    ],
    accesses: chosenAccesses(x, 'nothing'),
    rangesPastEnd: rangesPastEnd(x),
    usesAfterPut: [...events.usesAfterPut(x, op === 'close'), ...usesAfterPutOf(reached, x.context)],
    barePuts: barePutsOf(reached, x.context),
    testsBeforeLock: AT_ONCE.has(op) ? testsBeforeLock(reached, x.context) : [],
    unmapsEarly: AT_ONCE.has(op) ? unmapsEarly(x.definition, x.graph, x.context) : [],
    plainSpins: plainSpinsOf(x.definition, x.graph, x.context).map(({ other, ...one }) => ({
      ...one,
      place: x.place(one),
      other: x.place(other),
    })),
    codesTested: [...events.codesTested.values()],
    missedLast: op === 'close' ? missedLastOf(reached, x.context) : [],
    freedByPlace:
      op === 'close'
        ? freedByPlace(x.graph, x.file.text, givesUpFor(x.definition, x.context)).map((one) => ({
            ...one,
            place: x.place(one),
          }))
        : [],
    lostStores: AT_ONCE.has(op) ? lostStoresOf(reached, x.context) : [],
    lostErrors: lostErrorsOf(sameFile, x.context),
    sameFrames: mappedTwice(sameFile),
    hugeFrames: hugeFramesOf(sameFile),
    leaks: [...findLeaks(x, exploration.exits).values()],
    wrongMemory: [...events.wrong.values()],
    copiesPastPage: [...events.copies.values()],
    mixedUnits: [...events.mixed.values()],
    unfilled: unfilledIn(x.definition, x.graph, x.context),
    uncleared: unclearedIn(x, exploration.exits.filter(succeeds), page),
    readsOfAbsentPage: [...events.absentPages.values()],
    kept: keptPointers(x, exploration.exits),
    clears: events.cleared,
    usesPrivate: usesPrivate(x),
    worksWithSize: op === 'page_mkwrite' ? worksWithSize(x) : null,
    sizeTests: op === 'page_mkwrite' ? sizeTests(x) : [],
    givesPrivate: givesPrivate(x, exploration.exits),
    freesPrivateAlways: op === 'close' && freesPrivateAlways(x, exploration.exits),
    keepsPrivateByTest: keepsPrivateByTest(x, exploration.exits),
    freesBehind: op === 'close' ? freesBehindPrivate(x, exploration.exits) : [],
    releases: events.releases,
    drops: events.drops,
    balances: COUNTING.has(op) ? exploration.exits.map((e) => balanceOf(x, e, true, null)) : [],
    handsOn: events.handsOn,
    handedTo: events.handedTo,
    defers: events.defers,
    tables,
    isLibrary: false,
    converted: null,
    isPart: false,
  };
}

/** Core calls them for the life of a VMA: what they take and give back belongs to it. */
const COUNTING: ReadonlySet<string> = new Set(['mapped', 'open', 'close']);

/** No error leaves here. */
function succeeds({ domain }: RawExit): boolean {
  return !domain.some(
    (atom) => isOpen(atom) || isErrnoAtom(atom) || faultBits(atom).some((bit) => FAILED.has(bit)),
  );
}

const FAILED: ReadonlySet<string> = new Set(['OOM', 'SIGBUS', 'SIGSEGV', 'HWPOISON', 'FALLBACK', 'RETRY']);

function usesPrivate(x: Frame): HandlerReport['usesPrivate'] {
  const { first, unlinks } = privateUseOf(x.graph);
  return {
    first: first && { place: x.place(first), text: x.text(first) },
    unlinks: unlinks.map(({ field, at }) => ({ place: x.place(at), field })),
    types: privateTypes(x.graph).found.map(({ struct, at }) => ({ struct, place: x.place(at) })),
  };
}

function exitOf(x: Frame, raw: RawExit, page: (at: State) => Sym | null): Exit {
  const { symbols } = x.context;
  const { state } = raw;
  const sym = page(state);
  return {
    ...returnedValue(x, raw),
    page: sym === null ? 'unknown' : pageStateOf(x, raw, sym),
    pageLock: sym === null || sym === symbols.zero ? 'unlocked' : pageLock(x, state, sym),
    ...pageReferenceOf(x, state, sym),
    mmapLock: state.mmap,
    installed: state.installed,
    truncationChecked: state.truncation,
    foundEntry: state.foundEntry,
    held: heldLocks(x, state),
    released: releasedLocks(x, state),
    conditions: conditionsOf(state, symbols, x.graph),
  };
}

/** What leaves through a return, and where each value was made. */
function returnedValue(x: Frame, { value, domain, place, state }: RawExit): ReturnedValue {
  const trace = traceOf(state.trace);
  const inner = value === null ? undefined : x.context.origins.get(value);
  const isConstant = isSpelledOut(x, place);
  const becomes = trace.findLast((s) => s.kind === 'value')?.place;
  const origin = (atom: string) => inner?.get(atom)?.[0]?.place ?? becomes ?? returnIn(atom, trace);
  return {
    values: [...domain],
    origins: domain.map((atom) => (isConstant ? null : origin(atom))),
    through: domain.map((atom) => inner?.get(atom) ?? returnsIn(atom, trace)),
    place,
    trace,
    assumed: state.assumed,
  };
}

/** `return VM_FAULT_SIGBUS;` */
function isSpelledOut(x: Frame, { start, end }: Place): boolean {
  return /^return\s+-?[A-Z_0-9]+\s*;/.test(x.file.text.slice(start, end));
}

/** And the locks that are still held there. */
export function returnOf(x: Frame, raw: RawExit): Return {
  return { ...returnedValue(x, raw), held: heldLocks(x, raw.state), released: releasedLocks(x, raw.state) };
}

/** Where a callee on the path returned the value. */
function returnIn(atom: string, trace: Step[]): Place | null {
  return returnsIn(atom, trace).at(-1)?.place ?? null;
}

function returnsIn(atom: string, trace: readonly Step[]): Step[] {
  return trace.filter((s) => s.kind === 'result' && s.atoms.length === 1 && s.atoms[0] === atom);
}

/**
 * NULL that an opaque callee left is unknown where the result was made before the test: with which result the callee
 * leaves NULL is its own matter, and the test may only ask whether there is more to do.
 */
function pageStateOf(x: Frame, raw: RawExit, page: Sym): PageState {
  const known = pageState(page, raw.state, x.context.symbols.zero);
  return known === 'null' && isLeftByCallee(x, page) && !isSpelledOut(x, raw.place) ? 'unknown' : known;
}

function pageState(sym: Sym, state: State, zero: Sym): PageState {
  if (sym === zero) return 'unset';
  const domain = state.domain(sym);
  if (domain.length > 0 && domain.every(isErrnoAtom)) return 'error';
  const truth = truthOf(domain);
  if (truth === true) return 'set';
  if (truth === false) return 'null';
  return 'unknown';
}
