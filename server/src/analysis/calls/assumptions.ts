// SPDX-License-Identifier: GPL-2.0-only
/** What a caller knows about the arguments of a call that is worth a summary of its own. */
import type { Graph } from '../cfg/cfg.ts';
import { factsOf } from '../cfg/graphFacts.ts';
import type { Frame } from '../engine/frame.ts';
import { type Domain, domainNumber, NON_NULL, truthOf, ZERO } from '../state/domain.ts';
import { flagNames } from '../state/flagValues.ts';
import type { State } from '../state/state.ts';
import type { Sym, Symbols } from '../state/symbols.ts';

/** Flags that decide what a fault handler does; FAULT_FLAG_MKWRITE above all, where one function serves two ops. */
const FLAGS = ['FAULT_FLAG_MKWRITE', 'FAULT_FLAG_WRITE', 'FAULT_FLAG_ALLOW_RETRY', 'FAULT_FLAG_RETRY_NOWAIT'];
/** Fields of the fault that may be known to be NULL. */
const FIELDS = ['page', 'cow_page'];
const NUMBER = /^(?:int|long|ssize_t|vm_fault_t)$/;
const VMF = /\bstruct (vm_fault|fault_env) \*/;

/** Constant arguments, and facts about the fault, per parameter. */
export interface Assumptions {
  constants: (Sym | null)[];
  /** What a number may be, for a callee that looks at it (a converter of errors, say). */
  domains: { parameter: number; domain: Domain }[];
  flags: { parameter: number; flag: string; truth: boolean }[];
  absent: { parameter: number; field: string }[];
  /** Predicates over the arguments that the callee asks again, such as IS_DAX(inode), as the callee names them. */
  predicates: { sym: Sym; domain: Domain }[];
  /** Equal for equal assumptions. */
  key: string;
}

/** Collects what `state` knows about the arguments for a callee. */
export function assumptionsFor(graph: Graph, args: readonly Sym[], state: State, x: Frame): Assumptions {
  const { symbols } = x.context;
  const result: Assumptions = { constants: [], domains: [], flags: [], absent: [], predicates: [], key: '' };
  addPredicates(result, graph, args, state);
  graph.parameters.forEach((p, parameter) => {
    const arg = args[parameter];
    const constant = arg === undefined ? null : constantArgument(arg, state, symbols);
    result.constants.push(constant);
    result.key += `,${constant ?? ''}`;
    if (arg === undefined) return;
    if (constant === null && NUMBER.test(p.type)) {
      const domain = state.domain(arg);
      if (domain.length && !domain.includes('?')) {
        result.domains.push({ parameter, domain });
        result.key += `:${domainNumber(domain)}`;
      }
    }
    if (!VMF.test(p.type)) return;
    const flags = state.load(symbols.field(arg, 'flags'));
    for (const flag of FLAGS) {
      const mask = symbols.initial(symbols.variable(flag, false), 0);
      const truth = truthOf(state.domain(x.evaluator.binary('&', flags, mask, state)));
      if (truth === null) continue;
      result.flags.push({ parameter, flag, truth });
      result.key += `${truth ? '+' : '-'}${flag}`;
    }
    for (const field of FIELDS) {
      if (state.load(symbols.field(arg, field)) !== symbols.zero) continue;
      result.absent.push({ parameter, field });
      result.key += `!${field}`;
    }
  });
  return result;
}

/** Enters the assumptions into the callee's first state. */
export function assumeAll(
  { constants, domains, flags, absent, predicates }: Assumptions,
  x: Frame,
  state: State,
): void {
  const { symbols } = x.context;
  constants.forEach((constant, i) => {
    const p = x.graph.parameters[i];
    if (constant !== null && p?.name) state.store(x.evaluator.variable(p.name), constant);
  });
  for (const { parameter, domain } of domains) state.setDomain(symbols.parameter(parameter), domain);
  for (const { parameter, flag, truth } of flags) {
    const value = state.load(symbols.field(symbols.parameter(parameter), 'flags'));
    const mask = symbols.initial(symbols.variable(flag, false), 0);
    state.setDomain(symbols.binary('&', value, mask), truth ? NON_NULL : ZERO);
  }
  for (const { parameter, field } of absent)
    state.store(symbols.field(symbols.parameter(parameter), field), symbols.zero);
  for (const { sym, domain } of predicates) state.setDomain(sym, domain);
}

function addPredicates(result: Assumptions, graph: Graph, args: readonly Sym[], state: State): void {
  const { symbols } = state;
  const { tests } = factsOf(graph);
  if (tests.size === 0 || args.length === 0) return;
  state.domains.forEach((domain, known) => {
    const shape = symbols.shape(known);
    if (shape.kind !== 'pure' || !tests.has(shape.name) || truthOf(domain) === null) return;
    const sym = inCallee(known, args, state);
    if (sym === null) return;
    result.predicates.push({ sym, domain });
    result.key += `/${sym}:${domainNumber(domain)}`;
  });
}

/** The callee's symbol for one of the caller's: made of arguments and what is behind them now; null for any other. */
function inCallee(sym: Sym, args: readonly Sym[], state: State): Sym | null {
  const { symbols } = state;
  const shape = symbols.shape(sym);
  if (shape.kind === 'constant') return sym;
  const index = args.indexOf(sym);
  if (index !== -1) return symbols.parameter(index);
  if (shape.kind === 'pure') {
    const operands = shape.operands.map((operand) => inCallee(operand, args, state));
    return operands.includes(null) ? null : symbols.pure(shape.name, operands as Sym[]);
  }
  if (shape.kind !== 'initial' || state.load(shape.loc) !== sym) return null;
  const loc = symbols.locShape(shape.loc);
  const owner = loc.kind === 'field' ? inCallee(loc.of, args, state) : null;
  return loc.kind === 'field' && owner !== null ? symbols.initial(symbols.field(owner, loc.name), 0) : null;
}

/** A constant, a name in capitals (an enumerator, a macro), flags of a VMA by their names, or a pointer that is known to be NULL. */
function constantArgument(arg: Sym, state: State, symbols: Symbols): Sym | null {
  if (symbols.constantOf(arg) !== null || symbols.isEnumerator(arg)) return arg;
  if (flagNames(arg, symbols) !== null) return arg;
  return state.domain(arg) === ZERO ? symbols.zero : null;
}
