// SPDX-License-Identifier: GPL-2.0-only
/** Reads one message of whatever encoding. */
import PostalMime, { type Attachment, type Email, type Address as PostalAddress } from 'postal-mime';
import { hasDiff } from '../patch/parse.ts';
import { type Address, MailError, type Message } from './model.ts';

/** Mail that is larger is no patch for a reader. */
const MOST_BYTES = 20 * 1024 * 1024;
/** Parts within parts; mail of people has four or five. */
const MOST_NESTED = 30;
/** Bytes of headers, those of all parts together. */
const MOST_HEADERS = 256 * 1024;
/** Messages within messages. */
const MOST_ENCLOSED = 4;

/**
 * Reads a message.
 *
 * @throws MailError for one that is too large or too deeply nested
 */
export async function readMessage(bytes: Buffer, depth = 0): Promise<Message> {
  if (bytes.length > MOST_BYTES) throw new MailError(`a mail is larger than ${MOST_BYTES / 1024 / 1024} MB`);
  const email = await parse(withCharset(bytes));
  const { attachments } = email;
  const enclosed: Message[] = [];
  for (const { mimeType, content } of attachments) {
    if (mimeType !== 'message/rfc822') continue;
    if (depth >= MOST_ENCLOSED)
      throw new MailError(`a mail has more than ${MOST_ENCLOSED} mails in each other`);
    enclosed.push(await readMessage(bytesOf(content), depth + 1));
  }
  const header = (key: string) => email.headers.find((one) => one.key === key)?.value ?? null;
  return {
    messageId: idsIn(email.messageId ?? '').at(0) ?? null,
    subject: (email.subject ?? '').replace(/\s+/g, ' ').trim(),
    from: flat(email.from ? [email.from] : [])[0] ?? null,
    replyTo: flat(email.replyTo ?? []),
    to: flat(email.to ?? []),
    cc: flat(email.cc ?? []),
    date: header('date'),
    references: referencesOf(email),
    text: unixLines(email.text ?? ''),
    isHtmlAlone:
      /diff --git |@@ -\d+,\d+ \+\d+,\d+ @@/.test(email.html ?? '') && !hasDiff(unixLines(email.text ?? '')),
    isCut: hasCutBase64(bytes),
    hasRawDiff: hasDiff(bytes.toString('latin1').replace(/\r\n?/g, '\n')),
    unflowed: await unflowed(bytes),
    attached: attachments
      .filter(mayBePatch)
      .map(({ content }) => textOf(bytesOf(content)))
      .filter(hasDiff),
    enclosed,
  };
}

/** Whether a part in base64 ends within a group of four, within a line, or has other characters. */
function hasCutBase64(bytes: Buffer): boolean {
  const raw = bytes.toString('latin1');
  for (const { index } of raw.matchAll(/^content-transfer-encoding[ \t]*:[ \t]*base64\b/gim)) {
    const blank = /\r?\n\r?\n/g;
    blank.lastIndex = index;
    if (blank.exec(raw) === null) return true;
    const body = raw.slice(blank.lastIndex);
    const end = body.search(/^--/m);
    const code = (end === -1 ? body : body.slice(0, end)).replace(/\s+/g, '');
    if (code.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(code)) return true;
    if (end === -1 && code !== '' && !body.endsWith('\n')) return true;
  }
  return false;
}

/** Many mailers say that they send flowed text, and do not, or put a space before lines and break none. */
async function unflowed(bytes: Buffer): Promise<string[]> {
  const raw = bytes.toString('latin1');
  const FLOWED = /format\s*=\s*"?flowed"?/gi;
  if (!FLOWED.test(raw)) return [];
  const email = await parse(withCharset(Buffer.from(raw.replace(FLOWED, 'format=fixed'), 'latin1')));
  const text = unixLines(email.text ?? '');
  return [text, text.replace(/^ /gm, '')];
}

async function parse(bytes: Buffer): Promise<Email> {
  try {
    return await PostalMime.parse(bytes, {
      maxNestingDepth: MOST_NESTED,
      maxHeadersSize: MOST_HEADERS,
      forceRfc822Attachments: true,
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new MailError(`a mail cannot be read: ${reason.charAt(0).toLowerCase()}${reason.slice(1)}`);
  }
}

/** Mail without a word on its characters is UTF-8, or else latin1, as files are. */
function withCharset(bytes: Buffer): Buffer {
  const end = headEnd(bytes);
  const head = bytes.toString('latin1', 0, end);
  if (/^content-type:/im.test(head)) return bytes;
  if (isUtf8Text(bytes)) return bytes;
  const line = 'Content-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: 8bit\n';
  return Buffer.concat([Buffer.from(line), bytes]);
}

function headEnd(bytes: Buffer): number {
  const ends = [bytes.indexOf('\n\n'), bytes.indexOf('\n\r\n')].filter((at) => at !== -1);
  return ends.length === 0 ? bytes.length : Math.min(...ends) + 1;
}

const strict = new TextDecoder('utf-8', { fatal: true });

function isUtf8Text(bytes: Uint8Array): boolean {
  try {
    strict.decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** Bytes as text: UTF-8, or UTF-16 where they begin so, or else latin1. */
export function textOf(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return unixLines(bytes.toString('utf16le', 2));
  return unixLines(
    isUtf8Text(bytes) ? bytes.toString('utf8').replace(/^\ufeff/, '') : bytes.toString('latin1'),
  );
}

function unixLines(text: string): string {
  return text.includes('\r') ? text.replace(/(?<!\r)\r+\n/g, '\n') : text;
}

function mayBePatch({ mimeType, filename }: Attachment): boolean {
  return (
    /^text\/|^application\/octet-stream$|patch|diff/.test(mimeType) ||
    /\.(?:patch|diff|txt)$/i.test(filename ?? '')
  );
}

function bytesOf(content: Attachment['content']): Buffer {
  if (typeof content === 'string') return Buffer.from(content);
  return content instanceof Uint8Array
    ? Buffer.from(content.buffer, content.byteOffset, content.byteLength)
    : Buffer.from(content);
}

function flat(addresses: readonly PostalAddress[]): Address[] {
  return addresses.flatMap((one) =>
    (one.group ?? [one])
      .map(({ name, address }) => ({ name, address: address ?? '' }))
      .filter(({ address }) => address !== ''),
  );
}

function idsIn(text: string): string[] {
  const ids = [...text.matchAll(/<([^<>\s]+)>/g)].map(([, id]) => id as string);
  return ids.length > 0 || text.trim() === '' || /\s/.test(text.trim()) ? ids : [text.trim()];
}

function referencesOf({ references = '', inReplyTo = '' }: Email): string[] {
  const [answered] = idsIn(inReplyTo);
  const ids = idsIn(references).filter((id) => id !== answered);
  return answered === undefined ? ids : [...ids, answered];
}
