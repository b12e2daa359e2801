// SPDX-License-Identifier: GPL-2.0-only
/** The page of the ops matrix. It shows what it is sent, and says which cell was chosen. */
import { fitting, gravest, moved } from './grid.js';

const vscode = acquireVsCodeApi();
const STATES = ['error', 'warning', 'remark', 'clean', 'unchecked', 'absent'];
/** A shape for each state, so that none is told by colour alone. */
const SIGNS = { error: '✕', warning: '▲', remark: 'i', clean: '✓', unchecked: '•', absent: '' };
const WORDS = {
  error: 'errors',
  warning: 'warnings',
  remark: 'remarks',
};

const byId = (id) => document.getElementById(id);
const [title, filter, states, check, count, grid, scroll, none, detail] = [
  'title',
  'filter',
  'states',
  'check',
  'count',
  'grid',
  'scroll',
  'none',
  'detail',
].map(byId);
const head = grid.querySelector('thead');
const body = grid.querySelector('tbody');

/** What survives when the page is hidden and shown again. */
const kept = { filter: '', states: [], row: 0, column: -1, ...vscode.getState() };
let matrix = null;
/** Numbers of the rows on the page, in order. */
let shown = [];
/** The cell that the keyboard is at, in rows of the page. */
let at = { row: kept.row, column: kept.column };

function keep() {
  vscode.setState({ filter: filter.value, states: kept.states, ...at });
}

function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) if (value !== null) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

function labelOf(row, column) {
  if (column === -1) return [`${row.name} in ${row.path}`, ...notesOf(row)].join('; ');
  const { state, handler, notes } = row.cells[column];
  const said = state === 'clean' ? ['nothing found'] : notes;
  return [`${matrix.columns[column]}: ${handler || 'not set'}`, ...said].join('; ');
}

/** What was found about the table itself, and where else there is something. */
function notesOf(row) {
  const ops = matrix.columns.filter((_, column) => row.cells[column].notes.length > 0);
  const elsewhere = ops.length > 0 ? [`findings about ${ops.join(', ')}`] : [];
  const said = [...row.notes, ...elsewhere];
  return said.length === 0 && matrix.checked ? ['nothing found'] : said;
}

function headCell(text, column) {
  const name = element('span', {}, text);
  return element('th', { role: 'columnheader', scope: 'col', 'aria-colindex': String(column + 2) }, name);
}

function bodyCell(row, column) {
  const isName = column === -1;
  const cell = isName ? row : row.cells[column];
  const attributes = {
    role: isName ? 'rowheader' : 'gridcell',
    class: isName ? gravest(row) : cell.state,
    tabindex: '-1',
    'aria-colindex': String(column + 2),
    'aria-label': labelOf(row, column),
    title: [cell.handler ?? row.path, ...cell.notes].filter(Boolean).join('\n') || null,
    'data-column': String(column),
  };
  if (!isName)
    return element(
      'td',
      attributes,
      element('span', { class: 'sign', 'aria-hidden': 'true' }, SIGNS[cell.state]),
    );
  const sign = element('span', { class: 'sign', 'aria-hidden': 'true' }, SIGNS[gravest(row)]);
  const path = element('span', { class: 'path' }, row.path);
  return element(
    'th',
    { ...attributes, scope: 'row' },
    sign,
    element('span', { class: 'name' }, row.name),
    path,
  );
}

function draw() {
  const columns = matrix.columns.map((_, column) => column);
  const rows = shown.map((index, position) => {
    const row = matrix.rows[index];
    const cells = [-1, ...columns].map((column) => bodyCell(row, column));
    return element(
      'tr',
      { role: 'row', 'aria-rowindex': String(position + 2), 'data-row': String(position) },
      ...cells,
    );
  });
  const names = ['Table', ...matrix.columns].map((name, position) => headCell(name, position - 1));
  head.replaceChildren(element('tr', { role: 'row', 'aria-rowindex': '1' }, ...names));
  body.replaceChildren(...rows);
  grid.setAttribute('aria-rowcount', String(shown.length + 1));
  grid.setAttribute('aria-colcount', String(matrix.columns.length + 1));
  none.hidden = shown.length > 0;
  grid.hidden = shown.length === 0;
  count.textContent =
    shown.length === matrix.rows.length ? '' : `${shown.length} of ${matrix.rows.length} tables`;
  at = {
    row: Math.max(0, Math.min(at.row, shown.length - 1)),
    column: Math.min(at.column, matrix.columns.length - 1),
  };
  cellAt(at)?.setAttribute('tabindex', '0');
  describe();
}

function refilter() {
  if (!matrix) return;
  shown = fitting(matrix, filter.value, new Set(kept.states));
  none.textContent =
    matrix.rows.length === 0 ? 'There is no ops table in the open folders.' : 'No table fits the filter.';
  draw();
  keep();
}

function cellAt({ row, column }) {
  return body.rows[row]?.cells[column + 1] ?? null;
}

/** Makes a cell the one that the keyboard is at. */
function goTo(next) {
  cellAt(at)?.setAttribute('tabindex', '-1');
  at = next;
  const cell = cellAt(at);
  cell?.setAttribute('tabindex', '0');
  cell?.focus();
  describe();
  keep();
}

function describe() {
  const row = matrix?.rows[shown[at.row]];
  const text = row ? labelOf(row, at.column) : '';
  detail.textContent = at.column === -1 ? text : `${row?.name}, ${text}`;
}

function open() {
  const row = shown[at.row];
  if (row !== undefined) vscode.postMessage({ type: 'open', row, column: at.column });
}

function drawStates() {
  const buttons = STATES.filter((state) => state in WORDS).map((state) => {
    const isOn = kept.states.includes(state);
    const sign = element('span', { class: `sign ${state}`, 'aria-hidden': 'true' }, SIGNS[state]);
    const button = element('button', { type: 'button', 'aria-pressed': String(isOn) }, sign, WORDS[state]);
    button.addEventListener('click', () => {
      kept.states = isOn ? kept.states.filter((one) => one !== state) : [...kept.states, state];
      drawStates();
      refilter();
      states.children[STATES.indexOf(state)].focus();
    });
    return button;
  });
  states.replaceChildren(...buttons);
}

function show(next) {
  const hadFocus = grid.contains(document.activeElement);
  matrix = next;
  title.textContent = matrix.title;
  check.hidden = matrix.checked || matrix.rows.length === 0;
  refilter();
  if (hadFocus) cellAt(at)?.focus();
}

grid.addEventListener('keydown', (event) => {
  if (event.key === 'Enter' || event.key === ' ') {
    event.preventDefault();
    open();
    return;
  }
  const height = body.rows[0]?.offsetHeight || 1;
  const page = Math.max(1, Math.floor(scroll.clientHeight / height) - 2);
  const size = { rows: shown.length, columns: matrix.columns.length, page };
  const next = event.altKey ? null : moved(event, at, size);
  if (!next) return;
  event.preventDefault();
  goTo(next);
});

grid.addEventListener('click', (event) => {
  const cell = event.target.closest('[data-column]');
  if (!cell) return;
  goTo({ row: Number(cell.parentElement.dataset.row), column: Number(cell.dataset.column) });
  open();
});

filter.addEventListener('input', refilter);
filter.addEventListener('keydown', (event) => {
  if (event.key === 'ArrowDown' || event.key === 'Enter') {
    event.preventDefault();
    goTo({ row: 0, column: at.column });
  }
});

document.addEventListener('keydown', (event) => {
  if (event.key !== '/' || document.activeElement instanceof HTMLInputElement) return;
  event.preventDefault();
  filter.select();
});

check.addEventListener('click', () => {
  check.disabled = true;
  check.textContent = 'Checking…';
  vscode.postMessage({ type: 'check' });
});

window.addEventListener('message', ({ data }) => {
  if (data.type !== 'matrix') return;
  check.disabled = false;
  check.textContent = 'Check the tree';
  show(data.matrix);
});

filter.value = kept.filter;
drawStates();
vscode.postMessage({ type: 'ready' });
