// SPDX-License-Identifier: GPL-2.0-only
/** What close, or a function that it calls, has for the last user, and no user comes to. */
import type { LastMissed } from '../../analysis/reports/model/events.ts';
import type { HandlerReport } from '../../analysis/reports/report.ts';
import type { Says } from '../../findings/says.ts';
import { spot } from '../../text/source.ts';
import type { Draft } from '../rule.ts';
import { about, doneBy, who } from '../shared/exits.ts';

export function missedLast(reports: readonly HandlerReport[]): Draft[] {
  return reports.flatMap((report) =>
    report.missedLast.map((one): Draft => {
      const of = doneBy(one.in, about(report));
      const subject = of.function === report.definition.name ? who(report) : `${one.in}()`;
      return {
        once: spot(one.place),
        place: one.place,
        ...of,
        confidence: 'high',
        says: one.why === 'floor' ? ofCount(one, subject) : ofRest(one, subject),
        related: [{ place: one.last.place, message: `${one.last.by} is for the last user` }],
      };
    }),
  );
}

function ofCount({ of, by, last }: LastMissed, subject: string): Says {
  const advice = by.endsWith('_add_unless()') ? `let ${by} stop at 1` : 'lower it unless it is 1';
  return {
    fault: `${subject} lowers ${of} to 0 for its last user (${by}) and leaves`,
    consequences: [`${last.by} is never true behind it, and what is to be done at 0 is not done`],
    advice,
  };
}

function ofRest({ of, last }: LastMissed, subject: string): Says {
  return {
    fault: `${subject} tests ${of} > 0, which is unsigned`,
    consequences: [
      `where the length of the mapping was rounded up to pages it wraps instead of falling below 0, and ${last.by} is never called`,
    ],
    advice: `make ${of} signed`,
  };
}
