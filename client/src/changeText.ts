// SPDX-License-Identifier: GPL-2.0-only
/** What the view of the user's change and the marks on changed handlers say, worked out without the editor. */
import type { ChangedHandler, ChangeFinding } from '../../server/src/lsp/vmops/protocol.ts';
import { counted, type State, stateOf } from '../../server/src/report/matrix.ts';
import { summaryOf } from './reviewText.ts';

/** A file of the view. */
export interface ChangedFile {
  /** Relative to the root of the tree. */
  path: string;
  findings: ChangeFinding[];
  handlers: HandlerMark[];
}

/** A changed handler with what is known of it. */
export interface HandlerMark {
  handler: ChangedHandler;
  /** The gravest of what is new in it; `unchecked` before the first check. */
  state: State;
  /** Such as `changed since HEAD: 1 error is new`. */
  text: string;
}

/** What is known of a change. */
export interface KnownChange {
  /** The findings are those of a check. */
  checked: boolean;
  findings: readonly ChangeFinding[];
  handlers: readonly ChangedHandler[];
  /** Stamps of the handlers as they were at that check; what was typed since was not checked. */
  stamps: ReadonlySet<string>;
}

/** Returns the files of a change by path, each with its findings and changed handlers. */
export function changedFiles({ findings, handlers, stamps }: KnownChange): ChangedFile[] {
  const files = new Map<string, ChangedFile>();
  const fileOf = (path: string) => {
    const file = files.get(path) ?? { path, findings: [], handlers: [] };
    files.set(path, file);
    return file;
  };
  for (const finding of findings) fileOf(finding.path).findings.push(finding);
  for (const handler of handlers) {
    const own = findings.filter(({ path, function: name }) => path === handler.path && name === handler.name);
    fileOf(handler.path).handlers.push(markOf(handler, own, stamps.has(handler.stamp)));
  }
  return [...files.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}

function markOf(handler: ChangedHandler, own: readonly ChangeFinding[], checked: boolean): HandlerMark {
  const what = handler.isNew ? 'new since HEAD' : 'changed since HEAD';
  if (!checked) return { handler, state: 'unchecked', text: what };
  const found = own.length === 0 ? 'nothing new found' : summaryOf(own);
  return { handler, state: stateOf(own, { checked }), text: `${what}: ${found}` };
}

/** Such as `page_mkwrite of foo_vm_ops`, or `maps with 2 tables`. */
export function roleOf({ op, tables }: ChangedHandler): string {
  const [only] = tables;
  const users = tables.length === 1 && only !== undefined ? only : counted(tables.length, 'table');
  if (op !== 'mmap') return `${op} of ${users}`;
  return tables.length === 0 ? 'maps' : `maps with ${users}`;
}

/** The line above the view: what came of the last check. */
export function changeSummary({
  checked,
  findings,
  handlers,
}: Pick<KnownChange, 'checked' | 'findings' | 'handlers'>): string {
  const changed =
    handlers.length === 0 ? 'no handler is changed' : `${counted(handlers.length, 'handler')} changed`;
  if (!checked) return `Since HEAD: ${changed}.`;
  return findings.length === 0
    ? `Your change brings in nothing; ${changed} since HEAD.`
    : `${summaryOf(findings)} since HEAD; ${changed}.`;
}
