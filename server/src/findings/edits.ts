// SPDX-License-Identifier: GPL-2.0-only
/** Makes the edits of fixes in a text. */
import type { Edit, Finding } from './finding.ts';

/** What came of it. */
export interface Edited {
  text: string;
  /** The findings whose fixes were made: of two that touch the same text the first alone. */
  fixed: Finding[];
}

/**
 * Makes the fixes of findings in their file, in the order given. Texts get the line ends of the file.
 *
 * @param text the file as the findings saw it
 */
export function applyFixes(text: string, findings: readonly Finding[]): Edited {
  const edits: Edit[] = [];
  const fixed: Finding[] = [];
  for (const finding of findings) {
    const own = finding.fix?.edits ?? [];
    if (own.length === 0 || own.some((one) => edits.some((other) => overlap(one, other)))) continue;
    edits.push(...own);
    fixed.push(finding);
  }
  const isWindows = text.includes('\r\n');
  const inOrder = edits
    .map(({ place, text: put }, order) => ({ start: place.start, end: place.end, put, order }))
    .sort((a, b) => a.start - b.start || a.end - b.end || a.order - b.order);
  let at = 0;
  let result = '';
  for (const { start, end, put } of inOrder) {
    result += text.slice(at, start) + (isWindows ? put.replaceAll('\n', '\r\n') : put);
    at = end;
  }
  return { text: result + text.slice(at), fixed };
}

/** Whether two edits of different fixes touch; where they only meet, it is unknown which comes first. */
function overlap({ place: a }: Edit, { place: b }: Edit): boolean {
  return a.start <= b.end && b.start <= a.end;
}
