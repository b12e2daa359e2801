// SPDX-License-Identifier: GPL-2.0-only
/**
 * The ops matrix: tables by ops, as plain data that the editor's panel and the HTML report show. It knows nothing of
 * where a place is: `P` is the editor's location, or an address in a page.
 */

/**
 * `absent`: not implemented. `unchecked`: implemented, and the tree was not checked yet. `clean`: nothing found. The
 * rest is the gravest finding.
 */
export type State = 'absent' | 'unchecked' | 'clean' | 'remark' | 'warning' | 'error';

/** A tree with its tables, by path, then by place. */
export interface MatrixTree<P> {
  root: string;
  release: string;
  /** The ops of this release in the order of the struct. */
  ops: string[];
  /** Whether the findings are those of a check. */
  checked: boolean;
  tables: MatrixTable<P>[];
}

export interface MatrixTable<P> {
  name: string;
  /** Relative to the root, with `/`. */
  path: string;
  location: P;
  members: MatrixMember<P>[];
  findings: MatrixFinding<P>[];
}

export interface MatrixMember<P> {
  op: string;
  /** Null for NULL. */
  handler: string | null;
  location: P;
  /** Where the handler is defined; null when that was not found. */
  definition: P | null;
}

export interface MatrixFinding<P> {
  rule: string;
  severity: 'error' | 'warning' | 'information';
  message: string;
  /** The op that it is about; null for one about the table or a mapping. */
  op: string | null;
  location: P;
}

export interface Matrix {
  /** Such as `Linux 6.12: 143 tables, 71 findings`. */
  title: string;
  checked: boolean;
  columns: string[];
  rows: Row[];
}

export interface Row {
  name: string;
  /** Relative to the root of the tree; with the root's name before it where there are several trees. */
  path: string;
  /** The table as a whole: findings about no op. */
  state: State;
  notes: string[];
  cells: Cell[];
}

export interface Cell {
  state: State;
  /** The handler's name; empty for none. */
  handler: string;
  /** One line per finding. */
  notes: string[];
}

/** The matrix with the place that each row (column -1) and cell leads to. */
export interface Model<P> {
  matrix: Matrix;
  placeOf(row: number, column: number): P | null;
}

/** Returns the matrix of some trees; ops that a release does not have, and a table sets all the same, come last. */
export function matrixOf<P>(trees: readonly MatrixTree<P>[]): Model<P> {
  const known = new Set(trees.flatMap(({ ops }) => ops));
  const set = trees.flatMap(({ tables }) => tables.flatMap(({ members }) => members.map(({ op }) => op)));
  const columns = [...new Set([...known, ...set])];
  const entries = trees.flatMap((tree) => tree.tables.map((table) => ({ tree, table })));
  const checked = trees.length > 0 && trees.every((tree) => tree.checked);
  return {
    matrix: {
      title: titleOf(trees, checked),
      checked,
      columns,
      rows: entries.map(({ tree, table }) => {
        const path = trees.length > 1 ? `${nameOf(tree)}/${table.path}` : table.path;
        return rowOf(table, path, tree, columns);
      }),
    },
    placeOf(row, column) {
      const table = entries[row]?.table;
      return table ? placeIn(table, column === -1 ? null : (columns[column] ?? null), columns) : null;
    },
  };
}

function titleOf(trees: readonly MatrixTree<unknown>[], checked: boolean): string {
  if (trees.length === 0) return 'No kernel code is open';
  const releases = [...new Set(trees.map(({ release }) => release))].join(', ');
  const tables = trees.flatMap((tree) => tree.tables);
  const findings = new Set(tables.flatMap((table) => table.findings.map(identityOf)));
  const found = checked ? `, ${counted(findings.size, 'finding')}` : '';
  return `Linux ${releases}: ${counted(tables.length, 'table')}${found}`;
}

/** A finding about a shared handler is listed with each of its tables. */
function identityOf({ rule, location }: MatrixFinding<unknown>): string {
  return `${rule} ${JSON.stringify(location)}`;
}

function rowOf<P>(table: MatrixTable<P>, path: string, tree: MatrixTree<P>, columns: readonly string[]): Row {
  const own = findingsOf(table, null, columns);
  return {
    name: table.name,
    path,
    state: stateOf(own, tree),
    notes: own.map(noteOf),
    cells: columns.map((op) => cellOf(table, tree, op, columns)),
  };
}

function cellOf<P>(table: MatrixTable<P>, tree: MatrixTree<P>, op: string, columns: readonly string[]): Cell {
  const member = memberOf(table, op);
  const findings = findingsOf(table, op, columns);
  const isThere = (member !== undefined && member.handler !== null) || findings.length > 0;
  return {
    state: isThere ? stateOf(findings, tree) : 'absent',
    handler: member === undefined ? '' : (member.handler ?? 'NULL'),
    notes: findings.map(noteOf),
  };
}

/** The findings about one op; for null those about the table, or about something that has no column, such as mmap. */
function findingsOf<P>(
  table: MatrixTable<P>,
  op: string | null,
  columns: readonly string[],
): MatrixFinding<P>[] {
  return table.findings.filter((finding) =>
    op === null ? finding.op === null || !columns.includes(finding.op) : finding.op === op,
  );
}

/** Under several #if arms, the one whose handler was found. */
function memberOf<P>({ members }: MatrixTable<P>, op: string): MatrixMember<P> | undefined {
  const own = members.filter((member) => member.op === op);
  return own.find(({ definition }) => definition !== null) ?? own[0];
}

function noteOf({ severity, message, rule }: MatrixFinding<unknown>): string {
  return `${severity === 'information' ? 'remark' : severity}: ${message} [${rule}]`;
}

/** A finding first, then the handler, then the table's entry, then the table. */
function placeIn<P>(table: MatrixTable<P>, op: string | null, columns: readonly string[]): P {
  const findings = findingsOf(table, op, columns);
  const first = ['error', 'warning', 'information']
    .map((severity) => findings.find((finding) => finding.severity === severity))
    .find((finding) => finding !== undefined);
  if (first) return first.location;
  const member = op === null ? undefined : memberOf(table, op);
  return member?.definition ?? member?.location ?? table.location;
}

/** Returns the state of something that is implemented. */
export function stateOf(
  findings: readonly MatrixFinding<unknown>[],
  { checked }: Pick<MatrixTree<unknown>, 'checked'>,
): State {
  if (findings.some(({ severity }) => severity === 'error')) return 'error';
  if (findings.some(({ severity }) => severity === 'warning')) return 'warning';
  if (findings.length > 0) return 'remark';
  return checked ? 'clean' : 'unchecked';
}

/** `1 table`, `2 tables`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
}

/** The last part of the root of a tree, as the user knows it. */
export function nameOf({ root }: Pick<MatrixTree<unknown>, 'root'>): string {
  return decodeURIComponent(root.replace(/\/$/, '').split('/').pop() ?? '');
}
