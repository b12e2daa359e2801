// SPDX-License-Identifier: GPL-2.0-only
/** The prototypes in a block of C of a document, whatever state they are in. */
import type { Place, SourceFile } from '../../text/source.ts';
import { blankComments, closingOf } from '../headers/text.ts';
import type { Prototype } from '../model.ts';
import { normalType, prototypeOf } from '../prototype.ts';

/** A prototype of the document. */
export interface DocumentedPrototype {
  op: string;
  /** As written, white space collapsed. */
  text: string;
  prototype: Prototype;
  /** The reading of a line that was broken inside of a word: `struct nameid` and `ata *` on the next. */
  joined?: Prototype;
  place: Place;
}

/** A member of a struct in a document that is no callback. */
export interface DocumentedData {
  name: string;
  type: string;
  place: Place;
}

/** Something that is broken in a document. */
export interface Problem {
  text: string;
  place: Place;
  /** The op that it is about, when it is about one. */
  of?: string | undefined;
}

/**
 * Reads the prototypes between two offsets. Each line with `(*name)(` starts one, so that one without `;` or with a
 * bracket too many spoils only itself.
 */
export function blockPrototypes(
  file: SourceFile,
  from: number,
  to: number,
  problems: Problem[],
): DocumentedPrototype[] {
  const clean = blankComments(file.text.slice(from, to));
  const heads = [...clean.matchAll(/^([^\r\n(;{}]*)\(\s*\*\s*(\w+)\s*\)\s*(?=\()/gm)];
  return heads.flatMap((head, i) => {
    const end = heads[i + 1]?.index ?? clean.length;
    const whole = clean.slice(head.index, end);
    const open = head[0].length;
    const op = head[2] as string;
    const before = returnTypeAbove(clean, head.index, head[1] as string);
    const first = before.length > 0 ? clean.lastIndexOf(before, head.index) : head.index + indentOf(head[0]);
    const close = closingOf(whole, open);
    const stop = close === -1 ? endOfBroken(whole, open) : close + 1;
    const place = { file, start: from + first, end: from + head.index + stop };
    if (close === -1)
      problems.push({ text: `the brackets of the prototype of ${op} do not match`, place, of: op });
    else if (!/^\s*;/.test(whole.slice(close + 1)))
      problems.push({ text: `the prototype of ${op} does not end with ;`, place, of: op });
    const returns = `${before} ${head[1]}`;
    const parameters = close === -1 ? repaired(whole.slice(open, stop)) : whole.slice(open + 1, close);
    const text = clean
      .slice(first, head.index + stop)
      .replace(/\s+/g, ' ')
      .trim();
    const prototype = prototypeOf(returns, parameters);
    const joined = parameters.replace(/(\w)[ \t]*\r?\n(?=\w)/g, '$1');
    return joined === parameters
      ? [{ op, text, prototype, place }]
      : [{ op, text, prototype, joined: prototypeOf(returns, joined), place }];
  });
}

/** The members between two offsets that are no callbacks; one declaration a line. */
export function blockData(file: SourceFile, from: number, to: number): DocumentedData[] {
  const clean = blankComments(file.text.slice(from, to));
  return [...clean.matchAll(/^[ \t]+([A-Za-z_][\w \t]*[\s*])(\w+)\s*(?:\[[^\]\n]*\]|:\s*\d+)?\s*;/gm)].map(
    (match) => {
      const start = from + match.index + indentOf(match[0]);
      return {
        name: match[2] as string,
        type: normalType(match[1] as string),
        place: { file, start, end: from + match.index + match[0].length },
      };
    },
  );
}

/** The line above, when a return type stands there alone. */
function returnTypeAbove(clean: string, at: number, written: string): string {
  if (written.trim() !== '') return '';
  const above = clean.slice(clean.lastIndexOf('\n', at - 2) + 1, Math.max(at - 1, 0));
  return /^\s*[A-Za-z_][\w\s*]*$/.test(above) ? above.trim() : '';
}

function indentOf(text: string): number {
  return text.length - text.trimStart().length;
}

/** A prototype whose brackets do not match ends at its `;`, or with its line. */
function endOfBroken(whole: string, open: number): number {
  const semicolon = whole.indexOf(';', open);
  if (semicolon !== -1) return semicolon;
  const line = whole.indexOf('\n', open);
  return line === -1 ? whole.trimEnd().length : line;
}

/** The parameters between brackets that do not match. */
function repaired(text: string): string {
  return text.replace(/^[\s(]+/, '').replace(/(?<![\s)])[\s)]+$/, '');
}
