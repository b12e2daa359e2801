/** Comments that allow a finding, with a reason to fill in: for its line, its function or its table. */
import type { Diagnostic, TextEdit } from 'vscode-languageserver';
import type { FindingData } from './diagnostics.ts';
import { insert, plainPlace } from './places.ts';
import type { Session } from './session.ts';
import { plainFile } from './target.ts';

/** A comment cannot allow what is wrong with a comment. */
const NEVER = 'unused-suppression';

/** Returns the ways to allow one finding, the narrowest first. */
export function suppressions(
  session: Session,
  path: string,
  { range, code }: Diagnostic,
  { function: name, table: tableName }: Partial<FindingData>,
): { title: string; edit: TextEdit }[] {
  const file = plainFile(session, path);
  const facts = session.file(path);
  if (!file || !facts || code === NEVER) return [];
  const at = file.offsetAt({ line: range.start.line + 1, column: 1 });
  const before = (offset: number): TextEdit => {
    const start = file.text.lastIndexOf('\n', offset - 1) + 1;
    const indent = /^[ \t]*/.exec(file.text.slice(start, start + 200))?.[0] ?? '';
    const end = file.text.includes('\r\n') ? '\r\n' : '\n';
    return insert(file, start, `${indent}/* vmops: allow(${code}) REASON */${end}`);
  };
  const found = [{ title: `Allow ${code} on this line, with a reason`, edit: before(at) }];
  const around = (test: (item: { start: number; end: number; name: string; kind: string }) => boolean) => {
    const item = facts.items.find(test);
    return item && plainPlace({ file: facts.file, start: item.start, end: item.end });
  };
  const owner = around((item) => {
    if (item.kind !== 'function' || item.name !== name) return false;
    const { start, end } = plainPlace({ file: facts.file, start: item.start, end: item.end });
    return start <= at && at <= end;
  });
  if (owner) found.push({ title: `Allow ${code} in ${name}(), with a reason`, edit: before(owner.start) });
  const table = facts.tables.find((one) => one.name === tableName && one.owner === null);
  const whole = table && around(({ start, end }) => start <= table.place.start && table.place.end <= end);
  if (whole)
    found.push({ title: `Allow ${code} for ${tableName}, with a reason`, edit: before(whole.start) });
  return found;
}
