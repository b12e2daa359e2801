/** What a caller knows about the arguments of a call that is worth a summary of its own. */
import { type Domain, domainNumber, NON_NULL, truthOf, ZERO } from './domain.ts';
import type { Explorer } from './explore.ts';
import type { State } from './state.ts';
import type { Sym, Symbols } from './symbols.ts';

/** Flags that decide what a fault handler does; FAULT_FLAG_MKWRITE above all, where one function serves two ops. */
const FLAGS = ['FAULT_FLAG_MKWRITE', 'FAULT_FLAG_WRITE', 'FAULT_FLAG_ALLOW_RETRY'];
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
  /** Equal for equal assumptions. */
  key: string;
}

/** Collects what `state` knows about the arguments for a callee with these parameters. */
export function assumptionsFor(
  parameters: readonly { type: string }[],
  args: readonly Sym[],
  state: State,
  x: Explorer,
): Assumptions {
  const { symbols } = x.context;
  const result: Assumptions = { constants: [], domains: [], flags: [], absent: [], key: '' };
  parameters.forEach((p, parameter) => {
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
  { constants, domains, flags, absent }: Assumptions,
  x: Explorer,
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
}

/** A constant, a name in capitals (an enumerator, a macro), or a pointer that is known to be NULL. */
function constantArgument(arg: Sym, state: State, symbols: Symbols): Sym | null {
  if (symbols.constantOf(arg) !== null || symbols.isEnumerator(arg)) return arg;
  return state.domain(arg) === ZERO ? symbols.zero : null;
}
