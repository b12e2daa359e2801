// SPDX-License-Identifier: GPL-2.0-only
/** Names of files as diffs write them. */
import { PatchError } from './model.ts';

/** The name on a `--- ` or `+++ ` line: without quotes, and without the time that other tools add. */
export function pathOf(written: string): string {
  if (written.startsWith('"')) return unquote(written);
  return written
    .replace(/\t.*$/, '')
    .replace(/ +(?:\d{4}-\d\d-\d\d \d\d:|[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d ).*$/, '')
    .trimEnd();
}

const ESCAPES: Record<string, string> = { a: '\x07', b: '\b', t: '\t', n: '\n', v: '\v', f: '\f', r: '\r' };

/** A name as git quotes it, `"a\303\244.c"`; others as they are. */
export function unquote(written: string): string {
  const match = /^"((?:[^"\\]|\\.)*)"/.exec(written);
  if (match === null) return written;
  const bytes: number[] = [];
  for (const [piece, octal, letter] of (match[1] as string).matchAll(/\\([0-7]{3})|\\(.)|[^\\]/gsu)) {
    if (octal !== undefined) bytes.push(Number.parseInt(octal, 8));
    else
      for (const byte of new TextEncoder().encode(letter === undefined ? piece : (ESCAPES[letter] ?? letter)))
        bytes.push(byte);
  }
  return new TextDecoder().decode(Uint8Array.from(bytes));
}

/** The two names behind `diff --git `, prefixes and all; null where they cannot be told apart. */
export function splitGitHeader(rest: string): [string, string] | null {
  const quoted = /^("(?:[^"\\]|\\.)*"|\S+) ("(?:[^"\\]|\\.)*"|\S+)$/.exec(rest);
  if (quoted !== null) return [unquote(quoted[1] as string), unquote(quoted[2] as string)];
  // Names with spaces: the same one twice, but for the prefix.
  const middle = (rest.length - 1) / 2;
  if (rest[middle] !== ' ') return null;
  const [one, other] = [rest.slice(0, middle), rest.slice(middle + 1)];
  const bare = (path: string) => path.slice(path.indexOf('/') + 1);
  return one === other || bare(one) === bare(other) ? [one, other] : null;
}

/**
 * Returns a path that stays in the tree, without `.` and double slashes.
 *
 * @throws PatchError for one that does not, and for what belongs to git
 */
export function safePath(path: string): string {
  const shown = JSON.stringify(path);
  if (path === '' || /\p{Cc}/u.test(path)) throw new PatchError(`the path ${shown} is none`);
  if (/^(?:[/\\]|[A-Za-z]:)/.test(path)) throw new PatchError(`the path ${shown} is absolute`);
  const parts = path.split(/[/\\]/).filter((part) => part !== '' && part !== '.');
  if (parts.includes('..')) throw new PatchError(`the path ${shown} leads out of the tree`);
  if (parts.some((part) => /^\.git$/i.test(part))) throw new PatchError(`the path ${shown} is git's own`);
  if (parts.length === 0) throw new PatchError(`the path ${shown} is none`);
  return parts.join('/');
}
