// SPDX-License-Identifier: GPL-2.0-only
/** When a file changed last, as sure as its file system can tell. */
import type { Stats } from 'node:fs';

/** A file system counts time in ticks of the kernel; some count whole seconds, or pairs of them. */
const TICK = 50;
const COARSE_TICK = 2500;

/** The end of the time in which the last change of a file may lie, in milliseconds since 1970. */
export function latestChange({ mtimeMs, ctimeMs }: Stats): number {
  const latest = Math.max(mtimeMs, ctimeMs);
  return latest + (ctimeMs % 1000 === 0 ? COARSE_TICK : TICK);
}
