// SPDX-License-Identifier: GPL-2.0-only
/** Ways out of a function that keep what it took, where nothing else can give it back. */

import { says } from '../../facts/names/roles.ts';
import type { CallInstruction } from '../cfg/cfg.ts';
import { noteOwned, noteSpent } from '../claims/holdings.ts';
import { claimName, isGet } from '../claims/names.ts';
import { isFree, libraryPair } from '../claims/pairs.ts';
import { type Taking, takingsOf } from '../claims/takings.ts';
import { graphsOf } from '../engine/context.ts';
import { traceOf } from '../engine/events/traces.ts';
import type { RawExit } from '../engine/explorer.ts';
import type { Frame } from '../engine/frame.ts';
import { keeperOf } from '../models/pairsOfFile.ts';
import { type Domain, faultBits, isErrnoAtom, isFaultCode, NOT_ZERO, truthOf } from '../state/domain.ts';
import type { Holding } from '../state/properties/holdings.ts';
import { droppedOf } from '../state/properties/references.ts';
import type { State } from '../state/state.ts';
import type { Leak } from './model/events.ts';

/** Adds them to the events of the function, and returns those with those of its callees. */
export function findLeaks(x: Frame, exits: readonly RawExit[]): ReadonlyMap<string, Leak> {
  const takings = takingsOf(x);
  if (takings.size > 0) {
    const known = new Map([...takings].map(([call, taking]) => [call.start, { ...taking, call }]));
    noteKept(x, exits);
    const means = meantOf(x, exits);
    for (const exit of exits) {
      if (exit.state.assumed) continue;
      for (const [start, holding] of exit.state.holdings) {
        const given = x.events.given.get(start) ?? null;
        const taking = known.get(start);
        if (taking === undefined) continue;
        if (holding.counted !== null) {
          if (!isLostCount(x, exit, holding, means.get(start))) continue;
        } else if (given === null && taking.why === 'itself') continue;
        if (!isTaken(x, exit.state.domain(holding.result), start, taking)) continue;
        const alone = x.events.leftAlone.get(start);
        if (holding.via.some((name) => !alone?.has(name))) continue;
        if (isOfNothing(holding, exit.state)) continue;
        const leak = leakOf(x, exit, holding, taking.out === 'result' ? given : null);
        if (leak === null) continue;
        const { file, start: at } = exit.place;
        const key = `${file.path}:${at}:${start}`;
        if (!x.events.leaks.has(key))
          x.events.leaks.set(key, {
            ...leak,
            given,
            isCounted: holding.counted !== null && taking.out !== 'status',
            isObject: leak.isObject && taking.out !== 'status',
            elsewhere: taking.elsewhere,
            keeper: keeperFor(x, holding, taking.call, given),
          });
      }
    }
  }
  return x.events.leaks;
}

/** Of what a call counts: on which ways out the function gives it back, those that fail, and others. */
type Meant = Set<'failing' | 'other'>;

function meantOf(x: Frame, exits: readonly RawExit[]): ReadonlyMap<number, Meant> {
  const meant = new Map<number, Meant>();
  for (const { state, domain } of exits)
    for (const [start, { counted }] of state.holdings)
      if (counted === 'given') {
        const known = meant.get(start) ?? new Set();
        meant.set(start, known.add(fails(domain, x) ? 'failing' : 'other'));
      }
  return meant;
}

/**
 * A reference that this way out keeps, though others give it back. What success keeps may be for the mapping, unless
 * other success gives it back and this one has left no mark.
 */
function isLostCount(x: Frame, { domain }: RawExit, { counted, by, via }: Holding, meant?: Meant): boolean {
  if (counted !== 'kept') return false;
  // What a callee answers says whether it has taken something.
  const answers = x.depth > 0 && x.graph.returnType !== 'vm_fault_t';
  if (answers && !(domain.length > 0 && domain.every(isErrnoAtom))) return false;
  const isVain = fails(domain, x) || isRetry(domain);
  if (!x.givesAllBack) return isVain && meant !== undefined;
  if (meant === undefined) return isVain && isGet(by) && via.length === 0;
  return isVain || meant.has('other');
}

/** The fault is to come again, and has mapped nothing. */
const isRetry = (domain: Domain) => domain.length > 0 && domain.every((atom) => atom === 'RETRY');

/** @param given where it is given back on other ways, of what the call returned */
function leakOf(
  x: Frame,
  { state, place, value, domain }: RawExit,
  holding: Holding,
  given: Leak['given'],
): Leak | null {
  const { symbols } = x.context;
  const { object, into } = holding;
  const library = libraryPair(holding.by);
  const failed = fails(domain, x);
  const isLostToMapping = holding.mappedBy !== null && library !== undefined && object !== null;
  const isLost =
    failed ||
    library?.isLocal === true ||
    isLostToMapping ||
    isOfTheFault(x, state, holding, given) ||
    holding.counted !== null;
  if (!isLost || (library?.changes === true && holding.freed === null)) return null;
  if (value !== null && object !== null && (value === object || symbols.mentions(value, object))) return null;
  const gone = into === null ? null : droppedOf(state.references, into);
  // A callee that frees the memory may put the pages in it first.
  const isInFreed = gone?.certain === true && !(holding.isPage && !isFree(gone.by.replace('()', '')));
  // Core gives a VMA whose mapping failed to nobody.
  const isOnLostVma = into !== null && failed && x.depth === 0 && x.vmas.has(into);
  if (into !== null && !isInFreed && !isOnLostVma) return null;
  return {
    definition: x.definition,
    place,
    taken: { place: holding.place, by: `${holding.by}()` },
    given: null,
    elsewhere: null,
    keeper: null,
    isObject: object !== null,
    lostWith: isInFreed ? 'memory' : isOnLostVma ? 'vma' : null,
    isPage: holding.isPage,
    isCounted: false,
    mappedBy: failed ? null : holding.mappedBy,
    changed: holding.freed && { back: `${library?.gives[0]}()`, freed: holding.freed },
    failed,
    trace: traceOf(state.trace),
  };
}

/**
 * A fault that inserts nothing is over with its handler, whether it succeeds or not: what that gives back elsewhere was
 * for itself alone.
 */
const isOfTheFault = (
  x: Frame,
  { installed }: State,
  { object, isPage }: Holding,
  given: Leak['given'],
): boolean =>
  x.givesAllBack && x.depth === 0 && installed === 'no' && given !== null && object !== null && !isPage;

/** What a call hands out is a thing of its own; what it fills in or counts stays with an object that it is handed. */
function keeperFor(x: Frame, { object, by }: Holding, call: CallInstruction, given: Leak['given']) {
  const facts = x.context.program.files.get(x.file.path);
  // Of a counted thing others give back what they have taken.
  if (given === null || object !== null || !says(by, 'makes', 'maybe') || facts === undefined) return null;
  return keeperOf(call, given.by.replace('()', ''), facts, x.definition);
}

/** A way out that succeeds with it has surely taken it. */
function noteKept(x: Frame, exits: readonly RawExit[]): void {
  for (const { state, domain, value } of exits)
    if (!fails(domain, x))
      for (const [start, holding] of state.holdings) {
        if (holding.counted !== null) continue;
        noteSpent(x, start, holding.result, state);
        if (value !== null && value === holding.object) noteOwned(x, start, holding);
      }
}

/** The path has made sure that the call did not fail, and no other says that it means failure by that result. */
function isTaken(x: Frame, domain: Domain, start: number, { name, out, isPointer, why }: Taking): boolean {
  if (libraryPair(name)?.neverFails === true) return true;
  if (out === 'counted') return claimName(name)?.isConditional !== true || truthOf(domain) === true;
  const spent = x.events.spent.get(start) ?? new Set();
  if (out !== 'result') {
    const is = truthOf(domain);
    if (is === null || domain.some(isErrnoAtom) || spent.has(!is)) return false;
    return spent.has(is) || (why !== 'itself' && is === false && !returnsBoolean(x, name));
  }
  if (!isPointer && !spent.has(true)) return false;
  const isSure = domain.every((atom) => atom === '+' || atom === '0' || atom === NOT_ZERO);
  return isSure && domain.some((atom) => atom !== '0');
}

/** Memory for no element, or of no bytes: ZERO_SIZE_PTR leads to nothing that could be lost. */
function isOfNothing({ amounts }: Holding, state: State): boolean {
  return amounts.some((amount) => isNone(state.domain(amount)));
}

/** It is 0; below 0 an allocation fails. */
const isNone = (domain: Domain) =>
  domain.length > 0 && domain.every((atom) => atom === '0' || isErrnoAtom(atom));

/** True, not 0, is its success. */
function returnsBoolean({ context, file }: Frame, name: string): boolean {
  const graphs = context.program.peek(name, file).flatMap((one) => graphsOf(one, context));
  return graphs.some(({ returnType }) => returnType === 'bool');
}

const ERRORS = new Set(['OOM', 'SIGBUS', 'SIGSEGV', 'HWPOISON']);

/** Surely an error: an errno, VM_FAULT bits that say so, maybe with others of a fault that did not succeed, or what is not 0 of an int. */
function fails(domain: Domain, { graph }: Frame): boolean {
  if (domain.length === 0) return false;
  const isError = (atom: string) =>
    isErrnoAtom(atom) ||
    (isFaultCode(atom) && faultBits(atom).some((bit) => ERRORS.has(bit))) ||
    (atom === NOT_ZERO && graph.returnType === 'int');
  if (domain.every(isError)) return true;
  return (
    domain.some(isError) && domain.every((atom) => isError(atom) || atom === 'NOPAGE' || atom === 'RETRY')
  );
}
