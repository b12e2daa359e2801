// SPDX-License-Identifier: GPL-2.0-only
/** The `vmops-review/1` JSON report. Its keys are public: they are added to, never renamed. */

import { formatRelease } from '../../contracts/release.ts';
import type { NotAnalysed } from '../../core/request.ts';
import type { PatchReview, Review, ReviewFinding } from '../../review/model.ts';
import { printableJson } from '../../text/printable.ts';
import { jsonFinding } from '../formats/json.ts';

/** Returns the report as JSON text with a final newline. */
export function reviewJson(review: Review, { existing }: { existing: boolean }): string {
  const report = {
    schema: 'vmops-review/1',
    tree: { release: formatRelease(review.release) },
    patches: review.patches.map((patch) => jsonPatch(patch, existing)),
    summary: {
      ...countsOf(review),
      milliseconds: review.milliseconds,
    },
  };
  return printableJson(`${JSON.stringify(report, null, 2)}\n`);
}

function jsonPatch(patch: PatchReview, withExisting: boolean) {
  const { index, mail, status, reason, base, offset, fuzz, reached, introduced, fixed } = patch;
  return {
    index,
    subject: mail.title,
    messageId: mail.message?.messageId ?? null,
    revision: mail.subject.revision,
    status,
    reason,
    base,
    offset,
    fuzz,
    reached,
    introduced: introduced.map(withAnchor),
    fixed: fixed.map(withAnchor),
    notCompared: patch.notCompared.map(withAnchor),
    ...(withExisting ? { existing: patch.existing.map(withAnchor) } : {}),
  };
}

function withAnchor({ finding, anchor }: ReviewFinding) {
  return { ...jsonFinding(finding), anchor };
}

/** The handlers that some patch reaches and that were not analysed to the end, each once. */
export function notAnalysedIn(patches: Review['patches']): NotAnalysed[] {
  const found = patches.flatMap(({ reached }) => reached.notAnalysed);
  return [...new Map(found.map((one) => [`${one.file}:${one.function}`, one])).values()];
}

/** How many patches and findings there are of each kind. */
export function countsOf({ patches }: Review) {
  const count = (status: PatchReview['status']) => patches.filter((patch) => patch.status === status).length;
  return {
    patches: patches.length,
    applied: count('applied'),
    skipped: count('skipped'),
    failed: count('failed'),
    introduced: patches.reduce((sum, patch) => sum + patch.introduced.length, 0),
    fixed: patches.reduce((sum, patch) => sum + patch.fixed.length, 0),
    notCompared: patches.reduce((sum, patch) => sum + patch.notCompared.length, 0),
    handlers: new Set(patches.flatMap(({ reached }) => reached.handlers)).size,
    mappings: new Set(patches.flatMap(({ reached }) => reached.mappings)).size,
    notAnalysed: notAnalysedIn(patches).length,
  };
}
