// SPDX-License-Identifier: GPL-2.0-only
/** A tree that changed a moment ago is not remembered. */
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { latestChange } from '../../server/src/io/treeState/clock.ts';

/** Returns when no file that is there can have the time of a run that begins now. */
export function waitForClock(): void {
  const folder = mkdtempSync(join(tmpdir(), 'vmops-clock-'));
  const probe = join(folder, 'probe');
  writeFileSync(probe, '');
  const latest = latestChange(statSync(probe));
  while (Date.now() <= latest);
  rmSync(folder, { recursive: true });
}
