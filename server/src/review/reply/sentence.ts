// SPDX-License-Identifier: GPL-2.0-only
/** A clause of a message as a sentence of a reply begins. */
import type { Finding } from '../../findings/finding.ts';
import { capitalised } from '../../text/words.ts';
import { lineAround } from '../lines.ts';

/** Returns a clause with a capital, but where it begins with a name of the code: `addr is never bounds-checked`. */
export function sentence(clause: string, { place, path }: Finding): string {
  const word = /^\w+/.exec(clause)?.[0];
  if (word === 'kernfs') return clause;
  if (word === undefined || PLAIN.has(word) || clause.startsWith(`${word} and `)) return capitalised(clause);
  const places = [place, ...path.map((step) => step.place)];
  const isName = places.some(({ file, start }) => wordsOf(lineAround(file.text, start)).has(word));
  return isName ? clause : capitalised(clause);
}

/** Words of ours that code has as well. */
const PLAIN = new Set(
  'a access an call close core fault if it map mmap mremap mprotect open page return set the user'.split(' '),
);

function wordsOf(line: string): Set<string> {
  return new Set(line.match(/\w+/g));
}
