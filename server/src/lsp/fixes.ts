// SPDX-License-Identifier: GPL-2.0-only
/** The fixes that rules own, as edits of the protocol. */
import type { Diagnostic, TextEdit } from 'vscode-languageserver';
import type { Finding, Fix } from '../findings/finding.ts';
import { insert, rangeOf } from './places.ts';
import type { Session } from './session.ts';
import { plainFile } from './target.ts';

/** Returns the fix of the finding that a diagnostic shows; null where it has none, or the file has changed since. */
export function fixOf(session: Session, path: string, diagnostic: Diagnostic): Fix | null {
  const finding = session.found.get(path)?.find((one) => isShownBy(one, diagnostic));
  if (!finding?.fix || finding.place.file.text !== plainFile(session, path)?.text) return null;
  return finding.fix;
}

/** Returns the edits of a fix, with the line ends that the file has. */
export function editsOf({ edits }: Fix): TextEdit[] {
  return edits.map(({ place, text }) => ({
    ...insert(place.file, place.start, text),
    range: rangeOf(place),
  }));
}

function isShownBy({ rule, message, place }: Finding, { code, message: shown, range }: Diagnostic): boolean {
  if (rule !== code || message !== shown) return false;
  const { start } = rangeOf(place);
  return start.line === range.start.line && start.character === range.start.character;
}
