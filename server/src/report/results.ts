// SPDX-License-Identifier: GPL-2.0-only
/** The results of a handler in a reader's words; the notation of the analysis stays inside. */

import type { Exit } from '../analysis/reports/model/exits.ts';
import { constantText } from '../analysis/reports/render.ts';
import type { HandlerReport } from '../analysis/reports/report.ts';

/** One result with what is always true where the handler leaves with it. */
export interface HandlerResult {
  /** As C has it, or in words: `VM_FAULT_LOCKED`, `0`, `-ENOMEM`, `a negative errno`. */
  text: string;
  isCode: boolean;
  /** For the end of a line: `LOCKED`, `-ENOMEM`; without VM_FAULT_MAJOR, which only counts. */
  short: string;
  notes: string[];
}

export interface HandlerResults {
  /** Success first, then errors; in each the order of how much they say. */
  known: HandlerResult[];
  /** Some exit hands on what an opaque callee returns. */
  hasOthers: boolean;
}

/** Codes of success in the order in which they are shown; errors follow. */
const SUCCESS = ['LOCKED', 'NOPAGE', '0', 'DONE_COW', 'FALLBACK', 'RETRY', 'NEEDDSYNC'];

/** Collects what comes back in some report. */
export function resultsOf(reports: readonly HandlerReport[]): HandlerResults {
  const byValue = new Map<string, Exit[]>();
  for (const { exits } of reports)
    for (const exit of exits)
      for (const value of exit.values) byValue.set(value, [...(byValue.get(value) ?? []), exit]);
  const hasOthers = [...byValue.keys()].some(isOpen);
  const known = [...byValue].filter(([value]) => !isOpen(value));
  known.sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1));
  return { known: known.map(([value, exits]) => resultOf(value, exits)), hasOthers };
}

/** All of them as short texts: `` `VM_FAULT_LOCKED`, page locked ``. */
export function resultsInWords({ known, hasOthers }: HandlerResults): string[] {
  const words = known.map(({ text, isCode, notes }) => [isCode ? `\`${text}\`` : text, ...notes].join(', '));
  return hasOthers ? [...words, 'what an opaque callee returns'] : words;
}

/** Nothing is known of the value, or only that it is not 0. */
function isOpen(value: string): boolean {
  return value.startsWith('?');
}

function resultOf(value: string, exits: readonly Exit[]): HandlerResult {
  const notes: string[] = [];
  if (exits.every((exit) => exit.pageLock === 'locked')) notes.push('page locked');
  if (/\bRETRY\b/.test(value) && exits.every((exit) => exit.mmapLock === 'released'))
    notes.push('lock released');
  const isFault = /^[A-Z]\w*(\||$)/.test(value) && !value.startsWith('E:');
  const bits = value.split('|');
  const telling = bits.filter((bit) => bit !== 'MAJOR');
  const text = constantText(value);
  const short = isFault ? (telling.length > 0 ? telling : bits).join(' | ') : (SHORT[value] ?? text);
  return { text, isCode: !text.includes(' ') || isFault, short, notes };
}

/** What takes few words only. */
const SHORT: Record<string, string> = { '+': 'not 0', '-E?': '-errno' };

function rank(value: string): number {
  const bits = value.split('|').filter((bit) => bit !== 'MAJOR');
  const place = SUCCESS.findIndex((one) => bits.includes(one));
  if (bits.length === 0) return 0.5;
  return place === -1 ? SUCCESS.length + (value.startsWith('-') ? 1 : 0) : place;
}
