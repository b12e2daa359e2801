// SPDX-License-Identifier: GPL-2.0-only
/** A handler of a wrong type is wrong where it is defined, and where a table names it: the latter is marked too. */
import type { Finding } from '../../findings/finding.ts';

const RULE = 'op-prototype';

/** Returns a finding once more for each table entry in a file that names the handler, with the definition as its step. */
export function entriesOf(finding: Finding, path: string): Finding[] {
  if (finding.rule !== RULE) return [];
  const definition = { ...finding.place };
  return finding.path
    .filter(({ kind, place }) => kind === 'note' && place.file.path === path)
    .filter(({ place }) => place.file !== definition.file || place.start !== definition.start)
    .map(({ place }) => ({
      ...finding,
      place,
      path: [
        { kind: 'note', place: definition, message: `${finding.function}() is defined here`, explains: true },
      ],
    }));
}
