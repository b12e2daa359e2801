// SPDX-License-Identifier: GPL-2.0-only
/** What the rules about exits share: the finding at a return, and which locks are really unbalanced. */
import type { Exit, HeldLock, LockKind, Note } from '../../analysis/reports/model/exits.ts';
import type { HandlerReport } from '../../analysis/reports/report.ts';
import { bitsOf, isErrno } from '../../analysis/reports/values.ts';
import { functionAt } from '../../facts/functions/texts.ts';
import type { FunctionDefinition, Program } from '../../facts/model.ts';
import { namesAt } from '../../facts/names/words.ts';
import type { Says } from '../../findings/says.ts';
import type { Place } from '../../text/source.ts';
import { either } from '../../text/words.ts';
import { codeNamed } from '../fixes/returns.ts';
import type { Draft } from '../rule.ts';
import { ownerOf } from './lockIdentity.ts';
import {
  confidenceOf,
  type ExitFinding,
  heldPathTo,
  origin,
  pathTo,
  tableName,
  valuePathTo,
  written,
} from './path.ts';

/** `fault handler foo_fault()`; of the library `foo_fault(), whose result fault handlers hand on,`. */
export function who({ op, definition: { name }, isLibrary, converted }: HandlerReport): string {
  if (!isLibrary) return `${op} handler ${name}()`;
  return `${name}(), whose result ${op} handlers ${converted ? 'convert' : 'hand on'},`;
}

/** Whether a result says that a page is handed over, locked or not. */
export function isPageHanded(atom: string): boolean {
  return bitsOf(atom)?.every((bit) => bit === 'LOCKED' || bit === 'MAJOR') ?? false;
}

/** `returns VM_FAULT_SIGBUS`; of one whose errnos handlers convert `returns what becomes VM_FAULT_SIGBUS`. */
export function returns({ report: { converted }, atoms }: Pick<ExitFinding, 'report' | 'atoms'>): string {
  return `returns ${converted ? 'what becomes ' : ''}${valuesIn(atoms)}`;
}

/** The values in words: an errno that is not known is `another errno` behind those that are. */
export function valuesIn(atoms: readonly string[]): string {
  const known = atoms.filter((atom) => atom !== SOME_ERRNO);
  const isOther = known.length < atoms.length && known.some(isErrno);
  return either(isOther ? [...known.map(written), 'another errno'] : atoms.map(written));
}

const SOME_ERRNO = '-E?';

/** What is to be returned for a VM_FAULT code: itself, or the errno that handlers make it of. */
export function answerOf(code: string, { converted }: HandlerReport): string {
  const errno = errnoFor(code, converted);
  return errno !== null
    ? `return ${written(errno)}, which becomes ${written(code)}`
    : `return ${written(code)}`;
}

/** The errno that becomes a VM_FAULT code; null where none does. */
export function errnoFor(code: string, converted: ReadonlyMap<string, string> | null): string | null {
  return [...(converted ?? [])].find(([from, to]) => to === code && from.startsWith('-'))?.[0] ?? null;
}

/** What a finding about a handler is about. */
export function about(report: HandlerReport): Pick<Draft, 'function' | 'table' | 'op'> {
  return { function: report.definition.name, table: tableName(report), op: report.op };
}

/** What a finding about a function that maps is about, whatever table it installs. */
export function aboutMapping({ name }: FunctionDefinition): Pick<Draft, 'function' | 'table' | 'op'> {
  return { function: name, table: null, op: 'mmap' };
}

/** What a finding is about, and its subject, where the place may lie in a callee: that does it for its caller. */
export function saidAt<Of extends Pick<Draft, 'function' | 'table' | 'op'>>(
  place: Place,
  program: Program,
  subject: string,
  of: Of,
): { subject: string; of: Of } {
  const own = functionAt(place, program)?.name ?? of.function;
  return own === of.function ? { subject, of } : { subject: `${own}()`, of: doneBy(own ?? null, of) };
}

/** What a finding is about that a function does for the one that it was told of, or is that one. */
export function doneBy<Of extends Pick<Draft, 'function' | 'table' | 'op'>>(name: string | null, of: Of): Of {
  return name === of.function ? of : { ...of, function: name, table: null };
}

/** A finding about the value that an exit returns. */
export function atValue(found: ExitFinding, says: Says): Draft {
  return atReturn(found, says, origin(found), (trace, extra) => valuePathTo(trace, found.exit.values, extra));
}

/** A finding about a lock that an exit still holds. */
export function atHeld(found: ExitFinding, says: Says, extra: Note[] = origin(found)): Draft {
  return atReturn(found, says, extra, heldPathTo);
}

/** A finding at the return of an exit, with the path that leads there. */
export function atReturn(
  found: ExitFinding,
  says: Says,
  extra: Note[] = origin(found),
  path: typeof pathTo = pathTo,
): Draft {
  const { report, exit } = found;
  return {
    place: exit.place,
    ...about(report),
    confidence: confidenceOf(exit),
    says,
    fix: codeNamed(says, found),
    related: [...path(exit.trace, extra), ...reachedFrom(report)],
  };
}

/** For a function of the library, the tables that lead there. */
function reachedFrom({ isLibrary, tables }: HandlerReport): Note[] {
  if (!isLibrary) return [];
  return tables.slice(0, MOST_TABLES).map(({ place, name }, n) => ({
    place,
    message: `${name} leads there${n === MOST_TABLES - 1 && tables.length > MOST_TABLES ? ', among others' : ''}`,
  }));
}

const MOST_TABLES = 3;

/** The handler's own file says the bit where the value arises, so no library's outcome stands behind it. */
export function isSaid(bit: string, atom: string, exit: Exit): boolean {
  const name = `VM_FAULT_${bit}`;
  const says = (place: Place) => place.file === exit.place.file && namesAt(place).has(name);
  if (says(exit.origins[exit.values.indexOf(atom)] ?? exit.place)) return true;
  return exit.trace.some(
    (s) => s.kind === 'result' && s.atoms.some((a) => bitsOf(a)?.includes(bit)) && says(s.place),
  );
}

/**
 * The locks of these kinds that are surely held on an exit. None when a lock of the same kind is released there
 * without having been taken: then it is likely one lock reached in two ways, unless it is another field of one object.
 */
export function surelyHeld(exit: Pick<Exit, 'held' | 'released'>, kinds: readonly LockKind[]): HeldLock[] {
  return exit.held.filter(
    (lock) =>
      kinds.includes(lock.kind) &&
      lock.certain &&
      !exit.released.some((r) => r.kind === lock.kind && !areFieldsOfOne(r, lock)),
  );
}

/** `&foo->lock` and `&foo->other`. */
function areFieldsOfOne(a: HeldLock, b: HeldLock): boolean {
  const owner = ownerOf(a.name);
  return a.name !== b.name && owner !== null && owner === ownerOf(b.name);
}
