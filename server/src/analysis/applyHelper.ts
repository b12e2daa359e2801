/** Applies a helper of the table at a call. */

import type { CallInstruction } from './calls.ts';
import type { Pure } from './cfg.ts';
import { type Domain, domainOf, isErrnoAtom, isFaultCode, UNKNOWN } from './domain.ts';
import type { Explorer } from './explore.ts';
import { walk } from './explore.ts';
import { changeFlags, flagChange } from './flags.ts';
import type { Condition, Effect, HelperSummary, Outcome, PlaceRef } from './helpers/model.ts';
import { convertAtom } from './helpers/table.ts';
import { releaseLock, releaseMmapLock, takeLock } from './locks.ts';
import { constantText } from './render.ts';
import type { Atom, Step } from './report.ts';
import type { State } from './state.ts';
import type { Loc, Sym } from './symbols.ts';

/** Returns a state for each outcome that can happen here. */
export function applyHelper(
  x: Explorer,
  i: CallInstruction,
  helper: HelperSummary,
  args: Sym[],
  state: State,
): State[] {
  x.events.call(x, helper.name, i.args, i.used, x.place(i), state, sleepEvidence(x, i, helper));
  if (helper.noreturn) return [];
  const result = x.evaluator.temporary(i.result);
  const at: Site = { x, i, args, helper };
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
    if (returns?.length && !state.domains.has(sym)) state.domains.set(sym, normal(returns));
    state.store(result, sym);
    return [state];
  }
  const outcomes = helper.outcomes.length ? helper.outcomes : [NOTHING];
  const feasible: State[] = [];
  outcomes.forEach((outcome, n) => {
    const next = state.copy();
    if (!outcome.conditions.every((c) => holds(at, c, next))) return;
    const domain = outcome.returns.length ? normal(outcome.returns) : UNKNOWN;
    const value = known(x, domain) ?? originating(at, next.fresh(site(at, n), domain), domain);
    next.store(result, value);
    if (outcomes.length > 1 && i.used && domain !== UNKNOWN)
      next.note(x.place(i), `${helper.name}() returns ${domain.map(constantText).join(' or ')}`);
    for (const effect of outcome.effects) apply(at, effect, next);
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
  for (const atom of domain)
    steps.set(atom, [
      { place: at.x.place(at.i), message: `${at.helper.name}() can return ${constantText(atom)}` },
    ]);
  at.x.context.origins.set(sym, steps);
  return sym;
}

/** The chain of calls down to what sleeps, or null when nothing says that the helper does. */
function sleepEvidence(x: Explorer, i: CallInstruction, helper: HelperSummary): Step[] | null {
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

function apply(at: Site, effect: Effect, state: State): void {
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
          : state.fresh(`${site(at, 0)}.${effect.verb}${loc}`, effect.verb === 'set' ? ['+'] : UNKNOWN);
      if (effect.verb === 'havoc') state.uncertainPages.add(fresh);
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
      const written = writtenAt(at, effect.place);
      const lock = { kind: effect.kind, sym, written, place, by };
      if (effect.verb === 'unlock') return releaseLock(x, state, lock);
      return takeLock(x, state, { ...lock, trylock: /try/.test(at.helper.name) });
    }
    case 'install':
      state.installed = 'yes';
      return;
    case 'release-mmap':
      return releaseMmapLock(x, state, { place, by, written: '' });
    case 'check-truncation':
      state.truncation = 'yes';
      return;
    case 'vm-flags': {
      const vma = valueAt(at, effect.vma, state);
      if (vma === null) return;
      const names =
        'names' in effect.flags
          ? effect.flags.names
          : namesOf(at.i.args[effect.flags.argument] as Pure | undefined);
      const change = { set: [] as string[], clear: [] as string[], replaces: false };
      if (effect.change === 'clear') change.clear = names;
      else change.set = names;
      return changeFlags(state, vma, change, place);
    }
    case 'dirty':
    case 'time-update':
      return;
  }
}

function namesOf(flags: Pure | undefined): string[] {
  return flags ? flagChange(flags, null).set : [];
}

/** A page's lock belongs to the page; any other lock is the object at its address. */
function lockSymbol(at: Site, effect: Effect & { verb: 'lock' | 'unlock' }, state: State): Sym | null {
  const { place, kind } = effect;
  if (place.root === 'global') return at.x.context.symbols.zero;
  if (kind === 'page' || kind === 'freeze' || place.deref || !place.fields.length)
    return valueAt(at, place, state);
  const loc = locationAt(at, place, state);
  return loc === null ? null : at.x.context.symbols.address(loc);
}

function rootValue(at: Site, place: PlaceRef, state: State): Sym | null {
  if (place.root === 'result') return state.load(at.x.evaluator.temporary(at.i.result));
  return at.args[place.index] ?? null;
}

/** The symbol at a place of the table. */
export function valueAt(at: Site, place: PlaceRef, state: State): Sym | null {
  const root = rootValue(at, place, state);
  if (root === null) return null;
  let value = root;
  for (const field of place.fields) value = state.load(at.x.context.symbols.field(value, field));
  return place.deref ? state.load(at.x.context.symbols.target(value)) : value;
}

function locationAt(at: Site, place: PlaceRef, state: State): Loc | null {
  const { symbols } = at.x.context;
  const root = rootValue(at, place, state);
  if (root === null) return null;
  let value = root;
  const last = place.fields.at(-1);
  if (last === undefined)
    return place.root === 'result' ? at.x.evaluator.temporary(at.i.result) : symbols.target(value);
  for (const field of place.fields.slice(0, -1)) value = state.load(symbols.field(value, field));
  const loc = symbols.field(value, last);
  return place.deref ? symbols.target(state.load(loc)) : loc;
}

function writtenAt(at: Site, place: PlaceRef): string {
  const arg = place.root === 'arg' ? at.i.args[place.index] : undefined;
  if (!arg) return '';
  return [at.x.text(arg), ...place.fields].join('->');
}

function holds(at: Site, condition: Condition, state: State): boolean {
  const { evaluator, context } = at.x;
  const value = valueAt(at, condition.place, state);
  if (value === null) return true;
  if (condition.test === 'true') return evaluator.assumeSym(value, !condition.negated, state);
  const right = constantIn(at, condition.value);
  const op = condition.test === 'equals' ? '==' : '&';
  const test = evaluator.binary(op, value, right, state);
  const constant = context.symbols.constantOf(test);
  if (constant !== null) return (constant !== '0') === !condition.negated;
  return evaluator.assumeSym(test, !condition.negated, state);
}

function constantIn(at: Site, text: string): Sym {
  const { symbols } = at.x.context;
  if (/^-?\d+$/.test(text)) return symbols.constant(text);
  if (text === 'true') return symbols.constant('1');
  if (text === 'false' || text === 'NULL') return symbols.zero;
  if (text.startsWith('VM_FAULT_')) return symbols.constant(text.slice(9));
  return symbols.initial(symbols.variable(text, false), 0);
}
