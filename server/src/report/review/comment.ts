// SPDX-License-Identifier: GPL-2.0-only
/** What a reviewer writes under a line: a question, what happens, how the code gets there, what to write instead. */
import type { Finding } from '../../findings/finding.ts';
import type { Anchor, ReviewFinding } from '../../review/model.ts';
import { codeInstead } from '../../review/reply/instead.ts';
import { wordingOf } from '../../review/reply/questions.ts';
import { sentence } from '../../review/reply/sentence.ts';
import { listed } from '../../text/words.ts';
import type { Quoted } from './quote.ts';
import { wayTo } from './way.ts';
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
  quoted: Quoted,
): string[] {
  const { path } = finding.place.file;
  const { line } = finding.place.file.positionAt(finding.place.start);
  const isNear = anchor !== null && anchor.file === path && Math.abs(anchor.line - line) <= NEAR;
  // A line that gives a value its wrong kind is the place that is asked about.
  const isHere = isNear || (finding.rule === 'errno-as-vm-fault' && isOnPath(finding, anchor));
  const { question, consequence } = wordingOf(finding, isHere);
  const where = anchor !== null && anchor.file === path ? '' : `This is about ${path}.`;
  const prose = [question, consequence].filter(Boolean).join(' ');
  return [
    ...wrap(prose),
    ...paragraph([where, wayTo(finding, anchor, prose)].filter(Boolean).join(' ')),
    ...paragraph(alsoOf(finding, others)),
    ...proposal({ finding, anchor }, quoted),
    '',
    `[${finding.rule}: ${finding.severity}; new with this patch]`,
  ];
}

/** Whether the line that is quoted is a step of the path. */
function isOnPath({ path }: Finding, anchor: Anchor | null): boolean {
  return path.some(
    ({ place: { file, start } }) =>
      anchor?.side === 'new' && file.path === anchor.file && file.positionAt(start).line === anchor.line,
  );
}

/** What to write instead, or what to do. */
function proposal({ finding, anchor }: ReviewFinding, { text, removed }: Quoted): string[] {
  const { code, isInFront } = codeInstead(finding, anchor);
  const isOlder = removed.length > 0 && finding.place.file.path === anchor?.file && isOmission(finding.rule);
  // What a lock lacks is said better than by the line that a new one took the place of.
  if (isOlder && !(isInFront && code.length > 0 && text.startsWith('+')))
    return ['', 'What about keeping', '', ...removed];
  const isThere = code.length === 1 && code[0]?.trim() === text.slice(1).trim();
  if (code.length === 0 || isThere) return paragraph(adviceOf(finding));
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

/** What to do, as a sentence. */
function adviceOf(finding: Finding): string {
  const { advice } = finding.says;
  return advice === undefined ? '' : `${sentence(advice, finding)}.`;
}
