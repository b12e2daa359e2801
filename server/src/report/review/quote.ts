// SPDX-License-Identifier: GPL-2.0-only
/** The part of a patch that a reply quotes. */
import type { Change } from '../../patch/change.ts';
import type { Anchor, PatchReview, ReviewFinding } from '../../review/model.ts';

/** Lines in front of the one that is commented on. */
const BEFORE = 6;
/** Lines behind the last one. */
const AFTER = 3;

/** Writes about a finding, and others of its rule at its line. */
type Comment = (finding: ReviewFinding, others: readonly ReviewFinding[]) => string[];

/** The comments on one place: one for what several handlers have in common. */
function commentsOn(findings: readonly ReviewFinding[], commentOf: Comment): string[] {
  const byRule = new Map<string, ReviewFinding[]>();
  for (const one of findings) {
    const { rule, severity, place, message, function: name, op } = one.finding;
    const said = message.replaceAll(`${name}(`, '(').replace(`${op} handler`, '');
    // Without an anchor only those of one file are of one place.
    const key = [rule, severity, said, one.anchor === null ? place.file.path : ''].join(' ');
    byRule.set(key, [...(byRule.get(key) ?? []), one]);
  }
  return [...byRule.values()].flatMap(([first, ...others]) =>
    first === undefined ? [] : ['', ...commentOf(first, others), ''],
  );
}

/** A line of the patch with the findings that are told under it. */
interface Quoted {
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
  lines: Quoted[];
}

/** The hunks of a file that findings are anchored in; those that are found a place are taken out of `open`. */
function hunksOf(change: Change, own: readonly ReviewFinding[], open: Set<ReviewFinding>): QuotedHunk[] {
  const found: QuotedHunk[] = [];
  for (const { hunk, oldStart, newStart } of change.hunks) {
    let [oldLine, newLine] = [oldStart, newStart];
    let isWanted = false;
    const lines = hunk.lines.map(({ kind, text }): Quoted => {
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
    out.push(...commentsOn(lines[at]?.findings ?? [], commentOf));
    shown = at + 1;
  }
  for (const { text } of lines.slice(shown, shown + AFTER)) out.push(quote(text));
  if (shown + AFTER < lines.length) out.push('> [...]');
  return out;
}

function quote(text: string): string {
  return `> ${text.replace(/[\r\p{Cc}]/gu, (char) => (char === '\t' ? char : ''))}`.trimEnd();
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
