// SPDX-License-Identifier: GPL-2.0-only
/** From the bytes of files to patches. */
import { hasDiff } from '../patch/parse.ts';
import { isMailbox, splitMailbox } from './box.ts';
import { readMessage, textOf } from './message.ts';
import { MailError } from './model.ts';
import { bareDiff, type PatchMail, patchesOf } from './patchMail.ts';

export interface ReadMail {
  mails: PatchMail[];
  /** What could not be read, a phrase each. */
  bad: string[];
}

/** Reads a file: a mailbox, a mail, or a diff without mail around it. */
export async function readMails(file: Buffer): Promise<ReadMail> {
  const bytes = withoutMark(file);
  if (isMailbox(bytes)) {
    const result: ReadMail = { mails: [], bad: [] };
    for (const message of splitMailbox(bytes)) await read(message, result);
    return result;
  }
  const result: ReadMail = { mails: [], bad: [] };
  if (isMail(bytes)) await read(bytes, result);
  else {
    const text = textOf(bytes);
    if (hasDiff(text)) result.mails.push(bareDiff(text));
    else result.bad.push('is neither mail nor a patch');
  }
  return result;
}

/** Some editors put the mark of UTF-8 before everything. */
function withoutMark(bytes: Buffer): Buffer {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
}

async function read(message: Buffer, { mails, bad }: ReadMail): Promise<void> {
  try {
    mails.push(...patchesOf(await readMessage(message)));
  } catch (error) {
    if (!(error instanceof MailError)) throw error;
    bad.push(error.message);
  }
}

/** Whether it begins with the header of a mail: one of the fields that all mail has is among its lines. */
function isMail(bytes: Buffer): boolean {
  const head = bytes.toString('latin1', 0, 64 * 1024).replace(/^\s+/, '');
  const end = head.search(/\r?\n\r?\n/);
  const lines = (end === -1 ? head : head.slice(0, end)).split(/\r?\n/);
  const isHeader = lines.every((line) => /^[!-9;-~]+[ \t]*:|^[ \t]/.test(line));
  return (
    isHeader &&
    lines.some((line) =>
      /^(?:from|subject|message-id|received|return-path|date|content-type)[ \t]*:/i.test(line),
    )
  );
}
