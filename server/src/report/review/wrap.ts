// SPDX-License-Identifier: GPL-2.0-only
/** Text in lines of a width that mail readers like. */

/** Width of the prose of a reply. */
export const COLUMNS = 72;

/** Breaks a paragraph into lines of at most 72 columns; a word that is longer stands by itself. */
export function wrap(text: string): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (longer.length > COLUMNS && line !== '') {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return line === '' ? lines : [...lines, line];
}
