// SPDX-License-Identifier: GPL-2.0-only
/** What access answers after it has copied. */
import type { CallEvent } from '../../analysis/reports/model/events.ts';
import type { HandlerReport } from '../../analysis/reports/report.ts';
import { isErrnoAtom, NOT_ZERO } from '../../analysis/state/domain.ts';
import { usesParameter } from '../../facts/functions/bufferCopies.ts';
import { spot } from '../../text/source.ts';
import { occurrences } from '../../text/words.ts';
import type { Draft } from '../rule.ts';
import { asked } from '../shared/asks.ts';
import { confidenceOf, tableName, valuePathTo } from '../shared/path.ts';

/**
 * 0 as the only answer beside errors of an access handler that hands the caller's buffer on: how much was copied it never
 * says. What is known not to be 0 is an error where nothing that is given the buffer has a result that is read.
 */
export function zeroCounts(report: HandlerReport): Draft[] {
  const { op, definition, exits, calls, status } = report;
  const buffer = definition.heads()[0]?.parameters[2]?.name;
  if (op !== 'access' || buffer === undefined || status !== 'complete') return [];
  const copies = calls.filter(({ args }) => args.some((arg) => !occurrences(arg, buffer).next().done));
  const isWithoutResult = copies.some((call) => call.resultUnused) && !copies.some(givesResult);
  const isError = (atom: string) => isErrnoAtom(atom) || (atom === NOT_ZERO && isWithoutResult);
  const [copy] = copies;
  if (
    copy === undefined ||
    !exits.every(({ values }) => values.every((atom) => atom === '0' || isError(atom)))
  )
    return [];
  return exits
    .filter(({ values }) => values.includes('0'))
    .map((exit) => ({
      once: `${op}:${spot(exit.place)}`,
      place: exit.place,
      function: definition.name,
      table: tableName(report),
      op,
      confidence: confidenceOf(exit),
      says: {
        fault: `access handler ${definition.name}() answers 0 where it succeeds, but its result is the number of bytes handled`,
        consequences: [
          'the caller takes 0 for nothing and gives up, and a debugger sees none of what was copied',
        ],
        advice: 'return len, or as much of it as was copied',
        asks: asked('Should {who} return the number of bytes {here}?'),
      },
      related: valuePathTo(exit.trace, exit.values, [
        { place: copy.place, message: `${copy.callee}() is given ${buffer}` },
      ]),
    }))
    .slice(0, 1);
}

/**
 * A copy to the caller's buffer, and no word of whether the caller writes: what a debugger pokes is lost, and reported as
 * done. Silent where anything else is handed the buffer, or all the caller has handed over.
 */
export function lostWrites(report: HandlerReport): Draft[] {
  const { op, definition, exits, calls, status } = report;
  const [, , buffer, , write] = definition.heads()[0]?.parameters ?? [];
  if (op !== 'access' || !buffer?.name || !write?.name || status !== 'complete') return [];
  if (usesParameter(definition, WRITE)) return [];
  const isBuffer = (arg: string) => !occurrences(arg, buffer.name).next().done;
  const copies = calls.filter(({ args }) => args.some(isBuffer));
  const [copy] = copies;
  const isRead = ({ callee, args }: CallEvent) => COPIES.has(callee) && args.findIndex(isBuffer) === 0;
  if (copy === undefined || !copies.every(isRead)) return [];
  if (!exits.some(({ values }) => values.some((atom) => atom !== '0' && !isErrnoAtom(atom)))) return [];
  return [
    {
      once: spot(copy.place),
      place: copy.place,
      function: definition.name,
      table: tableName(report),
      op,
      confidence: 'high',
      says: {
        fault: `access handler ${definition.name}() copies to ${buffer.name} whether the caller reads or writes, and never asks ${write.name}`,
        consequences: ['what a debugger writes is lost, and the result says that it was written'],
        advice: `return -EACCES where ${write.name} is set, or copy from ${buffer.name} then`,
      },
    },
  ];
}

/** The index of the parameter `write`. */
const WRITE = 4;

const COPIES: ReadonlySet<string> = new Set(['memcpy', 'memmove', 'memcpy_fromio']);

const givesResult = ({ resultUnused }: CallEvent) => !resultUnused;
