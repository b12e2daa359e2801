// SPDX-License-Identifier: GPL-2.0-only
/** What patches bring in, in Reviewdog's format. */

import type { Review } from '../../review/model.ts';
import { printableJson } from '../../text/printable.ts';
import { rdjsonReport } from '../formats/rdjson.ts';

/** Returns the findings of all patches as a DiagnosticResult; those that a later patch mends among them. */
export function reviewRdjson({ patches }: Review, pathOf: (path: string) => string): string {
  const findings = patches.flatMap(({ introduced }) => introduced.map(({ finding }) => finding));
  return printableJson(`${JSON.stringify(rdjsonReport(findings, pathOf), null, 2)}\n`);
}
