// SPDX-License-Identifier: GPL-2.0-only
/** Tables as the server tells them, for the tests of the client. */
import type {
  MemberEntry,
  TableEntry,
  TableFinding,
  TreeTables,
} from '../../server/src/lsp/vmops/protocol.ts';

/** A place at the start of a line, from 0. */
export function at(path: string, line: number) {
  const position = { line, character: 0 };
  return { uri: `file:///linux/${path}`, range: { start: position, end: position } };
}

/** A table at line 0 whose members stand on the lines below; handlers are defined at line 100 and on. */
export function table(
  path: string,
  name: string,
  members: Record<string, string | null>,
  findings: TableFinding[] = [],
): TableEntry {
  const entries = Object.entries(members).map(
    ([op, handler], index): MemberEntry => ({
      op,
      handler,
      location: at(path, index + 1),
      definition: handler === null || handler.startsWith('unknown') ? null : at(path, index + 100),
    }),
  );
  return { name, path, location: at(path, 0), isConst: true, members: entries, findings };
}

export function finding(
  severity: TableFinding['severity'],
  op: string | null,
  line: number,
  rule = 'some-rule',
): TableFinding {
  return { rule, severity, op, message: `about ${op ?? 'the table'}`, location: at('found.c', line) };
}

export function tree(tables: TableEntry[], checked = true): TreeTables {
  return {
    root: 'file:///linux',
    release: '6.12',
    ops: ['open', 'fault', 'pfn_mkwrite'],
    checked,
    generation: 1,
    tables,
  };
}
