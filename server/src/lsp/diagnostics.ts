/** Findings as diagnostics of the protocol. */
import { type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver';
import type { Finding } from '../findings/finding.ts';
import { locationOf, rangeOf } from './places.ts';
import { uriOfPath } from './uris.ts';

/** What a quick fix needs to know of a finding; it travels with the diagnostic. */
export interface FindingData {
  rule: string;
  op: string | null;
  table: string | null;
  function: string | null;
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
 */
export function diagnosticsOf(
  findings: readonly Finding[],
  base: string,
  pageOf: (rule: string) => string | null,
): Diagnostic[] {
  return findings.map((finding) => {
    const page = pageOf(finding.rule);
    const data: FindingData = {
      rule: finding.rule,
      op: finding.op,
      table: finding.table,
      function: finding.function,
    };
    return {
      range: rangeOf(finding.place),
      severity: SEVERITIES[finding.severity],
      code: finding.rule,
      ...(page === null ? {} : { codeDescription: { href: uriOfPath(page) } }),
      source: 'vmops',
      message: finding.message,
      relatedInformation: finding.related.map(({ place, message }) => ({
        location: locationOf(place, base),
        message,
      })),
      data,
    };
  });
}
