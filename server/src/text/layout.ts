// SPDX-License-Identifier: GPL-2.0-only
/** Where an edit may put text: indentation, lines and the room around what stands there. */
import type { Place, SourceFile } from './source.ts';

/** The blanks before a place on its line. */
export function indentOf({ file, start }: Place): string {
  const before = file.before(start);
  const line = before.slice(before.lastIndexOf('\n') + 1);
  return line.slice(0, line.length - line.trimStart().length);
}

/** The offset behind the last word before a place, for text that belongs to it; null behind a `//` comment. */
export function behindWordBefore({ file, start }: Place): number | null {
  const before = file.before(start);
  const code = before.trimEnd();
  if (code.slice(code.lastIndexOf('\n') + 1).includes('//')) return null;
  return start - (before.length - code.length);
}

/** Whether nothing but blanks stands before a place on its line. */
export function beginsLine(place: Place): boolean {
  const before = place.file.before(place.start);
  return before.slice(before.lastIndexOf('\n') + 1).trim() === '';
}

/** The lines that a place has for itself, with their end; null where something else stands on them. */
export function wholeLines(place: Place): Place | null {
  const { file, start, end } = place;
  if (!beginsLine(place)) return null;
  const behind = file.text.slice(end, end + 200);
  const rest = behind.indexOf('\n');
  if (rest === -1 || behind.slice(0, rest).trim() !== '') return null;
  return { file, start: start - indentOf(place).length, end: end + rest + 1 };
}

/** Where the line of an item begins, or that of the comment directly above it: a new item is put there. */
export function aboveItem(text: string, item: number): number {
  const start = text.lastIndexOf('\n', item - 1) + 1;
  if (
    !text
      .slice(Math.max(0, start - 200), start)
      .trimEnd()
      .endsWith('*/')
  )
    return start;
  // An empty line between the two parts them.
  if (text.slice(0, start).split('\n').at(-2)?.trim() === '') return start;
  const comment = text.lastIndexOf('/*', start);
  const line = text.lastIndexOf('\n', comment) + 1;
  // A comment behind code belongs to the code.
  return text.slice(line, comment).trim() === '' ? line : start;
}

/** The last place of some words before an offset, or null; what stands between may be names and blanks alone. */
export function wordsBefore(file: SourceFile, offset: number, words: string): Place | null {
  const before = file.before(offset);
  const at = before.lastIndexOf(words);
  if (at === -1) return null;
  const between = before.slice(at + words.length);
  if (![...between].every((character) => character.trim() === '' || isOfName(character))) return null;
  const start = offset - (before.length - at);
  return { file, start, end: start + words.length };
}

/** The place of a word within a place, or null. */
export function wordIn({ file, start, end }: Place, word: string): Place | null {
  const text = file.text.slice(start, end);
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) {
    if (isOfName(text[at - 1] ?? ' ') || isOfName(text[at + word.length] ?? ' ')) continue;
    return { file, start: start + at, end: start + at + word.length };
  }
  return null;
}

/** The offset behind the comma that follows a place, or null when none does. */
export function commaBehind({ file, end }: Place): number | null {
  const text = file.text.slice(end, end + 80);
  const at = text.length - text.trimStart().length;
  return text[at] === ',' ? end + at + 1 : null;
}

/** What stands at a place, with single blanks. */
export function writtenAt({ file, start, end }: Place): string {
  return file.text.slice(start, end).split(/\s+/).join(' ').trim();
}

/** What stands behind a place up to a mark that comes before another place of the file; '' when it does not. */
export function gapBefore(mark: string, { file, end }: Place, { start }: Place): string {
  const between = file.text.slice(end, start);
  return between.slice(0, Math.max(0, between.indexOf(mark)));
}

function isOfName(character: string): boolean {
  return /\w/.test(character);
}

/** Columns that a tab goes to. */
const TAB = 8;

/**
 * A name filled up to the column where the gap behind another one ends, with tabs or blanks as that gap has them; with
 * one blank where it reaches beyond, or where the other is not filled up.
 */
export function alignedHead(name: string, other: string, gap: string): string {
  const column = widthOf(other + gap);
  if (gap.length < 2 && !gap.includes('\t')) return `${name} `;
  if (widthOf(name) >= column) return `${name} `;
  const step = gap.includes('\t') ? '\t' : ' ';
  let text = name;
  while (widthOf(text + step) <= column) text += step;
  return text + ' '.repeat(column - widthOf(text));
}

function widthOf(text: string): number {
  let width = 0;
  for (const char of text) width = char === '\t' ? (Math.floor(width / TAB) + 1) * TAB : width + 1;
  return width;
}
