// SPDX-License-Identifier: GPL-2.0-only
/** The word under the cursor, and what stands before it. */
import type { Position } from 'vscode-languageserver';
import type { SourceFile } from '../../text/source.ts';

export interface Word {
  text: string;
  /** Plain offsets in the file. */
  start: number;
  end: number;
  /** The line up to the word. */
  before: string;
  /** The line behind the word. */
  after: string;
}

/** The C identifier at a position of a plain file; null when there is none. */
export function wordAt(file: SourceFile, { line, character }: Position): Word | null {
  const lineStart = file.offsetAt({ line: line + 1, column: 1 });
  const offset = file.offsetAt({ line: line + 1, column: character + 1 });
  const end = file.text.indexOf('\n', lineStart);
  const text = file.text.slice(lineStart, end === -1 ? undefined : end);
  for (const match of text.matchAll(/[A-Za-z_]\w*/g)) {
    const start = lineStart + match.index;
    if (offset < start || offset > start + match[0].length) continue;
    return {
      text: match[0],
      start,
      end: start + match[0].length,
      before: text.slice(0, match.index),
      after: text.slice(match.index + match[0].length),
    };
  }
  return null;
}
