// SPDX-License-Identifier: GPL-2.0-only
/** Findings as diagnostics of the protocol. */
import { type Diagnostic, DiagnosticSeverity, DiagnosticTag } from 'vscode-languageserver';
import type { Finding } from '../../findings/finding.ts';
import { headline } from '../../findings/headline.ts';
import { shownSteps } from '../../findings/path.ts';
import { locationOf, rangeOf } from '../places.ts';
import { uriOfPath } from '../uris.ts';
import { entriesOf } from './entries.ts';

/** What a quick fix needs to know of a finding; it travels with the diagnostic. */
export interface FindingData {
  rule: string;
  op: string | null;
  table: string | null;
  function: string | null;
  /** The tree was not read yet: the next diagnostics may say more. */
  reading?: true;
}

const SEVERITIES = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
} as const;

/**
 * Returns the diagnostics of one file.
 *
 * @param base what the paths of places are relative to
 * @param pageOf the path of a rule's page, or null when it has none
 * @param options `reading`: the tree is not read yet; `isRemoved`: whether a release before had an op
 */
export function diagnosticsOf(
  findings: readonly Finding[],
  base: string,
  pageOf: (rule: string) => string | null,
  {
    reading = false,
    isRemoved = () => false,
  }: { reading?: boolean; isRemoved?: (op: string) => boolean } = {},
): Diagnostic[] {
  const entries = findings.flatMap((finding) => entriesOf(finding, finding.place.file.path));
  const all = entries.length === 0 ? findings : [...findings, ...entries].sort(byPlace);
  return all.map((finding) => {
    const page = pageOf(finding.rule);
    const tag = tagOf(finding, isRemoved);
    const data: FindingData = {
      rule: finding.rule,
      op: finding.op,
      table: finding.table,
      function: finding.function,
      ...(reading ? { reading } : {}),
    };
    return {
      range: rangeOf(finding.place),
      severity: SEVERITIES[finding.severity],
      code: finding.rule,
      ...(page === null ? {} : { codeDescription: { href: uriOfPath(page) } }),
      source: 'vmops',
      message: headline(finding),
      ...(tag === undefined ? {} : { tags: [tag] }),
      relatedInformation: shownSteps(finding).map(({ place, message }) => ({
        location: locationOf(place, base),
        message,
      })),
      data,
    };
  });
}

function byPlace(a: Finding, b: Finding): number {
  return a.place.start - b.place.start;
}

/** An op that this release removed is struck through; a comment that allows nothing is faded. */
function tagOf(
  { rule, op, message }: Finding,
  isRemoved: (op: string) => boolean,
): DiagnosticTag | undefined {
  // The same rule also asks for a reason where there is none.
  if (rule === 'unused-suppression' && message.startsWith('nothing here breaks'))
    return DiagnosticTag.Unnecessary;
  return rule === 'unknown-op' && op !== null && isRemoved(op) ? DiagnosticTag.Deprecated : undefined;
}
