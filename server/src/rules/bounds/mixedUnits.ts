// SPDX-License-Identifier: GPL-2.0-only
/** Said by the rules about bounds: offsets of pages and of bytes that are taken for one another. */
import type { MixedUnits } from '../../analysis/reports/report.ts';
import type { Says } from '../../findings/says.ts';
import { spot } from '../../text/source.ts';
import type { Draft } from '../rule.ts';
import { lockFreeWayTo } from '../shared/path.ts';

export function unitsMixed(
  all: readonly MixedUnits[],
  of: Pick<Draft, 'function' | 'table' | 'op'>,
): Draft[] {
  return all.map((mixed) => ({
    once: `units:${spot(mixed.place)}`,
    place: mixed.place,
    ...of,
    confidence: 'medium' as const,
    says: wordsOf(mixed),
    related: lockFreeWayTo(mixed.trace),
  }));
}

function wordsOf({ how, callee, text, counts, other }: MixedUnits): Says {
  const another = counts === 'pages' ? 'bytes' : 'pages';
  const [back, on] = counts === 'pages' ? ['left', 'right'] : ['right', 'left'];
  const units = `${text} counts ${counts}, ${other} counts ${another}`;
  const isPlain = !`${text}${other}`.includes('PAGE_S');
  const [pages, bytes] = counts === 'pages' ? [text, other ?? ''] : [other ?? '', text];
  const advice = isPlain ? `shift ${pages} left by PAGE_SHIFT` : 'bring both to one unit';
  // A number of pages that is shifted may lose its upper bits.
  const inPages = isPlain ? `compare with ${operand(bytes)} >> PAGE_SHIFT` : 'bring both to one unit';
  switch (how) {
    case 'sum':
      return {
        fault: 'pages and bytes in one sum',
        consequences: [`${units}, and another place of the object is reached than was asked for`],
        advice,
      };
    case 'compared':
      return {
        fault: 'pages are compared with bytes',
        consequences: [`${units}, and the test is wrong by a factor of PAGE_SIZE`],
        advice: inPages,
      };
    case 'shift':
      return {
        fault: `${text} counts ${counts} already, and is shifted ${on} by PAGE_SHIFT`,
        consequences: ['another place of the object is reached than was asked for'],
        advice: 'leave the shift out',
      };
    case 'shifted':
      return {
        fault: `${text}, which is shifted ${on} by PAGE_SHIFT, has a number of ${counts} in it`,
        consequences: ['another place of the object is reached than was asked for'],
        advice: `shift that number ${back} first`,
      };
    case 'frame':
      return {
        fault: `${callee}() takes the number of a frame, and ${text} counts bytes`,
        consequences: ['user space is given other memory'],
        advice: 'shift it right by PAGE_SHIFT',
      };
    case 'address':
      return {
        fault: `${callee}() takes an address, and ${text} has a number of pages in it`,
        consequences: ['another place of the object is reached than was asked for'],
        advice: 'shift that number left by PAGE_SHIFT',
      };
    case 'stored':
      return {
        fault: `vm_pgoff counts pages, and ${text}, which is stored in it, counts bytes`,
        consequences: ['a fault asks for another page than is meant'],
        advice: 'shift it right by PAGE_SHIFT',
      };
    default:
      return {
        fault: `${callee}() takes a length in bytes, and ${text} counts pages`,
        consequences: ['the rest of the range is left out'],
        advice: 'shift it left by PAGE_SHIFT',
      };
  }
}

/** As an operand of a shift; a sum needs brackets. */
const operand = (text: string) => (text.includes(' ') ? `(${text})` : text);
