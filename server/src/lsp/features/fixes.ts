// SPDX-License-Identifier: GPL-2.0-only
/** The fixes that rules own, as edits of the protocol. */
import type { Diagnostic, TextEdit } from 'vscode-languageserver';
import type { Finding, Fix } from '../../findings/finding.ts';
import { headline } from '../../findings/headline.ts';
import { plainFile } from '../cursor/target.ts';
import { entriesOf } from '../diagnostics/entries.ts';
import { insert, rangeOf } from '../places.ts';
import type { Session } from '../session/session.ts';

/** Returns the finding that a diagnostic shows; null where the file has changed since. */
export function findingOf(session: Session, path: string, diagnostic: Diagnostic): Finding | null {
  const finding = session.found
    .get(path)
    ?.find((one) => [one, ...entriesOf(one, path)].some((shown) => isShownBy(shown, diagnostic)));
  return finding?.place.file.text === plainFile(session, path)?.text ? (finding ?? null) : null;
}

/** Returns the edits of a fix, with the line ends that the file has. */
export function editsOf({ edits }: Fix): TextEdit[] {
  return edits.map(({ place, text }) => ({
    ...insert(place.file, place.start, text),
    range: rangeOf(place),
  }));
}

function isShownBy(finding: Finding, { code, message: shown, range }: Diagnostic): boolean {
  const { rule, place } = finding;
  if (rule !== code || headline(finding) !== shown) return false;
  const { start } = rangeOf(place);
  return start.line === range.start.line && start.character === range.start.character;
}
