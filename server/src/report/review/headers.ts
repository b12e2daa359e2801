// SPDX-License-Identifier: GPL-2.0-only
/** Headers of mail, in ASCII as they have to be. */
import type { Address } from '../../mail/model.ts';

const FOLD = 76;

/** Returns a header; text that is not ASCII becomes encoded words, long ones are folded. */
export function header(name: string, value: string): string {
  return fold(`${name}: ${encoded(value)}`);
}

/** Returns a header with addresses. */
export function addressHeader(name: string, addresses: readonly Address[]): string {
  return `${name}: ${addresses.map(written).join(',\n\t')}`;
}

/** Returns a header with ids of messages. */
export function idsHeader(name: string, ids: readonly string[]): string {
  return `${name}: ${ids.map((id) => `<${clean(id)}>`).join('\n\t')}`;
}

function written({ name, address }: Address): string {
  const at = clean(address);
  const plain = clean(name);
  if (plain === '') return at;
  if (isAscii(plain))
    return /^[\w .-]*$/.test(plain) ? `${plain} <${at}>` : `"${plain.replace(/["\\]/g, '\\$&')}" <${at}>`;
  return `${encoded(plain)} <${at}>`;
}

/** Nothing in a header may begin another. */
function clean(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
}

function isAscii(text: string): boolean {
  return /^[\x20-\x7e]*$/.test(text);
}

/** Encoded words of at most 75 characters each, where they are needed. */
function encoded(text: string): string {
  const plain = clean(text);
  if (isAscii(plain)) return plain;
  const words: string[] = [];
  let word = '';
  for (const char of plain) {
    const next = [...new TextEncoder().encode(char)].map(quotedByte).join('');
    if (word.length + next.length > 60) {
      words.push(word);
      word = '';
    }
    word += next;
  }
  return [...words, word].map((one) => `=?UTF-8?q?${one}?=`).join(' ');
}

function quotedByte(byte: number): string {
  const char = String.fromCharCode(byte);
  if (char === ' ') return '_';
  return /[A-Za-z0-9]/.test(char) ? char : `=${byte.toString(16).toUpperCase().padStart(2, '0')}`;
}

function fold(line: string): string {
  const out: string[] = [];
  let rest = line;
  while (rest.length > FOLD) {
    const at = rest.lastIndexOf(' ', FOLD);
    if (at <= rest.indexOf(': ') + 1) break;
    out.push(rest.slice(0, at));
    rest = `\t${rest.slice(at + 1)}`;
  }
  return [...out, rest].join('\n');
}
