// SPDX-License-Identifier: GPL-2.0-only
/** Cuts a mailbox into its messages. */

const FROM = Buffer.from('From ');
const NEWLINE = 10;

/** Whether a file is a mailbox in the form of mbox: it begins with an envelope. */
export function isMailbox(bytes: Buffer): boolean {
  return isEnvelope(bytes, skipBlank(bytes));
}

/**
 * Returns the messages of a mailbox without their envelopes. In the bodies `>From ` becomes `From ` again, one `>` at
 * a time, as in the form mboxrd.
 */
export function splitMailbox(bytes: Buffer): Buffer[] {
  const starts: number[] = [];
  let at = skipBlank(bytes);
  let isAfterBlank = true;
  while (at < bytes.length) {
    if (isAfterBlank && isEnvelope(bytes, at)) starts.push(at);
    const end = endOfLine(bytes, at);
    isAfterBlank = end - at === 1 || (end - at === 2 && bytes[at] === 13);
    at = end;
  }
  return starts.map((start, index) => {
    const message = bytes.subarray(endOfLine(bytes, start), starts[index + 1] ?? bytes.length);
    return withoutQuotes(message);
  });
}

/** `From somebody Mon Sep 17 00:00:00 2001`: a year, or a time, ends or stands in it. */
function isEnvelope(bytes: Buffer, at: number): boolean {
  if (!bytes.subarray(at, at + FROM.length).equals(FROM)) return false;
  const line = bytes.toString('latin1', at, Math.min(endOfLine(bytes, at), at + 300));
  return /^From \S+.* \d{4}(?: [+-]\d{4})?\s*$/.test(line) || /^From \S+ .*\d\d:\d\d/.test(line);
}

function withoutQuotes(message: Buffer): Buffer {
  if (!message.includes('>From ')) return message;
  return Buffer.from(message.toString('latin1').replace(/^>(>*From )/gm, '$1'), 'latin1');
}

function skipBlank(bytes: Buffer): number {
  let at = 0;
  while (at < bytes.length && (bytes[at] === NEWLINE || bytes[at] === 13 || bytes[at] === 32)) at++;
  return at;
}

function endOfLine(bytes: Buffer, at: number): number {
  const end = bytes.indexOf(NEWLINE, at);
  return end === -1 ? bytes.length : end + 1;
}
