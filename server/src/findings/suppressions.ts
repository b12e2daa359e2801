// SPDX-License-Identifier: GPL-2.0-only
/** Comments that say no to a rule: `vmops: allow(rule) why`, in either form of comment. */
import { groupsOf } from '../text/match.ts';
import { remembered } from '../text/remembered.ts';
import type { SourceFile, Span } from '../text/source.ts';

/** One such comment. */
export interface Suppression extends Span {
  /** The rules it names, as written, with their places; empty when it could not be read. */
  rules: ({ id: string } & Span)[];
  /** What stands after the parenthesis; '' when nothing does. */
  reason: string;
  /** Lines, from 1, of its first and last character. */
  firstLine: number;
  lastLine: number;
  /** Code stands before it on its first line: it is about that line alone. */
  trailing: boolean;
  /** The next line with code on it; null when none follows. */
  nextLine: number | null;
}

const COMMENTS_AND_STRINGS =
  /"(?:\\[\s\S]|[^"\\\n])*"|'(?:\\[\s\S]|[^'\\\n])*'|\/\*[\s\S]*?(?:\*\/|$)|\/\/(?:\\\r?\n|[^\n])*/g;
const NONE: Suppression[] = [];
const MARK = /^\/[/*][/*\s]*vmops:/;
const FORM = /^\/[/*][/*\s]*vmops:\s*allow\s*\(([^()]*)\)([\s\S]*)$/;

/** Returns the suppressions of a file in order; comments that begin with `vmops:` and say something else too. */
export const readSuppressions = remembered((file: SourceFile): Suppression[] =>
  file.text.includes('vmops:') ? readAll(file) : NONE,
);

function readAll(file: SourceFile): Suppression[] {
  const comments = [...file.text.matchAll(COMMENTS_AND_STRINGS)].filter(([text]) => text.startsWith('/'));
  const marked = comments.filter(([text]) => MARK.test(text));
  if (marked.length === 0) return [];
  const hasCode = linesWithCode(file, comments);
  return marked.map((match) => {
    const start = match.index;
    const end = start + match[0].length;
    const firstLine = file.positionAt(start).line;
    const lastLine = file.positionAt(end).line;
    const before = file.text.slice(file.text.lastIndexOf('\n', start) + 1, start);
    let next = lastLine + 1;
    while (next < hasCode.length && !hasCode[next]) next++;
    return {
      start,
      end,
      ...readWords(match[0], start),
      firstLine,
      lastLine,
      trailing: before.replace(COMMENTS_AND_STRINGS, keepStrings).trim() !== '',
      nextLine: next < hasCode.length ? next : null,
    };
  });
}

/** What an editor puts where the reason goes; left as it is, it is none. */
export const PLACEHOLDER = 'REASON';

const keepStrings = (text: string) => (text.startsWith('/') ? '' : text);

function readWords(comment: string, offset: number): Pick<Suppression, 'rules' | 'reason'> {
  const match = FORM.exec(comment);
  if (!match) return { rules: [], reason: '' };
  const [list, rest] = groupsOf(match, 2);
  const at = offset + comment.indexOf('(') + 1;
  const rules = [...list.matchAll(/[^\s,]+/g)].map((word) => ({
    id: word[0],
    start: at + word.index,
    end: at + word.index + word[0].length,
  }));
  const reason = rest
    .replace(/\*\/$/, '')
    .replace(/(?<!\s)\s*\n\s*(?:\*\s*)?/g, ' ')
    .replace(/^[\s:,;-]+|(?<!\s)\s+$/g, '');
  return { rules, reason: reason === PLACEHOLDER ? '' : reason };
}

/** By line from 1: whether something but comments stands on it. */
function linesWithCode(file: SourceFile, comments: RegExpExecArray[]): boolean[] {
  const pieces: string[] = [];
  let at = 0;
  for (const comment of comments) {
    pieces.push(file.text.slice(at, comment.index), comment[0].replace(/[^\n]+/g, ''));
    at = comment.index + comment[0].length;
  }
  pieces.push(file.text.slice(at));
  return ['', ...pieces.join('').split('\n')].map((line) => line.trim() !== '');
}
