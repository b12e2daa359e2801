// SPDX-License-Identifier: GPL-2.0-only
/** Findings in files as they are now: those of a file that is edited begin with places of what was typed over too. */
import { plainPlace } from '../text/source.ts';
import type { Finding } from './finding.ts';

/** Returns a finding with plain offsets; it stays true when its file is edited further. */
export function plainFinding<T extends Finding>(finding: T): T {
  const { place, path, fix } = finding;
  const isPlain =
    place.file.current === place.file && path.every((one) => one.place.file.current === one.place.file);
  if (isPlain && fix === null) return finding;
  return {
    ...finding,
    place: plainPlace(place),
    path: path.map((one) => ({ ...one, place: plainPlace(one.place) })),
    fix: fix && { ...fix, edits: fix.edits.map((one) => ({ ...one, place: plainPlace(one.place) })) },
  };
}
