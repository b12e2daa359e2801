// SPDX-License-Identifier: GPL-2.0-only
/** Code actions: fixes of findings, one by one or all at once, the page of the rule, and last suppression with a reason. */
import {
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  type Diagnostic,
  type TextEdit,
} from 'vscode-languageserver';
import { diagnosticsOf, type FindingData } from '../diagnostics/diagnostics.ts';
import { rangeOf } from '../places.ts';
import type { Session } from '../session/session.ts';
import { editsOf, findingOf } from './fixes.ts';
import { suppressions } from './suppress.ts';

/** The client opens the URI that is the command's only argument. */
export const OPEN_PAGE = 'vmops.openRulePage';
/** The client selects what the arguments, a URI and a range, name, once the edit of the action is made. */
export const SELECT = 'vmops.select';
/** Every safe fix of a file, as editors ask for it on save. */
export const FIX_ALL = `${CodeActionKind.SourceFixAll}.vmops`;

/**
 * Returns the actions for the diagnostics that a request names.
 *
 * @param selects the client knows the command `SELECT`
 */
export function codeActions(
  session: Session,
  path: string,
  params: CodeActionParams,
  selects: boolean,
): CodeAction[] {
  const { uri } = params.textDocument;
  const own = params.context.diagnostics.filter(
    ({ source, code }) => source === 'vmops' && code !== undefined,
  );
  const found = own.flatMap((diagnostic) => actionsFor(session, path, uri, diagnostic, selects));
  const wanted = params.context.only;
  // Who asks for all fixes may say no more than where the cursor is.
  const isAll = wanted?.some((one) => FIX_ALL === one || FIX_ALL.startsWith(`${one}.`)) === true;
  const all = fixAll(session, path, uri, isAll ? everything(session, path) : own);
  if (all) found.push(all);
  return wanted
    ? found.filter(({ kind }) => wanted.some((one) => kind === one || kind?.startsWith(`${one}.`)))
    : found;
}

function actionsFor(
  session: Session,
  path: string,
  uri: string,
  diagnostic: Diagnostic,
  selects: boolean,
): CodeAction[] {
  const data = dataOf(diagnostic);
  const common = { kind: CodeActionKind.QuickFix, diagnostics: [diagnostic] };
  const found: CodeAction[] = [];
  const finding = findingOf(session, path, diagnostic);
  const fix = finding?.fix;
  if (fix) {
    const edit = { changes: { [uri]: editsOf(fix) } };
    found.push({ ...common, title: fix.title, isPreferred: true, edit });
  }
  // A mark at a table entry is allowed where the finding itself is.
  const meant = finding ? { ...diagnostic, range: rangeOf(finding.place) } : diagnostic;
  const href = diagnostic.codeDescription?.href;
  if (href) {
    const title = `Explain ${diagnostic.code}`;
    found.push({ ...common, title, command: { title, command: OPEN_PAGE, arguments: [href] } });
  }
  for (const { title, edit, reason } of suppressions(session, path, meant, data)) {
    const command = { title: 'Fill in the reason', command: SELECT, arguments: [uri, reason] };
    found.push({
      ...common,
      title,
      edit: { changes: { [uri]: [edit] } },
      ...(selects ? { command } : {}),
    });
  }
  return found;
}

/** What the last check of a file found. */
function everything({ found, base }: Session, path: string): Diagnostic[] {
  return diagnosticsOf(found.get(path) ?? [], base, () => null);
}

/** Of two fixes that touch the same text only the first is made. */
function fixAll(session: Session, path: string, uri: string, diagnostics: Diagnostic[]): CodeAction | null {
  const fixed: Diagnostic[] = [];
  const edits: TextEdit[] = [];
  for (const diagnostic of diagnostics) {
    const fix = findingOf(session, path, diagnostic)?.fix;
    if (!fix?.safe) continue;
    const own = editsOf(fix);
    if (own.some((one) => edits.some((other) => overlap(one, other)))) continue;
    fixed.push(diagnostic);
    edits.push(...own);
  }
  if (edits.length === 0) return null;
  return {
    title: 'Fix all that vmops can fix safely',
    kind: FIX_ALL,
    diagnostics: fixed,
    edit: { changes: { [uri]: edits } },
  };
}

function overlap({ range: a }: TextEdit, { range: b }: TextEdit): boolean {
  const isBefore = (x: typeof a.start, y: typeof a.start) =>
    x.line < y.line || (x.line === y.line && x.character < y.character);
  return !isBefore(a.end, b.start) && !isBefore(b.end, a.start);
}

function dataOf({ data }: Diagnostic): Partial<FindingData> {
  return (data ?? {}) as Partial<FindingData>;
}
