// SPDX-License-Identifier: GPL-2.0-only
import type { ChosenAccess } from '../../analysis/reports/chosen/accesses.ts';
import type { CopyPastPage } from '../../analysis/reports/model/events.ts';
import type { HandlerReport } from '../../analysis/reports/report.ts';
import {
  type BufferCopy,
  type BufferElement,
  copiesPastLength,
  elementsPastLength,
} from '../../facts/functions/bufferCopies.ts';
import type { Program } from '../../facts/model.ts';
import { messageOf, type Says, type Sequel } from '../../findings/says.ts';
import { spot } from '../../text/source.ts';
import { unitsMixed } from '../bounds/mixedUnits.ts';
import type { Draft, Rule } from '../rule.ts';
import { asked } from '../shared/asks.ts';
import { about } from '../shared/exits.ts';
import { wayTo } from '../shared/path.ts';

/** ptrace and /proc/PID/mem ask for as much as they want, from an address inside the VMA on. */
export const accessBound: Rule = {
  id: 'access-bound',
  title: 'access reaches past the end of the object',
  severity: 'warning',
  basis: 'core',
  since: null,
  until: null,
  fact: 'access is called with an address inside the VMA and the length that is left of the whole request: the sum may lie behind the end of the VMA, and of the object.',
  source: 'mm/memory.c __access_remote_vm()',
  check({ reports, program }, emit) {
    const handlers = handlersOf(program);
    for (const report of reports) {
      if (report.op !== 'access') continue;
      for (const copy of copiesPastLength(report.definition, BUFFER, LENGTH, program))
        emit(pastBuffer(copy, report));
      for (const element of elementsPastLength(report.definition, BUFFER, LENGTH))
        emit(pastElements(element, report));
      for (const draft of unitsMixed(report.mixedUnits, about(report))) emit(draft);
      for (const copy of report.copiesPastPage) if (!copy.assumed) emit(pastPage(copy, report));
      const judged = report.accesses.flatMap((access) => {
        const wrong = judge(access);
        // It is said where that stands.
        if (wrong === null || handlers.has(access.within?.callee ?? '')) return [];
        return [{ access, ...wrong, place: access.within?.place ?? access.place }];
      });
      // Where a configuration or a way bounds less, that is what is said.
      const bare = new Set(judged.filter(({ isBare }) => isBare).map(({ place }) => spot(place)));
      for (const { access, says, isBare, place } of judged) {
        if (bare.has(spot(place)) && !isBare) continue;
        emit({
          once: `${report.definition.name}:${messageOf(says)}`,
          place,
          ...about(report),
          confidence: 'medium',
          says,
          related: wayTo(
            access.trace,
            access.within
              ? [{ place: access.place, message: `${access.callee ?? 'memory'} is reached here` }]
              : [],
          ),
        });
      }
    }
  },
};

/** The functions that some table has for the op. */
function handlersOf({ files }: Program): Set<string | null> {
  const names = new Set<string | null>();
  for (const { tables } of files.values())
    for (const { members } of tables)
      for (const { op, handler } of members) if (op === 'access') names.add(handler);
  return names;
}

/** The parameters `buf` and `len`. */
const BUFFER = 2;
const LENGTH = 3;

function pastBuffer({ callee, at, bytes, length, place }: BufferCopy, report: HandlerReport): Draft {
  const says = {
    fault: `${callee}() copies ${bytes} bytes at ${at}, and nothing compares that with ${length}`,
    consequences: [
      `the caller's buffer has room for ${length} bytes, and what lies behind it is overwritten or read`,
    ],
    advice: `copy no more than what is left of ${length}`,
    asks: asked('Can the copy be longer than the buffer of the caller {here}?'),
  };
  return {
    once: `${report.definition.name}:${messageOf(says)}`,
    place,
    ...about(report),
    confidence: 'medium',
    says,
  };
}

function pastElements(
  { place, text, counter, type, bytes, length }: BufferElement,
  report: HandlerReport,
): Draft {
  return {
    once: spot(place),
    place,
    ...about(report),
    confidence: 'medium',
    says: {
      fault: `${text} has ${bytes} bytes (${type}), and ${counter} counts up to ${length}, which is a number of bytes`,
      consequences: ["the caller's buffer ends before, and what lies behind it is overwritten or read"],
      advice: `count to ${length} / ${bytes}, or index by ${counter} / ${bytes}`,
    },
  };
}

function pastPage({ callee, text, place, trace }: CopyPastPage, report: HandlerReport): Draft {
  const says = {
    fault: `${callee}() copies up to PAGE_SIZE bytes at ${text}, which begins inside a page`,
    consequences: ['a debugger reaches what lies past the end of that page'],
    advice: 'compare with PAGE_SIZE less the offset in the page',
  };
  const once = `${report.definition.name}:${messageOf(says)}`;
  return { once, place, ...about(report), confidence: 'medium', says, related: wayTo(trace) };
}

/** What is wrong; `isBare`: neither the address nor its end is bounded. */
function judge({ kind, has, bound, end }: ChosenAccess): { says: Says; isBare: boolean } | null {
  if (kind === 'handed' || !has.page || !has.count || end === null) return null;
  if (end.how === 'held' || end.how === 'beyond' || end.how === 'doubt') return null;
  const sequel: Sequel = {
    consequences: ['a debugger reaches what lies past the object'],
    advice: 'compare len with what is left behind the start',
  };
  if (bound.how === 'held' || bound.how === 'beyond')
    return {
      says: { fault: 'the start of the access is bounds-checked, but its end is not', ...sequel },
      isBare: false,
    };
  return {
    says: { fault: 'neither the start of the access nor its end is bounds-checked', ...sequel },
    isBare: true,
  };
}
