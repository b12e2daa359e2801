// SPDX-License-Identifier: GPL-2.0-only

import { ALLOCATORS } from '../../analysis/models/allocators.ts';
import type { Exit, Note } from '../../analysis/reports/model/exits.ts';
import { isErrno } from '../../analysis/reports/values.ts';
import { handlerContract } from '../../contracts/kernel.ts';
import type { Release } from '../../contracts/model.ts';
import { isSince } from '../../contracts/release.ts';
import { givesCodes, returnAt, type WrittenReturn } from '../../facts/functions/returns.ts';
import { functionAt } from '../../facts/functions/texts.ts';
import type { FunctionDefinition, Program } from '../../facts/model.ts';
import type { Fix } from '../../findings/finding.ts';
import type { Remedy, Says } from '../../findings/says.ts';
import { type Place, spot } from '../../text/source.ts';
import { allOffend, returnInstead, returnOf } from '../fixes/returns.ts';
import type { Draft, Rule } from '../rule.ts';
import { atValue, doneBy, valuesIn, who } from '../shared/exits.ts';
import { byReturn, type ExitFinding } from '../shared/path.ts';

/** A negative errno seen as VM_FAULT bits has almost every bit set. */
export const errnoAsVmFault: Rule = {
  id: 'errno-as-vm-fault',
  title: 'a negative errno leaves a handler that returns VM_FAULT bits',
  severity: 'error',
  basis: 'core',
  since: null,
  until: null,
  fact: 'The result of fault, huge_fault, map_pages, page_mkwrite and pfn_mkwrite is a set of bits. A negative errno sets nearly all of them, VM_FAULT_OOM, RETRY and the hwpoison index among them. page_mkwrite of 2.6.18 to 2.6.29 is the exception: there an errno is the contract.',
  source: 'mm/memory.c handle_mm_fault() and its callers; include/linux/mm_types.h enum vm_fault_reason',
  check({ kernel, reports, program }, emit) {
    const inFaults = reports.filter((r) => handlerContract(r.op, kernel)?.result === 'fault-code');
    const found = byReturn(inFaults, (exit) =>
      exit.values.filter((atom) => isErrno(atom) || isNegative(atom)),
    );
    const inCallees = new Map<string, { draft: Draft; ends: Map<string, Note> }>();
    for (const f of found) {
      const errnos = f.atoms.filter(isErrno);
      const told = errnos.length > 0 ? errnos : f.atoms;
      const callees = calleesThat(f, told, program);
      if (callees.length === 0) {
        const statement = returnOf(f);
        const advice = adviceFor(f, statement, kernel.release);
        const says = {
          fault: `${who(f.report)} returns ${valuesIn(told)}, but its result is a set of VM_FAULT bits`,
          ...toldTo(advice),
        };
        emit({ ...atValue(f, says), fix: fixFor(f, statement, advice) });
      }
      for (const one of callees) {
        const draft = ofCallee(f, one, kernel.release);
        const { name } = f.report.definition;
        const here = { place: f.exit.place, message: `${name}() returns it here` };
        const known = inCallees.get(spot(one.place));
        if (known === undefined) inCallees.set(spot(one.place), { draft, ends: new Map([[name, here]]) });
        else if (!known.ends.has(name)) known.ends.set(name, here);
      }
    }
    for (const { draft, ends } of inCallees.values()) {
      const related = [...(draft.related ?? []), ...[...ends.values()].slice(0, MOST_NAMED)];
      emit({ ...draft, related });
    }
  },
};

/** Handlers that hand on what one callee returns, by name. */
const MOST_NAMED = 4;

function ofCallee(found: ExitFinding, { callee, place, atoms }: Returned, release: Release): Draft {
  const statement = returnAt(callee, place);
  const { words, code, converter } = adviceFor({ ...found, atoms }, statement, release);
  const draft = atValue(found, {
    fault: `${callee.name}() returns ${valuesIn(atoms)}, and ${who(found.report)} returns that as VM_FAULT bits`,
    ...toldTo({ words, converter: converter && { ...converter, isAtReturn: true } }),
  });
  return {
    ...doneBy(callee.name, draft),
    place,
    fix: statement && code ? returnInstead(statement, code, `Return ${code}`, true) : null,
    related: (draft.related ?? []).filter((note) => spot(note.place) !== spot(place)),
  };
}

/** A return of a callee, and the values of it that leave the handler. */
interface Returned {
  callee: FunctionDefinition;
  place: Place;
  atoms: string[];
}

/**
 * Of the callees that each value comes through, the first that answers with VM_FAULT codes otherwise, and its return. None
 * where some value comes through no such.
 */
function calleesThat({ report, exits }: ExitFinding, atoms: readonly string[], program: Program): Returned[] {
  const found = new Map<string, Returned>();
  for (const { values, through } of exits)
    for (const [at, atom] of values.entries()) {
      if (!atoms.includes(atom)) continue;
      const callees = (through[at] ?? []).map(({ place }) => ({ place, callee: functionAt(place, program) }));
      const first = callees.find(
        ({ callee }) => callee && callee !== report.definition && givesCodes(callee),
      );
      if (first?.callee === undefined) return [];
      const { place, callee } = first;
      const known = found.get(spot(place)) ?? { callee, place, atoms: [] };
      found.set(spot(place), { ...known, atoms: [...new Set([...known.atoms, atom])].sort() });
    }
  return [...found.values()];
}

/** `return -1`, which means no error in particular. */
const isNegative = (atom: string) => Number(atom) < 0;

/** What to do instead: return a code, or hand the errno to a function that makes one of it. */
interface Advice {
  words: string;
  code: string | null;
  converter: NonNullable<Remedy['converter']> | null;
}

function toldTo({ words, converter }: Omit<Advice, 'code'>): Pick<Says, 'advice' | 'remedy'> {
  if (converter === null) return { advice: words };
  return { advice: converter.isAtReturn ? words : `${words} where it arises`, remedy: { converter } };
}

/** Success and a truncated page have answers of their own in page_mkwrite, which vmf_error() does not know. */
function adviceFor(found: ExitFinding, statement: WrittenReturn | null, release: Release): Advice {
  const { op } = found.report;
  if (found.atoms.every(isNegative))
    return { words: 'return VM_FAULT_SIGBUS instead', code: 'VM_FAULT_SIGBUS', converter: null };
  const constant = constantOf(statement);
  const convert = (name: string, isAtReturn = true): Advice => ({
    words: `convert it with ${name}()`,
    code: null,
    converter: { name, isAtReturn },
  });
  if (constant !== null) {
    const known = (op === 'page_mkwrite' ? IN_PAGE_MKWRITE : IN_FAULT).get(constant) ?? 'VM_FAULT_SIGBUS';
    const code = known === 'VM_FAULT_NOPAGE' && found.exits.every(lacksMemory) ? 'VM_FAULT_OOM' : known;
    return { words: `return ${code} instead`, code, converter: null };
  }
  if (op === 'page_mkwrite' && isSince(release, '6.6')) return convert('vmf_fs_error');
  if (op === 'page_mkwrite' && isSince(release, '3.0')) return convert('block_page_mkwrite_return');
  // It makes VM_FAULT_SIGBUS of a result of 0 on another path.
  if (isSince(release, '4.17')) return convert('vmf_error', allOffend(found, isErrno));
  return { words: 'return VM_FAULT_OOM or VM_FAULT_SIGBUS instead', code: null, converter: null };
}

/** An allocation failed last, and fails again when the access does: after VM_FAULT_NOPAGE that goes on for ever. */
function lacksMemory({ trace }: Exit): boolean {
  const last = trace.at(-1);
  if (last?.kind !== 'result' || last.atoms.join() !== '0') return false;
  return ALLOCATORS.has(last.callee) || last.callee.includes('alloc');
}

/** A value that is no errno on some other path must not be converted: of 0 the functions make something else. */
function fixFor(
  found: ExitFinding,
  statement: WrittenReturn | null,
  { code, converter }: Advice,
): Fix | null {
  if (!statement) return null;
  if (code !== null) return returnInstead(statement, code, `Return ${code}`, true);
  const { value } = statement;
  if (converter === null || (value.kind !== 'errno' && value.kind !== 'name')) return null;
  if (!allOffend(found, isErrno)) return null;
  const call = `${converter.name}(${value.written})`;
  return returnInstead(statement, call, `Convert with ${call}`, true);
}

/** What block_page_mkwrite_return() and vmf_fs_error() make of these; of the others VM_FAULT_SIGBUS. */
const IN_PAGE_MKWRITE = new Map([
  ['ENOMEM', 'VM_FAULT_OOM'],
  ['EAGAIN', 'VM_FAULT_NOPAGE'],
  ['EFAULT', 'VM_FAULT_NOPAGE'],
]);

/** What vmf_error() makes of the first two. A fault that was interrupted runs again once the signal is served. */
const IN_FAULT = new Map([
  ['ENOMEM', 'VM_FAULT_OOM'],
  ['EHWPOISON', 'VM_FAULT_HWPOISON'],
  ['EAGAIN', 'VM_FAULT_NOPAGE'],
  ['EINTR', 'VM_FAULT_NOPAGE'],
  ['ERESTARTSYS', 'VM_FAULT_NOPAGE'],
]);

/** The errno that the return names itself, so that there is nothing to convert. */
function constantOf(statement: WrittenReturn | null): string | null {
  const value = statement?.value;
  return value?.kind === 'errno' ? value.written.slice(1) : null;
}
