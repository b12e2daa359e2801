// SPDX-License-Identifier: GPL-2.0-only
/** Said by the rules about bounds: offsets of pages and of bytes that are taken for one another. */
import type { MixedUnits } from '../../analysis/reports/report.ts';
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
    message: wordsOf(mixed),
    related: lockFreeWayTo(mixed.trace),
  }));
}

function wordsOf({ how, callee, text, counts, other }: MixedUnits): string {
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
      return `pages and bytes in one sum: ${units}, and another place of the object is reached than was asked for; ${advice}`;
    case 'compared':
      return `pages are compared with bytes: ${units}, and the test is wrong by a factor of PAGE_SIZE; ${inPages}`;
    case 'shift':
      return `${text} counts ${counts} already, and is shifted ${on} by PAGE_SHIFT: another place of the object is reached than was asked for; leave the shift out`;
    case 'shifted':
      return `${text}, which is shifted ${on} by PAGE_SHIFT, has a number of ${counts} in it: another place of the object is reached than was asked for; shift that number ${back} first`;
    case 'frame':
      return `${callee}() takes the number of a frame, and ${text} counts bytes: user space is given other memory; shift it right by PAGE_SHIFT`;
    case 'address':
      return `${callee}() takes an address, and ${text} has a number of pages in it: another place of the object is reached than was asked for; shift that number left by PAGE_SHIFT`;
    case 'stored':
      return `vm_pgoff counts pages, and ${text}, which is stored in it, counts bytes: a fault asks for another page than is meant; shift it right by PAGE_SHIFT`;
    default:
      return `${callee}() takes a length in bytes, and ${text} counts pages: the rest of the range is left out; shift it left by PAGE_SHIFT`;
  }
}

/** As an operand of a shift; a sum needs brackets. */
const operand = (text: string) => (text.includes(' ') ? `(${text})` : text);
