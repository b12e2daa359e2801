// SPDX-License-Identifier: GPL-2.0-only
/** Reviewdog's diagnostic format. Its columns count bytes of UTF-8. */
import type { Finding } from '../../findings/finding.ts';
import { shownSteps } from '../../findings/path.ts';
import { printableJson } from '../../text/printable.ts';
import type { Place } from '../../text/source.ts';
import type { Format } from './format.ts';

export const rdjson: Format = {
  name: 'rdjson',
  purpose: 'reviewdog',
  from: 'warning',
  write: (input) =>
    `${printableJson(JSON.stringify(rdjsonReport(input.shown, input.repositoryPath), null, 2))}\n`,
};

const SEVERITIES = { error: 'ERROR', warning: 'WARNING', information: 'INFO' };

/** Returns the findings as a DiagnosticResult. */
export function rdjsonReport(findings: readonly Finding[], pathOf: (path: string) => string) {
  return {
    source: { name: 'vmops' },
    diagnostics: findings.map((finding) => ({
      message: finding.message,
      location: locationOf(finding.place, pathOf),
      severity: SEVERITIES[finding.severity],
      code: { value: finding.rule },
      ...(finding.fix === null
        ? {}
        : {
            suggestions: finding.fix.edits.map(({ place, text }) => ({ range: rdjsonRange(place), text })),
          }),
      related_locations: shownSteps(finding).map(({ place, message }) => ({
        message,
        location: locationOf(place, pathOf),
      })),
    })),
  };
}

function locationOf(place: Place, pathOf: (path: string) => string) {
  return { path: pathOf(place.file.path), range: rdjsonRange(place) };
}

/** Returns lines and byte columns from 1. */
function rdjsonRange({ file, start, end }: Place) {
  const position = (offset: number) => {
    const { line, column } = file.positionAt(offset);
    const before = file.text.slice(offset - column + 1, offset);
    return { line, column: Buffer.byteLength(before, 'utf8') + 1 };
  };
  return { start: position(start), end: position(end) };
}
