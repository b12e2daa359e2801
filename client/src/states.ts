/** How a table, or one op of it, stands: the words that the tree view and the matrix share. */
import type { TableFinding, TreeTables } from './protocol.ts';

/**
 * `absent`: not implemented. `unchecked`: implemented, and the tree was not checked yet. `clean`: nothing found. The
 * rest is the gravest finding.
 */
export type State = 'absent' | 'unchecked' | 'clean' | 'remark' | 'warning' | 'error';

/** Returns the state of something that is implemented. */
export function stateOf(findings: readonly TableFinding[], { checked }: Pick<TreeTables, 'checked'>): State {
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
export function nameOf({ root }: Pick<TreeTables, 'root'>): string {
  return decodeURIComponent(root.replace(/\/$/, '').split('/').pop() ?? '');
}
