// SPDX-License-Identifier: GPL-2.0-only
/** Said by pgoff-bound: a huge page that is mapped as a whole, and of which a part lies outside of the mapping. */
import type { HandlerReport } from '../../analysis/reports/report.ts';
import type { Program } from '../../facts/model.ts';
import { spot } from '../../text/source.ts';
import type { Draft } from '../rule.ts';
import { about, saidAt, who } from '../shared/exits.ts';
import { lockFreeWayTo } from '../shared/path.ts';
import { refusesSplit } from '../shared/splits.ts';

export const hugePages = (report: HandlerReport, program: Program): Draft[] => [
  ...hugePagesOutside(report),
  ...hugePagesAskew(report, program),
];

/** One that begins somewhere in the middle: user space finds other memory at each address. */
function hugePagesAskew(report: HandlerReport, program: Program): Draft[] {
  return report.hugeFrames.map(({ text, callee, place, from }) => {
    const { subject, of } = saidAt(place, program, who(report), about(report));
    return {
      once: `askew:${spot(place)}`,
      place,
      ...of,
      confidence: 'medium' as const,
      says: {
        fault: `${subject} maps a whole huge page by ${callee}() and works out its frame from ${text}, where the fault is`,
        consequences: [
          'the huge page begins before that, and user space finds other memory than its own there',
        ],
        advice: 'round it down to the size of the page first',
      },
      related: [{ place: from, message: `${text} is the place of the fault` }],
    };
  });
}

function hugePagesOutside(report: HandlerReport): Draft[] {
  // A mapping that is cut at whole huge pages alone holds each of them.
  const isWhole = report.tables.some(refusesSplit);
  if (isWhole) return [];
  return report.accesses.flatMap(({ kind, callee, outside, place, within, trace }) => {
    if (kind !== 'huge' || outside === null) return [];
    const [end, test] = outside.end
      ? ['end of it against vm_end', 'the address and the size of the page go past vm_end']
      : ['start of it against vm_start', 'it lies before vm_start'];
    return {
      once: `huge:${report.definition.name}:${outside.end}`,
      place: within?.place ?? place,
      ...about(report),
      confidence: 'medium' as const,
      says: {
        fault: `${callee}() maps a whole huge page, and nothing holds the ${end}`,
        consequences: ['user space reaches what is not part of the mapping, in the place of another one'],
        advice: `return VM_FAULT_FALLBACK where ${test}`,
      },
      related: lockFreeWayTo(trace, within ? [{ place, message: 'it is mapped here' }] : []),
    };
  });
}
