// SPDX-License-Identifier: GPL-2.0-only
/** The order of severities. */
import type { Finding, Severity } from './finding.ts';

/** A severity that a finding may have. */
export type Shown = Exclude<Severity, 'off'>;
/** From which severity on a run fails. */
export type FailOn = Shown | 'never';

const RANK = { information: 1, warning: 2, error: 3, never: 4 };

/** Whether a severity is at or above another; nothing is at `never`. */
export function isAtLeast(severity: Shown, least: FailOn): boolean {
  return RANK[severity] >= RANK[least];
}

/** Returns the findings with the gravest first, else in the order given. */
export function gravestFirst(findings: readonly Finding[]): Finding[] {
  return [...findings].sort((a, b) => RANK[b.severity] - RANK[a.severity]);
}
