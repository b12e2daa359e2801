// SPDX-License-Identifier: GPL-2.0-only
/** The part of a patch that a reply quotes. */
import type { Change } from '../../patch/change.ts';
import type { Anchor, PatchReview, ReviewFinding } from '../../review/model.ts';
import { doesSomething } from '../../review/reply/substance.ts';

/** Lines in front of the one that is commented on. */
export const BEFORE = 6;
/** Lines behind the last one. */
export const AFTER = 3;

/** A line that is commented on. */
export interface Quoted {
  /** With its mark; '' where there is none. */
  text: string;
  /** The lines that went, as many as came in their place or more; none where there are too many to show. */
  removed: string[];
}

/** Writes about a finding, and others of its rule at its line. */
type Comment = (finding: ReviewFinding, others: readonly ReviewFinding[], quoted: Quoted) => string[];

const NO_LINE: Quoted = { text: '', removed: [] };

/** The comments on one place: one for what several handlers have in common. */
function commentsOn(findings: readonly ReviewFinding[], commentOf: Comment, line = NO_LINE): string[] {
  const byRule = new Map<string, ReviewFinding[]>();
  for (const one of findings) {
    const { rule, severity, place, message, function: name, op } = one.finding;
    const said = message.replaceAll(`${name}(`, '(').replace(`${op} handler`, '');
    // Without an anchor only those of one file are of one place.
    const key = [rule, severity, said, one.anchor === null ? place.file.path : ''].join(' ');
    byRule.set(key, [...(byRule.get(key) ?? []), one]);
  }
  return [...byRule.values()].flatMap(([first, ...others]) =>
    first === undefined ? [] : ['', ...commentOf(first, others, line), ''],
  );
}

/** A line of the patch with the findings that are told under it. */
interface Line {
  text: string;
  findings: ReviewFinding[];
}

/**
 * Returns the lines of a reply's body: for each file the hunks with an anchor, trimmed, and under each anchor what
 * `commentOf` says. Findings without an anchor come first.
 */
export function quoted(patch: PatchReview, commentOf: Comment): string[] {
  const lines: string[] = [];
  const open = new Set(patch.introduced);
  const byFile: string[][] = [];
  for (const change of patch.changes) {
    const own = patch.introduced.filter(
      ({ anchor }) => anchor?.file === (anchor?.side === 'old' ? change.oldPath : change.newPath),
    );
    if (own.length === 0) continue;
    const hunks = hunksOf(change, own, open);
    if (hunks.length === 0) continue;
    const head = [`> --- ${nameOf('a', change.oldPath)}`, `> +++ ${nameOf('b', change.newPath)}`];
    byFile.push([...head, ...hunks.flatMap((hunk) => quoteHunk(hunk, commentOf))]);
  }
  lines.push(...commentsOn([...open], commentOf));
  for (const file of byFile) lines.push(...file, '');
  return squeezed(lines);
}

interface QuotedHunk {
  head: string;
  lines: Line[];
}

/** The hunks of a file that findings are anchored in; those that are found a place are taken out of `open`. */
function hunksOf(change: Change, own: readonly ReviewFinding[], open: Set<ReviewFinding>): QuotedHunk[] {
  const found: QuotedHunk[] = [];
  for (const { hunk, oldStart, newStart } of change.hunks) {
    let [oldLine, newLine] = [oldStart, newStart];
    let isWanted = false;
    const lines = hunk.lines.map(({ kind, text }): Line => {
      const isAt = ({ side, line }: Anchor) =>
        side === 'new' ? kind !== '-' && line === newLine : kind === '-' && line === oldLine;
      const findings = own.filter((one) => open.has(one) && one.anchor !== null && isAt(one.anchor));
      for (const one of findings) open.delete(one);
      isWanted ||= findings.length > 0;
      if (kind !== '+') oldLine++;
      if (kind !== '-') newLine++;
      return { text: `${kind}${text}`, findings };
    });
    if (!isWanted) continue;
    const { oldStart: oldAt, oldLines, newStart: newAt, newLines, section } = hunk;
    const head = `@@ -${oldAt},${oldLines} +${newAt},${newLines} @@ ${section}`.trimEnd();
    found.push({ head, lines });
  }
  return found;
}

function quoteHunk({ head, lines }: QuotedHunk, commentOf: Comment): string[] {
  const marked = lines.flatMap(({ findings }, index) => (findings.length > 0 ? [index] : []));
  const out = [`> ${head}`];
  let shown = 0;
  for (const at of marked) {
    const from = Math.max(shown, at - BEFORE);
    if (from > shown) out.push('> [...]');
    for (const { text } of lines.slice(from, at + 1)) out.push(quote(text));
    const { text = '', findings = [] } = lines[at] ?? {};
    out.push(...commentsOn(findings, commentOf, { text, removed: removedAt(lines, at) }));
    shown = at + 1;
  }
  for (const { text } of lines.slice(shown, shown + AFTER)) out.push(quote(text));
  if (shown + AFTER < lines.length) out.push('> [...]');
  return out;
}

/** More lines that went are not shown once more: of those that others took the place of, and of those that just went. */
const MOST_REPLACED = 4;
const MOST_REMOVED = 6;

/** The lines that went with one, where no more came in their place and the hunk changes nothing else. */
function removedAt(lines: readonly Line[], at: number): string[] {
  const changed = lines.flatMap(({ text }, index) => (/^[+-]/.test(text) ? [index] : []));
  const isOneRun = changed.every((index, number) => index === (changed[0] ?? 0) + number);
  if (!isOneRun || !changed.includes(at)) return [];
  const linesOf = (mark: string) =>
    changed
      .map((index) => lines[index]?.text ?? '')
      .filter((text) => text.startsWith(mark) && text.slice(1).trim() !== '')
      .map((text) => text.slice(1));
  const removed = linesOf('-');
  const added = linesOf('+').length;
  const isShort = removed.length <= (added > 0 ? MOST_REPLACED : MOST_REMOVED) && added <= removed.length;
  return isShort && removed.some(doesSomething) && isWhole(removed.join('\n')) ? removed.map(plain) : [];
}

/** No part of a statement that goes on in lines that stayed. */
function isWhole(code: string): boolean {
  return code.split('(').length === code.split(')').length;
}

function quote(text: string): string {
  return `> ${plain(text)}`.trimEnd();
}

/** Without what moves a cursor. */
function plain(text: string): string {
  return text.replace(/\p{Cc}/gu, (char) => (char === '\t' ? char : ''));
}

function nameOf(prefix: string, path: string | null): string {
  return path === null ? '/dev/null' : `${prefix}/${path}`;
}

/** Without empty lines at both ends and twice in a row. */
function squeezed(lines: readonly string[]): string[] {
  const kept: string[] = [];
  for (const line of lines) if (line !== '' || (kept.length > 0 && kept.at(-1) !== '')) kept.push(line);
  while (kept.at(-1) === '') kept.pop();
  return kept;
}
