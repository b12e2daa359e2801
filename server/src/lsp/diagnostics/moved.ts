// SPDX-License-Identifier: GPL-2.0-only
/** Findings that stay while the text around them is edited: their places move along with it. */
import type { Finding } from '../../findings/finding.ts';
import { commonHead, commonTail } from '../../text/common.ts';
import type { Place, SourceFile } from '../../text/source.ts';

/** The stretch in which two texts differ: where it begins, where it ends in the first one, and how much longer it became. */
interface Change {
  start: number;
  end: number;
  shift: number;
}

/**
 * Returns findings with the places that they have in the next text of their file; those whose place was edited away are
 * left out, as are steps, and fixes that touch what was edited.
 */
export function movedFindings(
  findings: readonly Finding[],
  before: SourceFile,
  after: SourceFile,
): Finding[] {
  const change = changeBetween(before.text, after.text);
  const move = (place: Place): Place | null => {
    if (place.file.path !== after.path) return place;
    const { start, end } = place;
    if (end <= change.start) return { file: after, start, end };
    if (start < change.end) return null;
    return { file: after, start: start + change.shift, end: end + change.shift };
  };
  return findings.flatMap((finding) => {
    const place = move(finding.place);
    if (!place) return [];
    const path = finding.path.flatMap((step) => {
      const moved = move(step.place);
      return moved ? [{ ...step, place: moved }] : [];
    });
    const edits = finding.fix?.edits.map((edit) => ({ ...edit, place: move(edit.place) })) ?? [];
    const whole = edits.filter((edit): edit is typeof edit & { place: Place } => edit.place !== null);
    const fix = finding.fix && whole.length === edits.length ? { ...finding.fix, edits: whole } : null;
    return [{ ...finding, place, path, fix }];
  });
}

function changeBetween(before: string, after: string): Change {
  const start = commonHead(before, after);
  const end = before.length - commonTail(before, after, start);
  return { start, end, shift: after.length - before.length };
}
