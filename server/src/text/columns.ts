// SPDX-License-Identifier: GPL-2.0-only
/** Columns of a line whose tabs are eight wide. */

/** The column, from 0, of an offset in a line. */
export function columnAt(line: string, offset: number): number {
  let column = 0;
  for (const c of line.slice(0, offset)) column = c === '\t' ? (column >> 3) * 8 + 8 : column + 1;
  return column;
}

/** White space from one column to another, at least one space wide; tabs where they are asked for. */
export function widthAfter(from: number, to: number, withTabs: boolean): string {
  if (to <= from) return withTabs ? '\t' : ' ';
  if (!withTabs) return ' '.repeat(to - from);
  let text = '';
  let column = from;
  while ((column >> 3) * 8 + 8 <= to) {
    text += '\t';
    column = (column >> 3) * 8 + 8;
  }
  return text + ' '.repeat(to - column);
}
