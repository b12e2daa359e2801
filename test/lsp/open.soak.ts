// SPDX-License-Identifier: GPL-2.0-only
import { expect, test } from 'vitest';
import { SAMPLE } from './client.ts';
import { soak } from './soak.ts';

test.each([
  ['fs/flatfs/file.c', 1],
  ['drivers/frame/frame.c', 2],
  ['drivers/ring/ring.c', 3],
  ['fs/pagefs/file.c', 4],
])('random edits of %s give what a fresh start gives', async (path, seed) => {
  const { compared, withFindings } = await soak({ root: SAMPLE, path, edits: 120, every: 4, seed });
  expect(compared).toBe(30);
  expect(withFindings).toBeGreaterThan(0);
});
