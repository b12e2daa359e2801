// SPDX-License-Identifier: GPL-2.0-only
/** A review as mail: one reply for each patch with findings, ready to be sent. */

import type { Release } from '../../contracts/model.ts';
import { releaseInWords } from '../../contracts/release.ts';
import type { Address } from '../../mail/model.ts';
import type { PatchReview, Review } from '../../review/model.ts';
import { commentOf } from './comment.ts';
import { addressHeader, header, idsHeader } from './headers.ts';
import { quoted } from './quote.ts';
import { wrap } from './wrap.ts';

export interface MailOptions {
  /** Also to all who got the patch. */
  replyAll: boolean;
  version: string;
  /** The command that repeats the review. */
  command: string;
}

/** Returns a mail, or a mailbox where more than one patch has findings; empty where none has. */
export function reviewMail(review: Review, options: MailOptions): string {
  const replies = review.patches
    .filter(({ introduced }) => introduced.length > 0)
    .map((patch) => replyTo(patch, review.release, options));
  if (replies.length < 2) return replies.join('');
  return replies.map((reply) => `${ENVELOPE}\n${reply.replace(/^(>*From )/gm, '>$1')}\n`).join('');
}

/** As archives of lists write it: a sender that is none, at no time. */
const ENVELOPE = 'From mboxrd@z Thu Jan  1 00:00:00 1970';

function replyTo(patch: PatchReview, release: Release, options: MailOptions): string {
  const body = [
    ...attribution(patch),
    '',
    ...quoted(patch, commentOf),
    '',
    '-- ',
    `vmops ${options.version}, ${releaseInWords(release, patch.reached.inferred)}`,
    options.command,
  ];
  return `${[...headersOf(patch, options), '', ...body].join('\n')}\n`;
}

function headersOf({ mail }: PatchReview, { replyAll }: MailOptions): string[] {
  const { message } = mail;
  const subject = message?.subject || mail.title || 'your patch';
  const to = unique([
    ...(message?.replyTo[0]
      ? message.replyTo
      : message?.from
        ? [message.from]
        : mail.author
          ? [mail.author]
          : []),
  ]);
  const others = [
    ...(mail.author ? [mail.author] : []),
    ...(replyAll ? [...(message?.to ?? []), ...(message?.cc ?? [])] : []),
  ];
  const cc = unique(others).filter(({ address }) => !to.some((one) => isSame(one.address, address)));
  const id = message?.messageId ?? null;
  const references = id === null ? [] : [...(message?.references ?? []).filter((one) => one !== id), id];
  return [
    ...(to.length > 0 ? [addressHeader('To', to)] : []),
    ...(cc.length > 0 ? [addressHeader('Cc', cc)] : []),
    header('Subject', /^re:/i.test(subject) ? subject : `Re: ${subject}`),
    ...(id === null ? [] : [idsHeader('In-Reply-To', [id]), idsHeader('References', references)]),
    'Auto-Submitted: auto-replied',
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=UTF-8',
    'Content-Transfer-Encoding: 8bit',
  ];
}

function attribution({ mail }: PatchReview): string[] {
  const { message } = mail;
  const who = message?.from ?? mail.author;
  if (who === null) return [];
  const name = clean(who.name || who.address);
  return wrap(message?.date ? `On ${clean(message.date)}, ${name} wrote:` : `${name} wrote:`);
}

function clean(text: string): string {
  return text.replace(/\p{Cc}+/gu, ' ').trim();
}

function unique(addresses: readonly Address[]): Address[] {
  return addresses.filter(
    (one, index) => addresses.findIndex((other) => isSame(one.address, other.address)) === index,
  );
}

const isSame = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();
