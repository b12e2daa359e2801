// SPDX-License-Identifier: GPL-2.0-only
/** What the subject of a patch says by the customs of the kernel. */

export interface Subject {
  /** Without prefixes. */
  title: string;
  /** It begins with `Re:` or what other mailers write. */
  isReply: boolean;
  /** `PATCH` stands in the brackets. */
  isPatch: boolean;
  /** 1 where it names none. */
  revision: number;
  /** Place in the series, 0 for the cover letter, and how many there are; null for a patch by itself. */
  place: { index: number; total: number } | null;
}

const REPLY = /^\s*(?:re|aw|sv|vs|antw|odp)(?:\[\d+\]|\^\d+)?\s*:\s*/i;

/** Reads a subject. */
export function readSubject(written: string): Subject {
  let rest = written.trim();
  let isReply = false;
  while (REPLY.test(rest)) {
    isReply = true;
    rest = rest.replace(REPLY, '');
  }
  const subject: Subject = { title: rest, isReply, isPatch: false, revision: 1, place: null };
  for (let match = /^\[([^\]]*)\]\s*/.exec(rest); match; match = /^\[([^\]]*)\]\s*/.exec(rest)) {
    const words = (match[1] as string).replace(/([^\s,\d/])(v?\d+\/\d+)/gi, '$1 $2').split(/[\s,]+/);
    for (const word of words) readWord(word, subject);
    rest = rest.slice(match[0].length);
  }
  subject.title = rest;
  return subject;
}

function readWord(word: string, subject: Subject): void {
  const place = /^(\d+)\/(\d+)$/.exec(word);
  const revision = /^(?:patch)?v(\d+)$/i.exec(word);
  if (place !== null) subject.place = { index: Number(place[1]), total: Number(place[2]) };
  if (revision !== null) subject.revision = Math.max(1, Number(revision[1]));
  if (/patch/i.test(word)) subject.isPatch = true;
}
