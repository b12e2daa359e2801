// SPDX-License-Identifier: GPL-2.0-only
/** What a reviewer writes under a line: a question, what happens, how the code gets there, what to write instead. */
import type { Release } from '../../contracts/model.ts';
import type { Finding } from '../../findings/finding.ts';
import { shownSteps } from '../../findings/path.ts';
import { codeInstead } from '../../review/instead.ts';
import type { ReviewFinding } from '../../review/model.ts';
import { wordingOf } from '../../review/questions.ts';
import { capitalised } from '../../text/words.ts';
import { wrap } from './wrap.ts';

/**
 * Returns the lines of a comment, the prose in 72 columns.
 *
 * @param others findings of the same rule at the same line: other handlers that lead there
 */
export function commentOf(
  { finding, anchor }: ReviewFinding,
  others: readonly ReviewFinding[],
  release: Release,
): string[] {
  const { path } = finding.place.file;
  const { line } = finding.place.file.positionAt(finding.place.start);
  const isHere = anchor !== null && anchor.file === path && Math.abs(anchor.line - line) <= NEAR;
  const { question, consequence } = wordingOf(finding, isHere);
  const where = anchor !== null && anchor.file === path ? '' : `This is about ${path}.`;
  const code = codeInstead(finding, release);
  // A mail has no line that `here` could mean.
  const steps = shownSteps(finding).map(({ message }) => message.replace(/ here$/, ''));
  return [
    ...wrap([question, consequence].filter(Boolean).join(' ')),
    ...paragraph(
      [where, steps.length === 0 ? '' : `The way there: ${steps.join('; then ')}.`].filter(Boolean).join(' '),
    ),
    ...paragraph(alsoOf(finding, others)),
    ...(code.length === 0 ? paragraph(adviceOf(finding.message)) : ['', 'What about', '', ...code]),
    '',
    `[${finding.rule}: ${finding.severity}; new with this patch]`,
  ];
}

/** Lines between a quoted line and the one in question that a reader still takes for the same place. */
const NEAR = 3;

function paragraph(text: string): string[] {
  return text === '' ? [] : ['', ...wrap(text)];
}

/** That other functions have the same finding by the same line. */
function alsoOf({ function: own }: Finding, others: readonly ReviewFinding[]): string {
  const names = others.map(({ finding }) => finding.function).filter((name) => name !== null && name !== own);
  const unique = [...new Set(names)].map((name) => `${name}()`);
  return unique.length === 0 ? '' : `The same goes for ${listed(unique)}.`;
}

function listed(names: readonly string[]): string {
  const last = names.at(-1) ?? '';
  return names.length === 1 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}

/** The end of a message, which says what to do. */
function adviceOf(message: string): string {
  const at = message.lastIndexOf('; ');
  if (at === -1) return '';
  const advice = message.slice(at + 2);
  return `${capitalised(advice)}.`;
}
