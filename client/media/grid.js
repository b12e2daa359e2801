// SPDX-License-Identifier: GPL-2.0-only
/** The parts of the matrix that need no page: where a key leads, and which rows a filter leaves. */

/**
 * Where a key leads in a grid, or null for a key that means nothing there. Row -1 is the head, column -1 the name.
 *
 * @param {{ key: string, ctrlKey?: boolean, metaKey?: boolean }} event
 * @param {{ row: number, column: number }} at
 * @param {{ rows: number, columns: number, page: number }} size
 * @returns {{ row: number, column: number } | null}
 */
export function moved(event, at, { rows, columns, page }) {
  const all = event.ctrlKey === true || event.metaKey === true;
  const last = { row: rows - 1, column: columns - 1 };
  const to = (row, column) => ({
    row: Math.max(rows > 0 ? 0 : -1, Math.min(last.row, row)),
    column: Math.max(-1, Math.min(last.column, column)),
  });
  switch (event.key) {
    case 'ArrowUp':
      return to(all ? 0 : at.row - 1, at.column);
    case 'ArrowDown':
      return to(all ? last.row : at.row + 1, at.column);
    case 'ArrowLeft':
      return to(at.row, all ? -1 : at.column - 1);
    case 'ArrowRight':
      return to(at.row, all ? last.column : at.column + 1);
    case 'Home':
      return to(all ? 0 : at.row, -1);
    case 'End':
      return to(all ? last.row : at.row, last.column);
    case 'PageUp':
      return to(at.row - page, at.column);
    case 'PageDown':
      return to(at.row + page, at.column);
    default:
      return null;
  }
}

/**
 * The numbers of the rows that have every word of the filter somewhere (name, path, handlers, ops that they set) and,
 * when states are chosen, one of these.
 *
 * @param {{ columns: string[], rows: { name: string, path: string, state: string,
 *   cells: { state: string, handler: string }[] }[] }} matrix
 * @param {string} filter
 * @param {ReadonlySet<string>} states
 * @returns {number[]}
 */
export function fitting({ columns, rows }, filter, states) {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  return rows.flatMap((row, index) => {
    if (states.size > 0 && ![row, ...row.cells].some(({ state }) => states.has(state))) return [];
    const ops = columns.filter((_, column) => row.cells[column].handler !== '');
    const handlers = row.cells.map(({ handler }) => handler);
    const text = [row.name, row.path, ...handlers, ...ops].join(' ').toLowerCase();
    return words.every((word) => text.includes(word)) ? [index] : [];
  });
}

/**
 * The state of a row: the gravest of its own and its cells'.
 *
 * @param {{ state: string, cells: { state: string }[] }} row
 * @returns {string}
 */
export function gravest({ state, cells }) {
  const all = [state, ...cells.map((cell) => cell.state)];
  return ['error', 'warning', 'remark'].find((one) => all.includes(one)) ?? state;
}
