// SPDX-License-Identifier: GPL-2.0-only
/** What open takes for a copy by a call that may fail, and whose result it drops. */
import type { CallEvent } from '../../analysis/reports/model/events.ts';
import type { HandlerReport } from '../../analysis/reports/report.ts';
import { givesErrno } from '../../facts/functions/returns.ts';
import type { OpsTable, Program } from '../../facts/model.ts';
import { spot } from '../../text/source.ts';
import type { Draft } from '../rule.ts';
import { IN_THE_COPY } from '../shared/asks.ts';
import { about } from '../shared/exits.ts';
import { wayTo } from '../shared/path.ts';
import type { Ways, WayToMap } from './copies.ts';

/** The function that maps refuses the mapping where the same call fails. */
export function lostInOpen(reports: readonly HandlerReport[], ways: Ways): Draft[] {
  return reports
    .filter(({ op, status }) => op === 'open' && status === 'complete')
    .flatMap((report) =>
      report.calls
        .filter(({ resultUnused }) => resultUnused)
        .flatMap((call) => {
          const way = ways.all.find((one) => asks(one, call, report.tables));
          if (way === undefined || !mayFail(call, report, ways.program)) return [];
          return [
            {
              once: spot(call.place),
              place: call.place,
              ...about(report),
              confidence: 'medium' as const,
              says: {
                fault: `open handler ${report.definition.name}() drops the result of ${call.callee}(), without which ${way.mapping.definition.name}() makes no mapping`,
                consequences: ['when it fails the copy keeps vm_private_data and has nothing taken for it'],
                advice: 'set vm_private_data to NULL then, and refuse NULL in the other handlers',
                asks: IN_THE_COPY,
              },
              related: wayTo(call.trace),
            },
          ];
        }),
    );
}

/** It maps with one of the tables, makes the same call, and reads the result. */
function asks({ mapping, atExits, assigned }: WayToMap, { callee }: CallEvent, tables: OpsTable[]): boolean {
  const own = [...assigned, ...atExits.flatMap((one) => one.tables)];
  const calls = mapping.calls.filter((one) => one.callee === callee);
  return (
    own.some((table) => tables.includes(table)) &&
    calls.length > 0 &&
    calls.every(({ resultUnused }) => !resultUnused)
  );
}

function mayFail({ callee }: CallEvent, { definition }: HandlerReport, program: Program): boolean {
  const found = program.lookup(callee, definition.file);
  return found.length > 0 && found.every(givesErrno);
}
