// SPDX-License-Identifier: GPL-2.0-only
/** Reading C headers as text, without a parser: everything keeps its offset. */
import { blank } from '../../syntax/words/skip.ts';
import { onOneLine } from '../../text/words.ts';

/** Blanks comments and string contents with spaces; length and line ends stay. An unclosed comment runs to the end. */
export function blankComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?(?:\*\/|$)|\/\/[^\n]*|"(?:[^"\\\n]|\\[\s\S])*"/g, (match) =>
    match[0] === '"' ? `"${blank(match.slice(1, -1))}"` : blank(match),
  );
}

/** Offset of the bracket that closes the one at `open`; -1 when the text ends before. Comments must be blanked. */
export function closingOf(text: string, open: number): number {
  const opening = text[open];
  const closing = opening === '(' ? ')' : opening === '{' ? '}' : ']';
  let depth = 0;
  for (let i = open; i < text.length; i++) {
    if (text[i] === opening) depth++;
    else if (text[i] === closing && --depth === 0) return i;
  }
  return -1;
}

/** Finds `HEAD {` … `}` and returns the offsets of the inside and of the whole; null when it is not there. */
export function findBody(
  text: string,
  head: RegExp,
): { from: number; to: number; start: number; end: number } | null {
  const match = head.exec(text);
  if (!match) return null;
  const open = text.indexOf('{', match.index);
  if (open === -1 || text.slice(match.index + match[0].length, open).trim() !== '') return null;
  const close = closingOf(text, open);
  if (close === -1) return null;
  return { from: open + 1, to: close, start: match.index, end: close + 1 };
}

/** A preprocessor line inside a stretch of text, its continuation lines included. */
export interface Directive {
  word: string;
  argument: string;
  start: number;
  end: number;
}

/** Lists the preprocessor lines between two offsets. */
export function directivesIn(text: string, from: number, to: number): Directive[] {
  const found: Directive[] = [];
  const line = /^[ \t]*#[ \t]*(\w+)((?:[^\n\\]|\\\r?\n|\\.)*)/gm;
  line.lastIndex = from;
  for (let match = line.exec(text); match && match.index < to; match = line.exec(text)) {
    const argument = onOneLine(match[2] as string);
    found.push({
      word: match[1] as string,
      argument,
      start: match.index,
      end: match.index + match[0].length,
    });
  }
  return found;
}

/**
 * Follows #if lines: for each offset asked in ascending order, the conditions around it joined by ` && `, or null.
 * `#ifdef X` reads `X`, `#ifndef X` and the #else of `#ifdef X` read `!X`, anything else as written.
 */
export function guardsAt(directives: Directive[]): (offset: number) => string | null {
  const stack: { current: string; before: string[] }[] = [];
  let next = 0;
  return (offset) => {
    while (next < directives.length && (directives[next] as Directive).start < offset) {
      step(stack, directives[next] as Directive);
      next++;
    }
    return stack.length > 0 ? stack.map((level) => level.current).join(' && ') : null;
  };
}

function step(stack: { current: string; before: string[] }[], { word, argument }: Directive): void {
  const top = stack.at(-1);
  if (word === 'ifdef') stack.push({ current: argument, before: [argument] });
  else if (word === 'ifndef') stack.push({ current: negated(argument), before: [negated(argument)] });
  else if (word === 'if') {
    const condition = simplified(argument);
    stack.push({ current: condition, before: [condition] });
  } else if (word === 'elif' && top) {
    const condition = simplified(argument);
    top.current = [...top.before.map(negated), condition].join(' && ');
    top.before.push(condition);
  } else if (word === 'else' && top) top.current = top.before.map(negated).join(' && ');
  else if (word === 'endif') stack.pop();
}

function simplified(condition: string): string {
  return /^(?:defined|IS_ENABLED)\s*(?:\(\s*)?(\w+)\s*\)?$/.exec(condition)?.[1] ?? condition;
}

function negated(condition: string): string {
  if (/^!\w+$/.test(condition)) return condition.slice(1);
  return /^\w+$/.test(condition) ? `!${condition}` : `!(${condition})`;
}
