// SPDX-License-Identifier: GPL-2.0-only
import type { CallEvent, ErrorLost, Unfilled } from '../../analysis/reports/model/events.ts';
import type { Exit } from '../../analysis/reports/model/exits.ts';
import type { MappingReport } from '../../analysis/reports/model/mappings.ts';
import { bitsOf } from '../../analysis/reports/values.ts';
import { isFront, isInsertion, MOVES } from '../../contracts/insertions.ts';
import type { Release } from '../../contracts/model.ts';
import { isSince } from '../../contracts/release.ts';
import type { FunctionDefinition, OpsTable, Program } from '../../facts/model.ts';
import type { Fix } from '../../findings/finding.ts';
import type { Ask, Sequel } from '../../findings/says.ts';
import { spot } from '../../text/source.ts';
import { returnResult } from '../fixes/returns.ts';
import { checkResult, returnAtOnce } from '../fixes/statements.ts';
import type { Draft, Rule } from '../rule.ts';
import { about, aboutMapping, saidAt, who } from '../shared/exits.ts';
import { isRoot, tablesOf } from '../shared/mappings.ts';
import { lockFreeWayTo } from '../shared/path.ts';

/** An insertion that failed left no entry; a caller that ignores it reports success. */
export const ignoredInsertResult: Rule = {
  id: 'ignored-insert-result',
  title: 'the result of an insertion into the page table is lost',
  severity: 'warning',
  basis: 'core',
  since: null,
  until: null,
  fact: 'vm_insert_*(), vmf_insert_*() and the remap_pfn_range() family can fail: out of memory, an entry that is there already, an address outside the VMA, a protection that does not fit.',
  source: 'mm/memory.c insert_page(), insert_pfn(), remap_pfn_range(); 2.6.9 to 7.1',
  check({ kernel, reports, mappings, program }, emit) {
    const add = (
      call: CallEvent,
      subject: string,
      rest: Pick<Draft, 'function' | 'table' | 'op'>,
      definition: FunctionDefinition | null,
      exits: readonly Exit[] = [],
    ) => {
      if (!call.resultUnused || !(isInsertion(call.callee) || call.givesInsertion !== null)) return;
      const said = saidAt(call.place, program, subject, rest);
      emit({
        once: spot(call.place),
        place: call.place,
        ...said.of,
        confidence: 'high',
        says: {
          fault: `${said.subject} ${call.lostAt ? lost(call) : 'drops the result of'} ${call.callee}()`,
          asks: rest.op === 'mmap' ? IN_MMAP : undefined,
          ...sequelOf(call, rest.op === 'mmap', servesNothing(exits)),
        },
        // Behind what maps for a driver there is more to undo.
        fix:
          !definition || isFront(call.callee)
            ? null
            : call.lostAt
              ? atOnce(call, definition)
              : fixOf(call, definition, rest.op === 'mmap'),
        related: lockFreeWayTo(
          call.trace,
          call.lostAt ? [{ place: call.lostAt.place, message: call.lostAt.message }] : [],
        ),
      });
    };
    for (const report of reports) {
      for (const call of report.calls) add(call, who(report), about(report), report.definition, report.exits);
      for (const draft of wentOn(report, who(report), about(report), program)) emit(draft);
    }
    for (const mapping of mappings) {
      const { name } = mapping.definition;
      const isServed = faultsServe(mapping);
      for (const call of mapping.calls)
        if (!isServed || call.helper?.insert?.family === 'remap' || isFront(call.callee))
          add(call, `${name}()`, aboutMapping(mapping.definition), mapping.definition);
      for (const draft of passedOver(mapping, program, kernel.release)) emit(draft);
      for (const draft of wentOn(mapping, `${name}()`, aboutMapping(mapping.definition), program))
        emit(draft);
    }
  },
};

/** A result that the function has seen, and returns 0 all the same, where no fault fills the hole. */
function passedOver(mapping: MappingReport, program: Program, release: Release): Draft[] {
  if (!isRoot(mapping) || mapping.isHelper) return [];
  // Commit 6b7339f4c31a
  const access = isSince(release, '4.2')
    ? 'an access to it gets SIGBUS'
    : 'an access to it gets an anonymous page, which the device never sees';
  const { name } = mapping.definition;
  return mapping.exits.flatMap((exit) => {
    const { lostInsert, assumed, flags, trace } = exit;
    if (lostInsert === null || assumed || flags.isWhollyOpen) return [];
    const tables = tablesOf(mapping, exit, program);
    const { place, by, hasTable } = lostInsert;
    // What is remapped, no fault inserts later.
    const isServed = !by.includes('remap_') && tables.some(servesFaults);
    if ((hasTable && tables.length === 0) || isServed) return [];
    return [
      {
        once: spot(place),
        place: exit.place,
        ...aboutMapping(mapping.definition),
        confidence: 'high' as const,
        says: {
          fault: `${name}() returns 0 although ${by}() has failed`,
          consequences: [`the mapping has a hole that no fault fills, and ${access}`],
          advice: 'return the error',
          asks: { question: `Should {who} return the error when ${by}() has failed {here}?` },
        },
        related: lockFreeWayTo(
          trace,
          trace.some((step) => spot(step.place) === spot(place))
            ? []
            : [{ place, message: `${by}() fails here, and its result gets no further` }],
        ),
      },
    ];
  });
}

const IN_MMAP: Ask = {
  question: 'Does {who} lose the result of the insertion {here}?',
  consequence:
    'When the insertion fails mmap() succeeds all the same, and an access to what is not there ends in SIGBUS.',
};

/** An error on the way to what is mapped, or allowed, that nothing reads. */
function wentOn(
  { lostErrors, unfilled }: { lostErrors: readonly ErrorLost[]; unfilled: readonly Unfilled[] },
  root: string,
  rest: Pick<Draft, 'function' | 'table' | 'op'>,
  program: Program,
): Draft[] {
  // What the call leaves unset is told with what is done with it.
  const lost = lostErrors.filter(({ failed }) =>
    unfilled.every(({ place }) => spot(place) !== spot(failed.place)),
  );
  return lost.map(({ variable, place, failed, ends, how }) => {
    const { subject, of } = saidAt(place, program, root, rest);
    return {
      once: spot(place),
      place,
      ...of,
      confidence: 'medium' as const,
      says: {
        fault: `${subject} goes on after ${failed.by} has failed`,
        asks: rest.op === 'mmap' ? IN_MMAP : undefined,
        consequences: [
          `${how === 'overwritten' ? `what is in ${variable} is overwritten before anything reads it` : `nothing reads what is in ${variable}`}, and the access or the mapping succeeds with what was not made ready`,
        ],
        advice: 'return the error',
      },
      related: [
        ...(spot(failed.place) !== spot(place)
          ? [{ place: failed.place, message: `${failed.by} fails here` }]
          : []),
        {
          place: ends,
          message:
            how === 'overwritten'
              ? `${variable} is overwritten here`
              : `it returns without reading ${variable}`,
        },
      ],
    };
  });
}

function servesFaults({ members }: OpsTable): boolean {
  return members.some(({ op, handler }) => FAULTS.has(op) && handler !== null);
}

const FAULTS: ReadonlySet<string> = new Set(['fault', 'huge_fault', 'nopage', 'nopfn']);

/** A result with VM_FAULT bits that is lost further on. */
function atOnce(call: CallEvent, definition: FunctionDefinition): Fix | null {
  return givesBits(call) ? returnAtOnce(definition, call.place, 'VM_FAULT_ERROR') : null;
}

/** Pages that mmap did not insert a fault inserts later. */
function faultsServe({ exits }: MappingReport): boolean {
  return (
    exits.length > 0 &&
    exits.every(({ table }) =>
      table?.definition?.members.some(({ op, handler }) => op === 'fault' && handler !== null),
    )
  );
}

function lost({ lostAt }: CallEvent): string {
  if (lostAt?.how === 'overwritten') return 'loses the result of';
  return lostAt?.how === 'never read at all'
    ? 'never reads the result of'
    : 'never reads, on one path, the result of';
}

/** The function's own kind of failure: core asks no more of a caller than that it fails. */
function fixOf(call: CallEvent, definition: FunctionDefinition, inMmap: boolean): Fix | null {
  if (givesBits(call)) return returnResult(definition, call.place);
  return checkResult(definition, call.place, inMmap ? '-EAGAIN' : 'VM_FAULT_SIGBUS');
}

const givesBits = (call: CallEvent) => call.givesInsertion === 'bits' || call.callee.startsWith('vmf_');

/** What is no error says that the entry is there, and so the access is made again. */
function servesNothing(exits: readonly Exit[]): boolean {
  const answers = exits.flatMap(({ values }) => values.map((value) => bitsOf(value) ?? [value]));
  const says = (bit: string) => answers.some((bits) => bits.includes(bit));
  return says('NOPAGE') && !['0', '?', 'LOCKED', 'DONE_COW'].some(says);
}

function sequelOf(call: CallEvent, inMmap: boolean, isAgain: boolean): Sequel {
  const then = inMmap
    ? 'the caller is told that all is well'
    : isAgain
      ? 'the access faults again, for ever where the failure stays'
      : 'the access faults again or goes on as if it had worked';
  const advice = givesBits(call) ? 'return the result' : 'check it and return the error';
  if (MOVES.has(call.callee))
    return {
      consequences: [
        'when it fails vm_pgoff is still what user space asked for, and memory that does not belong to the device is mapped by it',
      ],
      advice,
    };
  const harm = isFront(call.callee) ? 'nothing is mapped' : 'there is no entry';
  return { consequences: [`when it fails ${harm}, and ${then}`], advice };
}
