// SPDX-License-Identifier: GPL-2.0-only
/** What reviews say in words. */

import type { TableFinding } from '../../server/src/lsp/vmops/protocol.ts';
import { counted } from '../../server/src/report/matrix.ts';

/** Whether a file is a patch, a mail or a mailbox by its name. */
export function isPatchName(name: string): boolean {
  return /\.(?:patch|diff|mbox|mbx|eml)$/i.test(name);
}

/** Such as `1 error and 2 warnings are new`. */
export function summaryOf(findings: readonly Pick<TableFinding, 'severity'>[]): string {
  const of = (severity: string) => findings.filter((one) => one.severity === severity).length;
  const parts = [
    [of('error'), 'error'],
    [of('warning'), 'warning'],
    [of('information'), 'remark'],
  ] as const;
  const named = parts.filter(([count]) => count > 0).map(([count, noun]) => counted(count, noun));
  const verb = findings.length === 1 ? 'is' : 'are';
  return `${named.join(' and ')} ${verb} new`;
}
