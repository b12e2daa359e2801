// SPDX-License-Identifier: GPL-2.0-only
/** The fix of a return with a lock held: the lock is released before it. */
import type { Diagnostic, TextEdit } from 'vscode-languageserver';
import type { Fix } from './fixes.ts';
import { insert, offsetOf } from './places.ts';
import type { Session } from './session.ts';
import { plainFile } from './target.ts';

/** What takes a lock, as a pattern, and what releases it; both get the same arguments. */
const PAIRS: readonly [RegExp, string][] = [
  [/^mutex_(?:try)?lock(?:_\w+)?$/, 'mutex_unlock'],
  [/^spin_lock_irqsave$/, 'spin_unlock_irqrestore'],
  [/^spin_(?:try)?lock$/, 'spin_unlock'],
  [/^spin_lock_irq$/, 'spin_unlock_irq'],
  [/^spin_lock_bh$/, 'spin_unlock_bh'],
  [/^read_(?:try)?lock$/, 'read_unlock'],
  [/^write_(?:try)?lock$/, 'write_unlock'],
  [/^down_read(?:_\w+)?$/, 'up_read'],
  [/^down_write(?:_\w+)?$/, 'up_write'],
  [/^rcu_read_lock$/, 'rcu_read_unlock'],
  [/^(?:try)?lock_page(?:_\w+)?$|^trylock_page$/, 'unlock_page'],
  [/^folio_(?:try)?lock(?:_\w+)?$/, 'folio_unlock'],
];

/** Only where the lock is taken in the same file, on the way that the finding shows, and a plain return ends it. */
export function releaseLock(session: Session, path: string, diagnostic: Diagnostic): Fix[] {
  const file = plainFile(session, path);
  if (!file) return [];
  const start = offsetOf(file, diagnostic.range.start);
  const match = /^return\b[^;{}]*;/.exec(file.text.slice(start, start + 400));
  // A result that calls something may need the lock.
  if (!match || match[0].includes('(')) return [];
  const unlock = (diagnostic.relatedInformation ?? [])
    .filter(({ location }) => location.uri.endsWith(`/${path}`))
    .map(({ location }) => offsetOf(file, location.range.start))
    .filter((offset) => offset < start)
    .map((offset) => unlockOf(file.text.slice(offset, offset + 200), String(diagnostic.message)))
    .findLast((text) => text !== null);
  if (!unlock) return [];
  const edits = before(file, start, start + match[0].length, unlock);
  return [{ title: `Release it: ${unlock}`, edits, preferred: false }];
}

function unlockOf(taken: string, message: string): string | null {
  const [, name, argument] = /^(?:\w+\s*=\s*|if\s*\(!?\s*)?(\w+)\s*\(([^()]*)\)/.exec(taken) ?? [];
  const pair = PAIRS.find(([pattern]) => name !== undefined && pattern.test(name));
  if (!pair || argument === undefined) return null;
  // The message names the lock that is held; another one may lie on the way.
  const plain = (argument.split(',')[0] as string).replace(/^&/, '').trim();
  if (!/page|folio|rcu/.test(pair[1]) && !message.includes(plain)) return null;
  const isPlain = !/_irqrestore$/.test(pair[1]);
  return `${pair[1]}(${isPlain ? (argument.split(',')[0] as string).trim() : argument.trim()});`;
}

/** A statement on a line of its own before a return; braces where the return was all of an `if`. */
function before(
  file: NonNullable<ReturnType<typeof plainFile>>,
  start: number,
  end: number,
  statement: string,
): TextEdit[] {
  const { text } = file;
  const indent = /[ \t]*$/.exec(text.slice(0, start))?.[0] ?? '';
  const code = text.slice(0, start).trimEnd();
  const edits = [insert(file, start, `${statement}\n${indent}`)];
  if (/[;{}:]$|\*\/$/.test(code)) return edits;
  return [
    insert(file, code.length, ' {'),
    ...edits,
    insert(file, end, `\n${indent.replace(/\t$| {8}$/, '')}}`),
  ];
}
