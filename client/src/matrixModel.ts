/** The ops matrix: tables by ops, as plain data that the webview shows. */
import type { Location } from 'vscode-languageclient';
import type { TableEntry, TableFinding, TreeTables } from './protocol.ts';
import { counted, nameOf, type State, stateOf } from './states.ts';

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
export interface Model {
  matrix: Matrix;
  placeOf(row: number, column: number): Location | null;
}

/** Returns the matrix of some trees; ops that a release does not have, and a table sets all the same, come last. */
export function matrixOf(trees: readonly TreeTables[]): Model {
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

function titleOf(trees: readonly TreeTables[], checked: boolean): string {
  if (trees.length === 0) return 'No kernel code is open';
  const releases = [...new Set(trees.map(({ release }) => release))].join(', ');
  const tables = trees.flatMap((tree) => tree.tables);
  const findings = new Set(tables.flatMap((table) => table.findings.map(identityOf)));
  const found = checked ? `, ${counted(findings.size, 'finding')}` : '';
  return `Linux ${releases}: ${counted(tables.length, 'table')}${found}`;
}

/** A finding about a shared handler is listed with each of its tables. */
function identityOf({ rule, location: { uri, range } }: TableFinding): string {
  return `${rule} ${uri} ${range.start.line}:${range.start.character}`;
}

function rowOf(table: TableEntry, path: string, tree: TreeTables, columns: readonly string[]): Row {
  const own = findingsOf(table, null, columns);
  return {
    name: table.name,
    path,
    state: stateOf(own, tree),
    notes: own.map(noteOf),
    cells: columns.map((op) => cellOf(table, tree, op, columns)),
  };
}

function cellOf(table: TableEntry, tree: TreeTables, op: string, columns: readonly string[]): Cell {
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
function findingsOf(table: TableEntry, op: string | null, columns: readonly string[]): TableFinding[] {
  return table.findings.filter((finding) =>
    op === null ? finding.op === null || !columns.includes(finding.op) : finding.op === op,
  );
}

/** Under several #if arms, the one whose handler was found. */
function memberOf({ members }: TableEntry, op: string): TableEntry['members'][number] | undefined {
  const own = members.filter((member) => member.op === op);
  return own.find(({ definition }) => definition !== null) ?? own[0];
}

function noteOf({ severity, message, rule }: TableFinding): string {
  return `${severity === 'information' ? 'remark' : severity}: ${message} [${rule}]`;
}

/** A finding first, then the handler, then the table's entry, then the table. */
function placeIn(table: TableEntry, op: string | null, columns: readonly string[]): Location {
  const findings = findingsOf(table, op, columns);
  const first = ['error', 'warning', 'information']
    .map((severity) => findings.find((finding) => finding.severity === severity))
    .find((finding) => finding !== undefined);
  if (first) return first.location;
  const member = op === null ? undefined : memberOf(table, op);
  return member?.definition ?? member?.location ?? table.location;
}
