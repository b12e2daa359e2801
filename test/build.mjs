// SPDX-License-Identifier: GPL-2.0-only
// Builds the bundles once before the tests, since some run the real command, and the one that runs it again and again.
// What tests write to temporary folders, and what they have the command remember, goes when they end.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleTool } from '../scripts/bundling.mjs';
import { projectRoot } from '../scripts/install.mjs';

export async function setup() {
  execFileSync(process.execPath, [join(projectRoot, 'esbuild.mjs')], { cwd: projectRoot, stdio: 'inherit' });
  await bundleTool('test/cli/again.ts', 'again', { define: { BUILD_ID: '"again"' } });
  const folder = mkdtempSync(join(tmpdir(), 'vmops-tests-'));
  process.env.TMPDIR = folder;
  process.env.XDG_CACHE_HOME = join(folder, 'cache');
  return () => rmSync(folder, { recursive: true, force: true });
}
