// SPDX-License-Identifier: GPL-2.0-only
/** Puts the patches of a mailbox in the order in which they apply, each series in its newest version. */
import type { Message } from './model.ts';
import type { PatchMail } from './patchMail.ts';

/** The patches that were sent together as one version of a series. */
interface Posting {
  author: string;
  revision: number;
  total: number | null;
  mails: PatchMail[];
  ids: Set<string>;
}

/**
 * Returns all patches: those to review in order, and what is skipped, with the reason, where it stood.
 *
 * @param revision the version to review, or null for the newest of each series
 */
export function inOrder(mails: readonly PatchMail[], revision: number | null): PatchMail[] {
  const unique = withoutTwins(mails);
  const families: Posting[][] = [];
  for (const posting of postingsOf(unique)) {
    const family = families.find((one) => one.some((other) => isSameSeries(other, posting)));
    if (family === undefined) families.push([posting]);
    else family.push(posting);
  }
  return families.flatMap((family, series) => withSeries(chosen(family, revision), series));
}

/** Numbers the mails of a series, and hands the base that one of them tells to all. */
function withSeries(mails: PatchMail[], series: number): PatchMail[] {
  const baseCommit = mails.map((mail) => mail.baseCommit).find((base) => base !== null) ?? null;
  return mails.map((mail) => ({ ...mail, series, baseCommit: mail.baseCommit ?? baseCommit }));
}

/** A mail that came over two lists is there twice. */
function withoutTwins(mails: readonly PatchMail[]): PatchMail[] {
  const byId = new Map<string, Message>();
  const bare = new Set<string>();
  return mails.map((mail) => {
    const { message, skipped, title, diffs } = mail;
    if (skipped !== null || message === null) return mail;
    let isTwin: boolean;
    if (message.messageId === null) {
      const key = `${title}\0${diffs[0]?.trim()}`;
      isTwin = bare.has(key);
      bare.add(key);
    } else {
      const key = `${message.messageId}\0${message.subject}`;
      isTwin = (byId.get(key) ?? message) !== message;
      if (!isTwin) byId.set(key, message);
    }
    return isTwin ? { ...mail, skipped: 'the same mail again' } : mail;
  });
}

function postingsOf(mails: readonly PatchMail[]): Posting[] {
  const postings: Posting[] = [];
  for (const mail of mails) {
    const { subject } = mail;
    const own = newPosting(mail);
    const place = subject.place;
    const known =
      place === null || mail.message === null
        ? undefined
        : (postings.find((one) => isSamePosting(one, own) && isLinked(one, mail)) ??
          postings.find((one) => isSamePosting(one, own) && !isApart(one, mail)));
    if (known === undefined) postings.push(own);
    else {
      known.mails.push(mail);
      for (const id of own.ids) known.ids.add(id);
    }
  }
  return postings;
}

function newPosting(mail: PatchMail): Posting {
  const { subject, message } = mail;
  return {
    author: message?.from?.address.toLowerCase() ?? '',
    revision: subject.revision,
    total: mail.message === null ? null : (subject.place?.total ?? null),
    mails: [mail],
    ids: new Set(message?.messageId ? [message.messageId] : []),
  };
}

function isSamePosting(a: Posting, b: Posting): boolean {
  return a.revision === b.revision && a.total === b.total && a.author === b.author;
}

/** Whether a mail answers one of a posting, or is answered by one. */
function isLinked(posting: Posting, mail: PatchMail): boolean {
  const { message, subject } = mail;
  if (message === null || isTaken(posting, mail)) return false;
  if (message.references.some((id) => posting.ids.has(id))) return true;
  const id = message.messageId;
  const parents = new Set(posting.mails.flatMap((one) => one.message?.references ?? []));
  if (id !== null && parents.has(id)) return true;
  // Both answer a cover letter that is not here.
  return subject.place !== null && message.references.some((reference) => parents.has(reference));
}

/** Whether a mail without a link to a posting must be of another: what it answers is not of this one. */
function isApart(posting: Posting, mail: PatchMail): boolean {
  const isThreaded = (one: PatchMail) => (one.message?.references.length ?? 0) > 0;
  if (isTaken(posting, mail)) return true;
  return isThreaded(mail) && (posting.ids.size > 0 || posting.mails.some(isThreaded));
}

function isTaken(posting: Posting, mail: PatchMail): boolean {
  const index = mail.subject.place?.index;
  return posting.mails.some(
    (one) => one.subject.place?.index === index && one.skipped !== 'a reply' && mail.skipped !== 'a reply',
  );
}

/** Whether two postings are versions of one series: they share a thread and a writer, or a title. */
function isSameSeries(a: Posting, b: Posting): boolean {
  if (a.revision === b.revision || a.author !== b.author || a.author === '') return false;
  const titles = new Set(a.mails.filter(isOwn).map(({ subject }) => subject.title.toLowerCase()));
  if (b.mails.filter(isOwn).some(({ subject }) => titles.has(subject.title.toLowerCase()))) return true;
  const answers = (one: Posting, other: Posting) =>
    one.mails.some(({ message }) => message?.references.some((id) => other.ids.has(id)));
  return answers(a, b) || answers(b, a);
}

const isOwn = ({ subject }: PatchMail) => !subject.isReply;

/** Takes one version of a series; the mails of the others are skipped. */
function chosen(family: Posting[], revision: number | null): PatchMail[] {
  const withPatches = family.filter(({ mails }) => mails.some(({ skipped }) => skipped === null));
  const revisions = withPatches.map((one) => one.revision);
  const newest = revisions.length === 0 ? 1 : Math.max(...revisions);
  const wanted = revision ?? newest;
  const rerolled = rerolledPlaces(withPatches, wanted);
  return family.flatMap((posting) => {
    const sorted = [...posting.mails].sort((a, b) => placeOf(a) - placeOf(b));
    if (posting.revision === wanted)
      return [...sorted, ...rerolled.filter((one) => !sorted.includes(one))].sort(
        (a, b) => placeOf(a) - placeOf(b),
      );
    const reason = revision === null ? `v${wanted} is newer` : `v${wanted} was asked for`;
    return sorted
      .filter((mail) => !rerolled.includes(mail))
      .map((mail) => (mail.skipped === null ? { ...mail, skipped: reason } : mail));
  });
}

/** A new version of some patches alone stands among the others of the version before. */
function rerolledPlaces(postings: Posting[], wanted: number): PatchMail[] {
  const now = postings.find(({ revision }) => revision === wanted);
  if (now === undefined || now.total === null) return [];
  const before = postings
    .filter(({ revision, total }) => revision < wanted && total === now.total)
    .sort((a, b) => b.revision - a.revision)[0];
  if (before === undefined) return [];
  const answers = now.mails.some(({ message }) => message?.references.some((id) => before.ids.has(id)));
  const has = new Set(now.mails.map(placeOf));
  if (!answers || has.size >= now.total) return [];
  return before.mails.filter((mail) => mail.skipped === null && !has.has(placeOf(mail)));
}

function placeOf({ subject }: PatchMail): number {
  return subject.place?.index ?? 0;
}
