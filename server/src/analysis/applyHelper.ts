/** Applies a helper of the table at a call. */

import type { CallInstruction } from './calls.ts';
import type { Pure } from './cfg.ts';
import { type Domain, domainOf, isErrnoAtom, isFaultCode, NON_NULL, UNKNOWN } from './domain.ts';
import type { Explorer } from './explore.ts';
import { changeFlags, flagChange } from './flags.ts';
import type { Condition, Effect, FlagSource, HelperSummary, Outcome, PlaceRef } from './helpers/model.ts';
import { convertAtom } from './helpers/table.ts';
import { releaseLock, releaseMmapLock, takeLock, takeMmapLockInside } from './locks.ts';
import type { Atom, Note, Step } from './report.ts';
import type { State } from './state.ts';
import { resultStep } from './steps.ts';
import type { Loc, Sym } from './symbols.ts';
import { walk } from './walk.ts';

/** Returns a state for each outcome that can happen here. */
export function applyHelper(
  x: Explorer,
  i: CallInstruction,
  helper: HelperSummary,
  args: Sym[],
  state: State,
): State[] {
  const at: Site = { x, i, args, helper };
  const onVma = worksOnVma(at, state);
  x.events.call(x, helper.name, i, state, sleepEvidence(x, i, helper), { helper, onVma });
  if (helper.takesMmapLock) takeMmapLockInside(x, `${helper.name}()`, x.place(i), state);
  if (helper.noreturn) return [];
  const result = x.evaluator.temporary(i.result);
  if (helper.alias) {
    state.store(result, valueAt(at, helper.alias, state) ?? state.fresh(site(at, 0), UNKNOWN));
    return [state];
  }
  if (helper.converts) {
    const { argument } = helper.converts;
    const input = args[argument] === undefined ? UNKNOWN : state.domain(args[argument]);
    const output = domainOf(
      input.flatMap((a) => convertAtom(helper.converts as NonNullable<typeof helper.converts>, a)),
    );
    state.store(result, known(x, output) ?? originating(at, state.fresh(site(at, 0), output), output));
    return [state];
  }
  if (helper.pure) {
    const sym = x.context.symbols.pure(helper.name, args);
    const returns = helper.outcomes[0]?.returns;
    if (returns?.length && !state.domains.has(sym)) state.setDomain(sym, normal(returns));
    state.store(result, sym);
    return [state];
  }
  const outcomes = helper.outcomes.length ? helper.outcomes : [NOTHING];
  const feasible: State[] = [];
  outcomes.forEach((outcome, n) => {
    const next = outcomes.length > 1 ? state.copy() : state;
    if (!outcome.conditions.every((c) => holds(at, c, next))) return;
    const domain = outcome.returns.length ? normal(outcome.returns) : UNKNOWN;
    const value = known(x, domain) ?? originating(at, next.fresh(site(at, n), domain), domain);
    next.store(result, value);
    if (outcomes.length > 1 && i.used && domain !== UNKNOWN)
      next.pass(resultStep(x.place(i), helper.name, domain));
    const retries = outcome.returns.some((atom) => /\bRETRY\b/.test(atom));
    for (const effect of outcome.effects) {
      // The page of a fault that has none is not locked: the path is one that its author knows to be impossible.
      if (locksAbsentPage(at, effect, next)) return;
      apply(at, effect, next, retries);
    }
    feasible.push(next);
  });
  return feasible;
}

interface Site {
  x: Explorer;
  i: CallInstruction;
  args: Sym[];
  helper: HelperSummary;
}

/** The helper inserts into, or changes flags of, the VMA that the function was handed. */
function worksOnVma(at: Site, state: State): boolean {
  const { helper, x } = at;
  let place = helper.insert?.vma;
  for (const { effects } of helper.outcomes)
    for (const effect of effects) if (effect.verb === 'vm-flags') place ??= effect.vma;
  const vma = place ? valueAt(at, place, state) : null;
  return vma !== null && x.vmas.has(vma);
}

const NOTHING: Outcome = { returns: [], effects: [], conditions: [] };

const site = (at: Site, n: number) => `${at.x.tag}c${at.i.start}.${n}`;

/** `errptr` is some negative errno. */
function normal(returns: Atom[]): Domain {
  return domainOf(returns.map((a) => (a === 'errptr' ? '-E?' : a)));
}

/** One known value is a constant. */
function known(x: Explorer, domain: Domain): Sym | null {
  const only = domain.length === 1 ? (domain[0] as Atom) : '?';
  return only === '0' || isFaultCode(only) || (isErrnoAtom(only) && only !== '-E?') || /^-?\d+$/.test(only)
    ? x.context.symbols.constant(only)
    : null;
}

/** Remembers, for messages, that the values of a symbol come from this call. */
function originating(at: Site, sym: Sym, domain: Domain): Sym {
  const steps = new Map<Atom, Step[]>();
  for (const atom of domain) steps.set(atom, [resultStep(at.x.place(at.i), at.helper.name, [atom])]);
  at.x.context.origins.set(sym, steps);
  return sym;
}

/** The chain of calls down to what sleeps, or null when nothing says that the helper does. */
function sleepEvidence(x: Explorer, i: CallInstruction, helper: HelperSummary): Note[] | null {
  const { sleeps } = helper;
  if (sleeps === true) return [{ place: x.place(i), message: `${helper.name}() may sleep` }];
  if (sleeps && typeof sleeps === 'object') {
    const gfp = i.args[sleeps.gfp];
    const blocking = gfp && blockingFlag(x, gfp);
    if (blocking) return [{ place: x.place(i), message: `${helper.name}() may sleep with ${blocking}` }];
  }
  return null;
}

function blockingFlag(x: Explorer, gfp: Pure): string | null {
  let found: string | null = null;
  walk(gfp, (part) => {
    if (part.k === 'unary' && part.op === '~') found = null;
    const name = part.k === 'name' ? part.name : part.k === 'member' ? part.field : null;
    if (name && x.context.helpers.gfpBlocks(name)) found ??= name;
  });
  const masked = gfp.k === 'binary' && gfp.op === '&';
  return masked ? null : found;
}

function locksAbsentPage(at: Site, effect: Effect, state: State): boolean {
  if (effect.verb !== 'lock' || effect.kind !== 'page' || effect.place.root === 'result') return false;
  return valueAt(at, effect.place, state) === at.x.context.symbols.zero;
}

/** `retries`: the outcome hands VM_FAULT_RETRY back. */
function apply(at: Site, effect: Effect, state: State, retries: boolean): void {
  const { x } = at;
  const place = x.place(at.i);
  const by = `${at.helper.name}()`;
  switch (effect.verb) {
    case 'set':
    case 'clear':
    case 'havoc': {
      const loc = locationAt(at, effect.place, state);
      if (loc === null) return;
      const fresh =
        effect.verb === 'clear'
          ? x.context.symbols.zero
          : state.fresh(`${site(at, 0)}.${effect.verb}${loc}`, effect.verb === 'set' ? NON_NULL : UNKNOWN);
      if (effect.verb === 'havoc') state.setUncertain(fresh, true);
      return state.store(loc, fresh);
    }
    case 'assign': {
      const loc = locationAt(at, effect.place, state);
      const value = valueAt(at, effect.from, state);
      if (loc !== null && value !== null) state.store(loc, value);
      return;
    }
    case 'lock':
    case 'unlock': {
      const sym = lockSymbol(at, effect, state);
      if (sym === null) return;
      const written =
        effect.place.root === 'global' && effect.kind === 'other' ? by : writtenAt(at, effect.place);
      const lock = { kind: effect.kind, sym, written, place, by };
      if (effect.verb === 'unlock') return releaseLock(x, state, lock);
      return takeLock(x, state, { ...lock, trylock: /try/.test(at.helper.name) });
    }
    case 'install':
      state.installed = 'yes';
      return;
    case 'release-mmap':
      return releaseMmapLock(x, state, { place, by, written: '', retries });
    case 'check-truncation':
      state.truncation = 'yes';
      return;
    case 'vm-flags': {
      const vma = valueAt(at, effect.vma, state);
      if (vma === null) return;
      const names = flagsAt(at, effect.flags);
      if (effect.change === 'unknown') {
        for (const name of names) state.dropFlag(vma, name, place);
        return;
      }
      if (effect.change === 'replace') state.dropFlags(vma);
      const set = effect.change === 'clear' ? [] : names;
      const unknown = effect.change !== 'clear' && hasUnknownFlags(at, effect.flags);
      return changeFlags(
        state,
        vma,
        { set, clear: effect.change === 'clear' ? names : [], replaces: false, unknown },
        place,
      );
    }
    case 'dirty':
    case 'time-update':
      return;
  }
}

function flagsAt(at: Site, flags: FlagSource): string[] {
  if ('names' in flags) return flags.names;
  const args = flags.rest ? at.args.slice(flags.argument) : at.args.slice(flags.argument, flags.argument + 1);
  const isOld = () => false;
  return args.flatMap((arg) => flagChange(arg, at.x.context.symbols, isOld).set);
}

function hasUnknownFlags(at: Site, flags: FlagSource): boolean {
  if ('names' in flags || flags.rest) return false;
  const arg = at.args[flags.argument];
  return arg === undefined || flagChange(arg, at.x.context.symbols, () => false).unknown;
}

/** A page's lock belongs to the page; any other lock is the object at its address. */
function lockSymbol(at: Site, effect: Effect & { verb: 'lock' | 'unlock' }, state: State): Sym | null {
  const { place } = effect;
  if (place.root === 'global') return at.x.context.symbols.zero;
  if (!place.address) return valueAt(at, place, state);
  const loc = locationAt(at, place, state);
  return loc === null ? null : at.x.context.symbols.address(loc);
}

/** The symbol at a place of the table. */
function valueAt(at: Site, place: PlaceRef, state: State): Sym | null {
  const loc = locationAt(at, place, state);
  if (loc !== null) return state.load(loc);
  return place.root === 'arg' ? (at.args[place.index] ?? null) : null;
}

/** The location of a place of the table; null for a bare argument, which is a value and nothing else. */
function locationAt(at: Site, place: PlaceRef, state: State): Loc | null {
  const { symbols } = at.x.context;
  let loc: Loc | null = place.root === 'result' ? at.x.evaluator.temporary(at.i.result) : null;
  for (const [n, field] of place.fields.entries()) {
    const pointer: Sym | undefined = loc === null ? at.args[place.index] : undefined;
    if (loc === null && pointer === undefined) return null;
    if (loc === null) loc = symbols.field(pointer as Sym, field);
    else loc = place.arrows[n] ? symbols.field(state.load(loc), field) : symbols.part(loc, field);
  }
  if (!place.deref) return loc;
  const pointer = loc === null ? at.args[place.index] : state.load(loc);
  return pointer === undefined ? null : symbols.target(pointer);
}

function writtenAt(at: Site, place: PlaceRef): string {
  const arg = place.root === 'arg' ? at.i.args[place.index] : undefined;
  if (!arg) return '';
  const fields = place.fields.map((field, n) => `${place.arrows[n] ? '->' : '.'}${field}`);
  return `${place.address ? '&' : ''}${at.x.text(arg)}${fields.join('')}`;
}

function holds(at: Site, condition: Condition, state: State): boolean {
  const { evaluator, context } = at.x;
  const value = valueAt(at, condition.place, state);
  if (value === null) return !isMissing(at, condition) || condition.negated;
  if (condition.test === 'true') return evaluator.assumeSym(value, !condition.negated, state);
  if (condition.test === 'has' && condition.place.root === 'arg' && !condition.place.fields.length) {
    const named = namesIn(at.i.args[condition.place.index]);
    if (named) return named.has(condition.value) === !condition.negated;
  }
  const right = constantIn(at, condition.value);
  const op = condition.test === 'equals' ? '==' : '&';
  const test = evaluator.binary(op, value, right, state);
  const constant = context.symbols.constantOf(test);
  if (constant !== null) return (constant !== '0') === !condition.negated;
  return evaluator.assumeSym(test, !condition.negated, state);
}

/** The argument that has to be there is not: the call is written for another release. */
function isMissing(at: Site, { test, place }: Condition): boolean {
  return test === 'true' && place.root === 'arg' && place.index >= at.args.length;
}

/** The names of `A | B` when the argument is nothing but constants. */
function namesIn(e: Pure | undefined): Set<string> | null {
  if (!e) return null;
  if (e.k === 'name') return /^[A-Z_0-9]+$/.test(e.name) ? new Set([e.name]) : null;
  if (e.k === 'int') return new Set();
  if (e.k !== 'binary' || e.op !== '|') return null;
  const left = namesIn(e.left);
  const right = namesIn(e.right);
  return left && right && new Set([...left, ...right]);
}

function constantIn(at: Site, text: string): Sym {
  const { symbols } = at.x.context;
  if (/^-?\d+$/.test(text)) return symbols.constant(text);
  if (text === 'true') return symbols.constant('1');
  if (text === 'false' || text === 'NULL') return symbols.zero;
  if (text.startsWith('VM_FAULT_')) return symbols.constant(text.slice(9));
  return symbols.initial(symbols.variable(text, false), 0);
}
