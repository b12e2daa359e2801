// SPDX-License-Identifier: GPL-2.0-only
/** What access answers after it has copied. */
import type { CallEvent } from '../../analysis/reports/model/events.ts';
import type { HandlerReport } from '../../analysis/reports/report.ts';
import { isErrnoAtom, NOT_ZERO } from '../../analysis/state/domain.ts';
import { spot } from '../../text/source.ts';
import { occurrences } from '../../text/words.ts';
import type { Draft } from '../rule.ts';
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
      message: `access handler ${definition.name}() answers 0 where it succeeds, but its result is the number of bytes handled: the caller takes 0 for nothing and gives up, and a debugger sees none of what was copied; return len, or as much of it as was copied`,
      related: valuePathTo(exit.trace, [
        { place: copy.place, message: `${copy.callee}() is given ${buffer}` },
      ]),
    }))
    .slice(0, 1);
}

const givesResult = ({ resultUnused }: CallEvent) => !resultUnused;
