// SPDX-License-Identifier: GPL-2.0-only
/** Fixes at a return: another value, or a lock that is released before it. */
import type { Exit, HeldLock } from '../../analysis/reports/model/exits.ts';
import { callAt, returnAt, returnBehind, type WrittenReturn } from '../../facts/functions/returns.ts';
import { nameAssigned } from '../../facts/functions/statements.ts';
import type { FunctionDefinition } from '../../facts/model.ts';
import type { Edit, Fix } from '../../findings/finding.ts';
import { codeAdvised } from '../../findings/headline.ts';
import type { Says } from '../../findings/says.ts';
import { beginsLine, behindWordBefore, indentOf } from '../../text/layout.ts';
import type { Place } from '../../text/source.ts';
import type { ExitFinding } from '../shared/path.ts';

/** Returns the return statement that a finding is about, when it stands in the handler itself. */
export function returnOf({ report, exit }: ExitFinding): WrittenReturn | null {
  return returnAt(report.definition, exit.place);
}

/** `return WHAT;` in place of what is there. */
export function returnInstead({ place }: WrittenReturn, what: string, title: string, safe: boolean): Fix {
  return { title, safe, edits: [{ place, text: `return ${what};` }] };
}

/**
 * The code that a finding asks for, in place of the one that the return names, or that every offending path gave the
 * variable that it returns. It is for a person to judge: a lock may have to go as well.
 */
export function codeNamed({ advice }: Says, found: ExitFinding): Fix | null {
  const code = advice === undefined ? null : codeAdvised(advice);
  const statement = code === null ? null : returnOf(found);
  const value = statement?.value;
  if (code === null || !statement || !value || !('written' in value) || value.kind === 'errno') return null;
  if (value.written === code) return null;
  if (value.kind === 'name' && !value.written.startsWith('VM_FAULT_')) return codeAssigned(found, code);
  return returnInstead(statement, code, `Return ${code}`, false);
}

/** None where a path that does not offend returns the same value: it would be broken. */
function codeAssigned({ report, exits, atoms }: ExitFinding, code: string): Fix | null {
  const edits = new Map<number, Edit>();
  const valueGiven = ({ trace }: Exit) => trace.findLast(({ kind }) => kind === 'value')?.place;
  const others = report.exits.filter((exit) => !exits.includes(exit)).map(valueGiven);
  for (const exit of exits) {
    const last = valueGiven(exit);
    if (others.some((other) => other?.start === last?.start && other?.file === last?.file)) return null;
    const given = last && nameAssigned(report.definition, last);
    if (!given || !atoms.includes(given.name.replace('VM_FAULT_', ''))) return null;
    edits.set(given.place.start, { place: given.place, text: code });
  }
  const inOrder = [...edits.values()].sort((a, b) => a.place.start - b.place.start);
  return inOrder.length === 0 ? null : { title: `Return ${code}`, safe: false, edits: inOrder };
}

/** Whether every path that leaves through the return of a finding offends: what it is changed to then suits them all. */
export function allOffend({ report, exit, exits }: ExitFinding, offends: (atom: string) => boolean): boolean {
  const here = report.exits.filter(
    ({ place }) => place.file === exit.place.file && place.start === exit.place.start,
  );
  return (
    here.every(({ values }) => values.length > 0 && values.every(offends)) &&
    here.length >= exits.filter((one) => report.exits.includes(one)).length
  );
}

/** Returns what a call gives, in place of the VM_FAULT_NOPAGE that the statement behind it returns. */
export function returnResult(definition: FunctionDefinition, call: Place): Fix | null {
  const next = returnBehind(definition, call);
  if (next?.value.kind !== 'name' || next.value.written !== 'VM_FAULT_NOPAGE') return null;
  const { file, start } = call;
  const edits = [
    { place: { file, start, end: start }, text: 'return ' },
    { place: { file, start: next.behind, end: next.place.end }, text: '' },
  ];
  return { title: 'Return the result', safe: false, edits };
}

/** What takes a lock, and what releases it; both get the same arguments. */
const RELEASERS = new Map(
  Object.entries({
    mutex_unlock:
      'mutex_lock mutex_trylock mutex_lock_interruptible mutex_lock_killable mutex_lock_nested mutex_lock_io',
    spin_unlock: 'spin_lock spin_trylock',
    spin_unlock_irq: 'spin_lock_irq',
    spin_unlock_irqrestore: 'spin_lock_irqsave',
    spin_unlock_bh: 'spin_lock_bh',
    read_unlock: 'read_lock read_trylock',
    write_unlock: 'write_lock write_trylock',
    up_read: 'down_read down_read_trylock down_read_killable down_read_interruptible down_read_nested',
    up_write: 'down_write down_write_trylock down_write_killable down_write_nested',
    rcu_read_unlock: 'rcu_read_lock',
    sb_end_pagefault: 'sb_start_pagefault',
    unlock_page: 'lock_page trylock_page lock_page_killable',
    folio_unlock: 'folio_lock folio_trylock folio_lock_killable',
  }).flatMap(([release, takers]) => takers.split(' ').map((taker): [string, string] => [taker, release])),
);

/**
 * Releases a lock before the return that leaves with it. Only where the handler itself takes it, every way to that
 * return has it, and nothing that the return calls may need it. It is for a person to judge: what stands between may need the lock too.
 */
export function releaseBefore(found: ExitFinding, lock: HeldLock): Fix | null {
  const written = returnOf(found);
  const taken = callAt(found.report.definition, lock.place);
  const release = taken && RELEASERS.get(taken.callee);
  if (!written || written.value.kind === 'calls' || !release) return null;
  if (!isHeldOnAll(found, lock)) return null;
  const args = release.endsWith('_irqrestore') ? taken.args : taken.args.slice(0, 1);
  const unlock = `${release}(${args.join(', ')});`;
  const edits = statementBefore(written, unlock);
  return edits && { title: `Release it: ${unlock}`, safe: false, edits };
}

function isHeldOnAll({ report, exit: { place } }: ExitFinding, { kind, name }: HeldLock): boolean {
  return report.exits
    .filter((one) => one.place.file === place.file && one.place.start === place.start)
    .every(({ held }) => held.some((lock) => lock.kind === kind && lock.name === name));
}

/** A statement on a line of its own before a return; braces where the return is all of an arm. */
export function statementBefore({ place, inBlock }: WrittenReturn, statement: string): Edit[] | null {
  const { file, start, end } = place;
  const indent = indentOf(place);
  const at = (offset: number, text: string): Edit => ({ place: { file, start: offset, end: offset }, text });
  const line = at(start, `${statement}\n${indent}`);
  if (inBlock) return [line];
  const head = behindWordBefore(place);
  if (head === null || !beginsLine(place)) return null;
  const outer = indent.endsWith('\t') ? indent.slice(0, -1) : indent.slice(0, Math.max(0, indent.length - 8));
  return [at(head, ' {'), line, at(end, `\n${outer}}`)];
}
