// SPDX-License-Identifier: GPL-2.0-only
/** Finds the patch in a message, or says why there is none to review. */

import { decodeWords } from 'postal-mime';
import { hasDiff } from '../patch/parse.ts';
import { groupsOf } from '../text/match.ts';
import type { Address, Message } from './model.ts';
import { readSubject, type Subject } from './subject.ts';

/** One patch, from mail or from a bare diff. */
export interface PatchMail {
  /** As the list shows it; null for a bare diff that says nothing of itself. */
  title: string | null;
  subject: Subject;
  /** Null for a bare diff. */
  message: Message | null;
  /** Who wrote the patch: the From in the body, or else of the mail. */
  author: Address | null;
  /** What may be its diff, the likeliest first. */
  diffs: string[];
  /** The commit that it says it belongs to. */
  baseCommit: string | null;
  /** Counts the series that it was found in; mails of one have the same number. */
  series: number;
  /** Why it is no patch to review; null for one that is. */
  skipped: string | null;
  /** Why the patch in it cannot be read; null where it was not tried yet. */
  problem: string | null;
}

const SCISSORS = /^(?=.*(?:>8|8<|>%|%<))[ \t>8<%]*-[ \t>8<%]*-[- \t>8<%a-z]*$/im;

/** The patches of a message: mostly one; more where each comes as a file of its own. */
export function patchesOf(message: Message): PatchMail[] {
  const subject = readSubject(message.subject);
  const whole: PatchMail = {
    title: message.subject,
    subject,
    message,
    author: message.from,
    diffs: [],
    baseCommit: baseCommitOf(message.text),
    series: 0,
    skipped: null,
    problem: null,
  };
  const cut = behindScissors(message.text);
  const inBody = cut ?? message.text;
  if (subject.isReply && cut === null) return [{ ...whole, skipped: 'a reply' }];
  if (isPullRequest(message.text)) return [{ ...whole, skipped: 'a pull request' }];
  if (hasDiff(inBody)) {
    const own = ownHeaders(inBody);
    const title = own.subject ?? message.subject;
    const raw = message.unflowed.map((text) => behindScissors(text) ?? text);
    return [
      {
        ...whole,
        title,
        subject: { ...(own.subject === null ? subject : readSubject(own.subject)), isReply: false },
        author: own.from ?? message.from,
        diffs: [inBody, ...raw.filter(hasDiff)],
      },
    ];
  }
  if (message.attached.length > 0) {
    return message.attached.map((text) => {
      const own = ownHeaders(text.replace(/^From \S+ .*\n/, ''));
      const title = own.subject ?? message.subject;
      const baseCommit = baseCommitOf(text) ?? whole.baseCommit;
      return {
        ...whole,
        title,
        subject: readSubject(title),
        author: own.from ?? message.from,
        diffs: [text],
        baseCommit,
      };
    });
  }
  if (message.enclosed.length > 0) return message.enclosed.flatMap(patchesOf);
  if (message.isHtmlAlone) return [{ ...whole, problem: 'its patch is in HTML, which loses white space' }];
  if (message.isCut) return [{ ...whole, problem: 'its base64 is cut off, or is none' }];
  if (message.hasRawDiff)
    return [{ ...whole, problem: 'there is a patch in it, but its parts cannot be told' }];
  const isCover = subject.place?.index === 0;
  return [{ ...whole, skipped: isCover ? 'a cover letter' : 'no patch in it' }];
}

/** A diff without mail around it. */
export function bareDiff(text: string): PatchMail {
  // As `git show` prints a commit.
  const shown = /^commit [0-9a-f]{7,64}\b[^\n]*\n(?:[A-Za-z]+: .*\n)*\n {4}(\S.*)\n/.exec(text);
  const title = shown?.[1] ?? null;
  return {
    title,
    subject: readSubject(title ?? ''),
    message: null,
    author: null,
    diffs: [text],
    baseCommit: baseCommitOf(text),
    series: 0,
    skipped: hasDiff(text) ? null : 'no patch in it',
    problem: null,
  };
}

function behindScissors(text: string): string | null {
  const match = SCISSORS.exec(text);
  if (match === null) return null;
  const rest = text.slice(match.index + match[0].length + 1);
  return hasDiff(rest) && !hasDiff(text.slice(0, match.index)) ? rest : null;
}

function isPullRequest(text: string): boolean {
  return (
    /^The following changes since commit [0-9a-f]{7,64}/m.test(text) && /^are available in the /m.test(text)
  );
}

function baseCommitOf(text: string): string | null {
  return /^base-commit: ([0-9a-f]{7,64})\s*$/m.exec(text)?.[1] ?? null;
}

/** Headers at the very beginning of a body, which stand for the author's own. */
function ownHeaders(body: string): { from: Address | null; subject: string | null } {
  const found: { from: Address | null; subject: string | null } = { from: null, subject: null };
  const lines = body.replace(/^\s*\n/, '').split('\n');
  for (const [index, line] of lines.entries()) {
    const match =
      /^(From|Subject|Date|Message-I[Dd]|To|Cc|MIME-Version|Content-[A-Za-z-]+|X-[A-Za-z-]+): (.*)$/.exec(
        line,
      );
    if (match === null) {
      if (index > 0 && /^\s+\S/.test(line)) continue;
      break;
    }
    const [key, value] = groupsOf(match, 2);
    if (key === 'From') found.from = addressOf(decodeWords(value));
    if (key === 'Subject') {
      const folded = lines.slice(index + 1);
      const end = folded.findIndex((next) => !/^\s+\S/.test(next));
      const rest = folded.slice(0, end === -1 ? undefined : end).map((next) => next.trim());
      found.subject = decodeWords([value.trim(), ...rest].join(' '));
    }
  }
  return found;
}

function addressOf(written: string): Address | null {
  const match = /^"?([^"<]*)(?:"\s*)?<([^<>\s@]+@[^<>\s]+)>/.exec(written.trim());
  if (match !== null) return { name: (match[1] as string).trim(), address: match[2] as string };
  return /^[^\s@]+@\S+$/.test(written.trim()) ? { name: '', address: written.trim() } : null;
}
