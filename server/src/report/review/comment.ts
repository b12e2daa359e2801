// SPDX-License-Identifier: GPL-2.0-only
/** What a reviewer writes under a line: a question, what happens, how the code gets there, what to write instead. */
import type { Release } from '../../contracts/model.ts';
import type { Finding, PathStep } from '../../findings/finding.ts';
import { shownSteps } from '../../findings/path.ts';
import { codeInstead } from '../../review/instead.ts';
import type { Anchor, ReviewFinding } from '../../review/model.ts';
import { wordingOf } from '../../review/questions.ts';
import { capitalised, listed } from '../../text/words.ts';
import { AFTER, BEFORE, type Quoted } from './quote.ts';
import { wrap } from './wrap.ts';

/**
 * Returns the lines of a comment, the prose in 72 columns.
 *
 * @param others findings of the same rule at the same line: other handlers that lead there
 * @param quoted the line above the comment, and those that went with it
 */
export function commentOf(
  { finding, anchor }: ReviewFinding,
  others: readonly ReviewFinding[],
  release: Release,
  quoted: Quoted,
): string[] {
  const { path } = finding.place.file;
  const { line } = finding.place.file.positionAt(finding.place.start);
  const isNear = anchor !== null && anchor.file === path && Math.abs(anchor.line - line) <= NEAR;
  // A line that gives a value its wrong kind is the place that is asked about.
  const isHere = isNear || (finding.rule === 'errno-as-vm-fault' && isOnPath(finding, anchor));
  const { question, consequence } = wordingOf(finding, isHere);
  const where = anchor !== null && anchor.file === path ? '' : `This is about ${path}.`;
  const way = wayTo(finding, anchor);
  return [
    ...wrap([question, consequence].filter(Boolean).join(' ')),
    ...paragraph([where, way === '' ? '' : `The way there: ${way}.`].filter(Boolean).join(' ')),
    ...paragraph(alsoOf(finding, others)),
    ...proposal({ finding, anchor }, release, quoted),
    '',
    `[${finding.rule}: ${finding.severity}; new with this patch]`,
  ];
}

/** The steps that a reader of the quoted lines does not see. */
function wayTo(finding: Finding, anchor: Anchor | null): string {
  const all = shownSteps(finding);
  const hasNotes = all.some(({ kind }) => kind === 'note');
  const isQuoted = ({ place: { file, start } }: PathStep) => {
    const { line } = file.positionAt(start);
    return (
      anchor?.side === 'new' &&
      file.path === anchor.file &&
      line >= anchor.line - BEFORE &&
      line <= anchor.line + AFTER
    );
  };
  const steps = all.filter(
    (step) =>
      !step.message.startsWith('the same goes for ') &&
      (step.kind !== 'test' || !(hasNotes || isQuoted(step))),
  );
  // What only opens a branch is left out first.
  const told = steps.length > MOST_STEPS ? steps.filter(({ kind }) => kind !== 'test') : steps;
  // A mail has no line that `here` could mean.
  const words = told
    .filter(({ message }) => !/ from here$/.test(message))
    .slice(-MOST_STEPS)
    .map(({ message }) => message.replace(/ here$/, ''));
  return [...new Set(words)].join('; then ');
}

/** Whether the line that is quoted is a step of the path. */
function isOnPath({ path }: Finding, anchor: Anchor | null): boolean {
  return path.some(
    ({ place: { file, start } }) =>
      anchor?.side === 'new' && file.path === anchor.file && file.positionAt(start).line === anchor.line,
  );
}

/** More steps are not read in a mail. */
const MOST_STEPS = 4;

/** What to write instead, or what to do. */
function proposal({ finding, anchor }: ReviewFinding, release: Release, { text, removed }: Quoted): string[] {
  const { code, isInFront } = codeInstead(finding, anchor, release);
  const isOlder = removed.length > 0 && finding.place.file.path === anchor?.file && isOmission(finding.rule);
  // What a lock lacks is said better than by the line that a new one took the place of.
  if (isOlder && !(isInFront && code.length > 0 && text.startsWith('+')))
    return ['', 'What about keeping', '', ...removed];
  const isThere = code.length === 1 && code[0]?.trim() === text.slice(1).trim();
  if (code.length === 0 || isThere) return paragraph(adviceOf(finding.message));
  return ['', isInFront ? 'What about this in front of it' : 'What about', '', ...code];
}

/** Rules about what is missing, or not right any more: where a few lines went, these were it. */
function isOmission(rule: string): boolean {
  return !/^(?:doc-|errno-as|fault-code|unknown-op|op-prototype|vm-flags)/.test(rule);
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

/** The end of a message, which says what to do. */
function adviceOf(message: string): string {
  const at = message.lastIndexOf('; ');
  if (at === -1) return '';
  const advice = message.slice(at + 2);
  return `${capitalised(advice)}.`;
}
