// SPDX-License-Identifier: GPL-2.0-only
/** A name for a finding that outlives edits above it, for services that track findings. */
import { createHash } from 'node:crypto';
import type { Finding } from '../../findings/finding.ts';
import type { ReportInput } from './format.ts';

/** Returns 32 hexadecimal digits made from rule, file, function, op and occurrence; no line is part of them. */
export function fingerprint(finding: Finding, { identities }: Pick<ReportInput, 'identities'>): string {
  const identity = identities.get(finding);
  const parts = [
    finding.rule,
    finding.place.file.path,
    identity?.function ?? finding.function ?? '',
    finding.op ?? '',
    String(identity?.occurrence ?? 1),
  ];
  return createHash('sha256').update(parts.join('\0')).digest('hex').slice(0, 32);
}
