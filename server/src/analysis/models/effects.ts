// SPDX-License-Identifier: GPL-2.0-only
/** What an outcome of a helper changes. */

import { bodyOf } from '../../facts/functions/texts.ts';
import { isReferenceCount } from '../calls/nameHints.ts';
import type { Pure } from '../cfg/cfg.ts';
import { isMadeTrue } from '../cfg/keptResults.ts';
import { tellLinked } from '../claims/containers.ts';
import { tellCounted } from '../claims/counted.ts';
import { graphsOf } from '../engine/context.ts';
import { NON_NULL, UNKNOWN } from '../state/domain.ts';
import { flagMask, flagNames, stored } from '../state/flagValues.ts';
import { doubtLock } from '../state/locks/lockEntries.ts';
import { lockName } from '../state/locks/lockNames.ts';
import { releaseLock, takeLock } from '../state/locks/lockOperations.ts';
import { releaseMmapLock } from '../state/locks/mmapLock.ts';
import { insertedAfter } from '../state/properties/insertion.ts';
import { isOwnPage } from '../state/properties/memory.ts';
import { setUncertain } from '../state/properties/pageDoubts.ts';
import { countPage } from '../state/properties/pageRefs.ts';
import {
  containerOf,
  droppedOf,
  dropReference,
  isFoundBare,
  takeReference,
} from '../state/properties/references.ts';
import { flagsOf, setFlags } from '../state/properties/vmaFlags.ts';
import type { State } from '../state/state.ts';
import type { Loc, Sym } from '../state/symbols.ts';
import type { Effect, FlagSource, PlaceRef } from './model.ts';
import { outlivesCount } from './partCounts.ts';
import { locationAt, type Site, siteName, valueAt, writtenAt } from './places.ts';

/** Says whether the effect would lock the page of a fault that has none. */
export function locksAbsentPage(at: Site, effect: Effect, state: State): boolean {
  if (effect.verb !== 'lock' || effect.kind !== 'page' || effect.place.root === 'result') return false;
  return valueAt(at, effect.place, state) === at.x.context.symbols.zero;
}

/** A macro writes to an argument by itself: `get_user(x, p)`. */
function writtenTo({ x, i }: Site, { root, index }: PlaceRef, state: State): Loc | null {
  const arg = root === 'arg' ? i.args[index] : undefined;
  return arg && (arg.k === 'name' || arg.k === 'member') ? x.evaluator.location(arg, state) : null;
}

/** Applies one effect to the state. `retries`: the outcome hands VM_FAULT_RETRY back. */
export function applyEffect(at: Site, effect: Effect, state: State, retries: boolean): void {
  const { x } = at;
  const place = x.place(at.i);
  switch (effect.verb) {
    case 'set':
    case 'clear':
    case 'havoc':
      return overwrite(at, effect, state);
    case 'assign': {
      const loc = locationAt(at, effect.place, state);
      const value = valueAt(at, effect.from, state);
      if (loc !== null && value !== null) state.store(loc, value);
      return;
    }
    case 'lock':
    case 'unlock':
      return changeLock(at, effect, state);
    case 'install':
      state.installed = 'yes';
      state.foundEntry = null;
      state.failedInsert = insertedAfter(state.failedInsert, place, at.args);
      return keepOwnPages(at, state);
    case 'zap':
      state.failedInsert = 'undone';
      return;
    case 'find-entry':
      state.foundEntry = { place, callee: at.helper.name };
      return;
    case 'release-mmap':
      return releaseMmapLock(x, state, { place, by: `${at.helper.name}()`, written: '', retries });
    case 'get':
    case 'put':
    case 'free':
      return changeReference(at, effect, state);
    case 'hold':
    case 'unhold':
    case 'count': {
      const page = valueAt(at, effect.place, state);
      const more = effect.verb === 'count' ? null : effect.verb === 'hold' ? 1 : -1;
      if (page !== null) state.pageRefs = countPage(state.pageRefs, page, more);
      if (page !== null && isOwnPage(state, page)) referToPage(at, page, more, state);
      return;
    }
    case 'check-truncation':
      state.truncation = 'yes';
      return;
    case 'vm-flags': {
      const vma = valueAt(at, effect.vma, state);
      if (vma !== null) changeFlags(at, effect, vma, state);
      return;
    }
    case 'unlock-pages':
      for (const [id, { kind }] of state.locks) if (kind === 'page') doubtLock(state, id);
      return;
    case 'dirty':
    case 'time-update':
    case 'rework':
      return;
  }
}

type OfVerb<V extends Effect['verb']> = Effect & { verb: V };

/** A new value in a place: not NULL, NULL, or any. */
function overwrite(at: Site, { verb, place }: OfVerb<'set' | 'clear' | 'havoc'>, state: State): void {
  const loc = locationAt(at, place, state) ?? writtenTo(at, place, state);
  if (loc === null) return;
  const name = `${siteName(at, 0)}.${verb}${loc}`;
  const value =
    verb === 'clear' ? at.x.context.symbols.zero : state.fresh(name, verb === 'set' ? NON_NULL : UNKNOWN);
  if (verb === 'havoc') setUncertain(state, value, true);
  state.store(loc, value);
}

function changeLock(at: Site, effect: OfVerb<'lock' | 'unlock'>, state: State): void {
  const { x } = at;
  const { verb, kind, place } = effect;
  const sym = lockSymbol(at, effect, state);
  if (sym === null || (kind === 'migration' && verb === 'lock' && !asksForPages(x))) return;
  const by = `${at.helper.name}()`;
  // What is reached by several steps the code has in a variable, mostly.
  const known = place.fields.length > 1 ? lockName(x, sym, '', state) : '';
  const written = place.root === 'global' && kind === 'other' ? by : known || writtenAt(at, place);
  const lock = { kind, sym, written, place: x.place(at.i), by };
  if (verb === 'unlock') releaseLock(x, state, lock);
  else {
    const isOwn = place.root !== 'arg' || place.fields.length === 0;
    const through = isOwn ? undefined : at.helper.name;
    takeLock(x, state, { ...lock, through, trylock: /try/.test(at.helper.name) });
  }
}

/**
 * migrate_vma_setup() may have collected nothing, and leaves nothing to be undone then. Code that does not ask `cpages`
 * may know it from the entries.
 */
const asksForPages = ({ definition }: Site['x']) => /\bcpages\b/.test(bodyOf(definition));

function changeReference(at: Site, effect: OfVerb<'get' | 'put' | 'free'>, state: State): void {
  const { x, helper } = at;
  const { symbols } = x.context;
  const { verb, container } = effect;
  const sym = valueAt(at, effect.place, state);
  if (sym === null) return;
  const object = container ? containerOf(symbols, sym) : sym;
  if (object === null || object === symbols.zero) return;
  if (helper.name.startsWith('atomic') && !countsReferences(at.i.args[0])) return;
  if (verb === 'get') {
    // Who asks whether it is still there has nothing else that keeps it.
    const only = helper.name.endsWith('_zero') && isFoundBare(object, symbols);
    state.references = takeReference(state.references, object, only);
    return;
  }
  const certain = verb === 'free';
  x.events.drops = true;
  tellFreed(at, object, certain, state);
  const tests = helper.name.endsWith('_dec_and_test');
  // It was not the last, and what makes it the last after all takes over another reference.
  if (tests && isMadeTrue(x.graph, at.i)) return;
  if (tests && outlivesCount(x.graph, at.i, (name) => bodiesOf(at, name))) return;
  const under = tests ? state.locks : null;
  const drop = { place: x.place(at.i), by: `${helper.name}()`, certain, under };
  state.references = dropReference(state.references, object, drop, state.mmap === 'released');
}

const bodiesOf = ({ x }: Site, name: string) =>
  x.context.program.peek(name, x.file).flatMap((one) => graphsOf(one, x.context));

/** A page that was allocated on the path has one reference, which nobody else gives back. */
function referToPage(at: Site, page: Sym, more: number | null, state: State): void {
  if (more === -1) {
    const dropped = { place: at.x.place(at.i), by: `${at.helper.name}()`, certain: false };
    state.references = dropReference(state.references, page, dropped);
  } else state.references = takeReference(state.references, page);
}

/** An entry of the page table keeps the page that it is for; an insertion that fails keeps nothing. */
function keepOwnPages({ helper, args }: Site, state: State): void {
  if (!helper.insert || state.memory.size === 0) return;
  for (const arg of args) if (isOwnPage(state, arg)) state.references = takeReference(state.references, arg);
}

/** An atomic counter may count anything: by its name. */
function countsReferences(counter: Pure | undefined): boolean {
  return counter?.k === 'address' && counter.of.k === 'member' && isReferenceCount(counter.of.field);
}

/** What was freed is freed again, or is on a list still. */
function tellFreed(at: Site, object: Sym, outright: boolean, state: State): void {
  const { x, i } = at;
  const text = x.text(i.args[0] as Pure);
  const before = droppedOf(state.references, object);
  const link = state.linked.get(object);
  if (before?.certain) x.events.useAfterPut(object, before, { text, place: x.place(i), how: 'freed' }, state);
  else if (link && link !== 'out' && outright) tellLinked(x, i, object, link, text, state);
  else if (outright) tellCounted(x, object, { text, place: x.place(i) }, state);
}

/** Changes the flags of a VMA, and the field that holds them. */
function changeFlags(at: Site, effect: Effect & { verb: 'vm-flags' }, vma: Sym, state: State): void {
  const { x } = at;
  const { symbols } = x.context;
  const place = x.place(at.i);
  const flags = flagsOf(state, vma);
  if (effect.change === 'replace') {
    const value = valuesAt(at, effect.flags)[0];
    const next = value === undefined ? flags.replace(null, place) : stored(flags, vma, value, symbols, place);
    return setFlags(state, vma, next);
  }
  const values = valuesAt(at, effect.flags);
  const names = values.map((value) => flagNames(value, symbols));
  let next = names.includes(null) ? flags.open(place) : flags;
  const on = effect.change === 'set' ? true : effect.change === 'clear' ? false : null;
  const isByTheWay = at.helper.outcomes.some(({ effects }) =>
    effects.some(({ verb }) => verb !== 'vm-flags'),
  );
  for (const name of names.flatMap((some) => some ?? []))
    if (effect.change !== 'maybe' || flags.is(name) !== true) next = next.change(name, on, place, isByTheWay);
  setFlags(state, vma, next);
  // A read of the field from here on gives another value.
  const loc = symbols.field(vma, 'vm_flags');
  const mask = flagMask(
    names.flatMap((some) => some ?? []),
    symbols,
  );
  if (on === null || mask === symbols.zero || names.includes(null)) return;
  const before = state.load(loc);
  const inverted = symbols.pure('~', [mask]);
  state.store(
    loc,
    on ? x.evaluator.binary('|', before, mask, state) : x.evaluator.binary('&', before, inverted, state),
  );
}

/** The symbols of the flags that an effect names. */
function valuesAt(at: Site, flags: FlagSource): Sym[] {
  if ('names' in flags) return flags.names.map((name) => flagMask([name], at.x.context.symbols));
  return flags.rest ? at.args.slice(flags.argument) : at.args.slice(flags.argument, flags.argument + 1);
}

/** A page's lock belongs to the page; any other lock is the object at its address. */
function lockSymbol(at: Site, effect: Effect & { verb: 'lock' | 'unlock' }, state: State): Sym | null {
  const { place } = effect;
  if (place.root === 'global') return at.x.context.symbols.zero;
  if (!place.address) return valueAt(at, place, state);
  const loc = locationAt(at, place, state);
  return loc === null ? null : at.x.context.symbols.address(loc);
}
