// SPDX-License-Identifier: GPL-2.0-only
/** Comments that allow a finding, with a reason to fill in: for its line, its function or its table. */
import type { Diagnostic, Range, TextEdit } from 'vscode-languageserver';
import { PLACEHOLDER } from '../../findings/suppressions.ts';
import { plainPlace } from '../../text/source.ts';
import { plainFile } from '../cursor/target.ts';
import type { FindingData } from '../diagnostics/diagnostics.ts';
import { insert } from '../places.ts';
import type { Session } from '../session/session.ts';

/** A comment cannot allow what is wrong with a comment. */
const NEVER = 'unused-suppression';

/** A way to allow a finding. */
export interface Suppression {
  title: string;
  edit: TextEdit;
  /** Where the words are that the user replaces by a reason, once the edit is made. */
  reason: Range;
}

/** Returns the ways to allow one finding, the narrowest first. */
export function suppressions(
  session: Session,
  path: string,
  { range, code }: Diagnostic,
  { function: name, table: tableName }: Partial<FindingData>,
): Suppression[] {
  const file = plainFile(session, path);
  const facts = session.file(path);
  if (!file || !facts || code === NEVER) return [];
  const at = file.offsetAt({ line: range.start.line + 1, column: 1 });
  const before = (where: string, offset: number): Suppression => {
    const start = file.text.lastIndexOf('\n', offset - 1) + 1;
    const indent = /^[ \t]*/.exec(file.text.slice(start, start + 200))?.[0] ?? '';
    const head = `${indent}/* vmops: allow(${code}) `;
    const edit = insert(file, start, `${head}${PLACEHOLDER} */\n`);
    const { line } = edit.range.start;
    const reason = {
      start: { line, character: head.length },
      end: { line, character: head.length + PLACEHOLDER.length },
    };
    return { title: `Allow ${code} ${where}, with a reason`, edit, reason };
  };
  const found = [before('on this line', at)];
  const around = (test: (item: { start: number; end: number; name: string; kind: string }) => boolean) => {
    const item = facts.items.find(test);
    return item && plainPlace({ file: facts.file, start: item.start, end: item.end });
  };
  const owner = around((item) => {
    if (item.kind !== 'function' || item.name !== name) return false;
    const { start, end } = plainPlace({ file: facts.file, start: item.start, end: item.end });
    return start <= at && at <= end;
  });
  if (owner) found.push(before(`in ${name}()`, owner.start));
  const table = facts.tables.find((one) => one.name === tableName && one.owner === null);
  const whole = table && around(({ start, end }) => start <= table.place.start && table.place.end <= end);
  if (whole) found.push(before(`for ${tableName}`, whole.start));
  return found;
}
