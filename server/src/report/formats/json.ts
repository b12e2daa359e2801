// SPDX-License-Identifier: GPL-2.0-only
/** The `vmops/1` JSON report. Its keys are public: they are added to, never renamed. */

import { formatRelease } from '../../contracts/release.ts';
import type { Reported } from '../../core/request.ts';
import type { Finding, PathStep } from '../../findings/finding.ts';
import { shownSteps } from '../../findings/path.ts';
import type { Says } from '../../findings/says.ts';
import { printableJson } from '../../text/printable.ts';
import { printedRange } from '../places.ts';
import type { Format, ReportInput } from './format.ts';

export const json: Format = {
  name: 'json',
  purpose: 'everything, for programs',
  from: 'information',
  write: ({ result, shown, baseline, shard }) => jsonReport({ ...result, findings: shown }, baseline, shard),
};

/**
 * Returns the report as JSON text with a final newline. Files are relative to the tree's root.
 *
 * @param baseline what a baseline holds; null without one
 * @param shard the part of a run that this is; null for a whole run
 */
export function jsonReport(
  result: Pick<
    Reported,
    'kernel' | 'findings' | 'summary' | 'target' | 'notAnalysed' | 'releaseNote' | 'releaseRange'
  >,
  baseline: ReportInput['baseline'] = null,
  shard: string | null = null,
): string {
  const { files, tables, handlers, resolved, unresolved, skipped, notAnalysed, suppressed, milliseconds } =
    result.summary;
  const report = {
    schema: 'vmops/1',
    ...(shard !== null && { shard }),
    tree: { release: formatRelease(result.kernel.release), ...inferredOf(result) },
    ...(result.target && {
      target: { from: formatRelease(result.target.from), to: formatRelease(result.target.to) },
    }),
    findings: result.findings.map(jsonFinding),
    notAnalysed: result.notAnalysed.map(({ function: name, file, line, reason }) => ({
      function: name,
      file,
      line,
      reason,
    })),
    ...(baseline === null ? {} : { baseline: { known: baseline.known.length, stale: baseline.stale } }),
    summary: {
      files,
      tables,
      handlers,
      resolved,
      unresolved,
      skipped,
      notAnalysed,
      suppressed,
      milliseconds,
    },
  };
  return printableJson(`${JSON.stringify(report, null, 2)}\n`);
}

/** How the release was found where nothing tells it, and what it may be. */
function inferredOf({ releaseNote, releaseRange }: Pick<Reported, 'releaseNote' | 'releaseRange'>) {
  if (releaseRange === undefined) return {};
  const { first, last } = releaseRange;
  return {
    inferred: { first: formatRelease(first), last: formatRelease(last), why: releaseNote },
  };
}

/** Returns one finding as the report has it. */
export function jsonFinding(finding: Finding) {
  return {
    rule: finding.rule,
    ...(finding.since !== undefined && { since: finding.since }),
    severity: finding.severity,
    confidence: finding.confidence,
    basis: finding.basis,
    message: finding.message,
    says: jsonSays(finding.says),
    file: finding.place.file.path,
    range: printedRange(finding.place),
    function: finding.function,
    table: finding.table,
    op: finding.op,
    related: shownSteps(finding).map(jsonPlace),
    path: finding.path.map((step) => ({ kind: step.kind, ...jsonPlace(step) })),
    fix: finding.fix && {
      title: finding.fix.title,
      safe: finding.fix.safe,
      edits: finding.fix.edits.map(({ place, text }) => ({ range: printedRange(place), text })),
    },
  };
}

/** What is not said is left out. */
function jsonSays({ fault, consequences = [], advice, remark }: Says) {
  return { fault, consequences, advice, remark };
}

function jsonPlace({ place, message }: PathStep) {
  return { file: place.file.path, range: printedRange(place), message };
}
