// SPDX-License-Identifier: GPL-2.0-only
/** Handlers that were not analysed to the end have a quiet mark, so that their silence is not taken for a clean bill. */
import { type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver';
import { rangeOf } from '../places.ts';
import type { Session } from '../session/session.ts';

/** Returns a hint at the name of each function of a file that the last check did not analyse to the end. */
export function gapHints(session: Session, path: string): Diagnostic[] {
  const gaps = [...(session.gaps.get(path) ?? [])].filter(([{ file }]) => file.path === path);
  return gaps.map(([{ file, item }, { reason }]) => ({
    range: rangeOf({ file, ...item.nameSpan }),
    severity: DiagnosticSeverity.Hint,
    source: 'vmops',
    message: `not analysed to the end: ${reason}`,
  }));
}
