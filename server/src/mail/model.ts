// SPDX-License-Identifier: GPL-2.0-only
/** Mail, as far as patches need it. */

export interface Address {
  /** '' where there is none. */
  name: string;
  address: string;
}

export interface Message {
  /** Without angle brackets; null where there is none. */
  messageId: string | null;
  subject: string;
  from: Address | null;
  replyTo: Address[];
  to: Address[];
  cc: Address[];
  /** As the header has it. */
  date: string | null;
  /** Ids of the messages that this one answers, the nearest last. */
  references: string[];
  /** The plain text. */
  text: string;
  /** The same with its lines as they may have been sent, where the mail says that its paragraphs are to be joined. */
  unflowed: string[];
  /** A part in base64 is cut off, or is none: what it held is not known. */
  isCut: boolean;
  /** There is a patch in its HTML, and none in its text. */
  isHtmlAlone: boolean;
  /** Something in it looks like a patch, whether or not it could be taken apart. */
  hasRawDiff: boolean;
  /** The diffs that come as files of their own: all of their text. */
  attached: string[];
  /** Messages that come as attachments. */
  enclosed: Message[];
}

/** A mail that cannot be read; the message is one phrase. */
export class MailError extends Error {}
