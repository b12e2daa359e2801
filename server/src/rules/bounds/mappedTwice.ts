// SPDX-License-Identifier: GPL-2.0-only
/** Said by mmap-bound and pgoff-bound: a piece of a mapping that is given the frames, or the place, of another. */
import type { MappedTwice } from '../../analysis/reports/model/events.ts';
import type { MappingReport } from '../../analysis/reports/model/mappings.ts';
import type { HandlerReport } from '../../analysis/reports/report.ts';
import type { Program } from '../../facts/model.ts';
import { spot } from '../../text/source.ts';
import type { Draft } from '../rule.ts';
import { about, aboutMapping, saidAt, who } from '../shared/exits.ts';

export const mappedTwiceIn = ({ definition, sameFrames }: MappingReport, program: Program): Draft[] =>
  draftsOf(sameFrames, `${definition.name}()`, aboutMapping(definition), program);

export const mappedTwiceBy = (report: HandlerReport, program: Program): Draft[] =>
  draftsOf(report.sameFrames, who(report), about(report), program);

function draftsOf(
  found: readonly MappedTwice[],
  root: string,
  of: Pick<Draft, 'function' | 'table' | 'op'>,
  program: Program,
): Draft[] {
  return found.map(({ what, text, callee, place, before }) => {
    const said = saidAt(place, program, root, of);
    if (what === 'again')
      return {
        once: `twice:${spot(place)}`,
        place,
        ...said.of,
        confidence: 'medium' as const,
        says: {
          fault: `${said.subject} maps by ${callee}() at ${text}, where it has mapped something before and nothing in that address has changed since`,
          consequences: ['an entry is there already, and all that follows lies too low'],
          advice: 'move the address on by what was mapped',
        },
        related: before ? [{ place: before, message: 'something is mapped there here' }] : [],
      };
    const [moves, harm, step] =
      what === 'frame'
        ? ['the address', 'user space finds the same memory again in place of what follows', 'the frame']
        : ['the frame', 'an entry is there already, and the rest is left without one', 'the address'];
    const again = before ? 'maps the rest' : 'maps piece by piece';
    return {
      once: `twice:${spot(place)}`,
      place,
      ...said.of,
      confidence: 'medium' as const,
      says: {
        fault: `${said.subject} ${again} by ${callee}() where ${moves} has moved on and ${text} has not`,
        consequences: [harm],
        advice: `move ${step} on as well`,
      },
      related: before ? [{ place: before, message: 'the piece before is mapped here' }] : [],
    };
  });
}
