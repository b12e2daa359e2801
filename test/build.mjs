// SPDX-License-Identifier: GPL-2.0-only
// Builds the bundles once before the tests, since some run the real command, and the one that runs it again and again.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { bundleTool } from '../scripts/bundling.mjs';
import { projectRoot } from '../scripts/install.mjs';

export async function setup() {
  execFileSync(process.execPath, [join(projectRoot, 'esbuild.mjs')], { cwd: projectRoot, stdio: 'inherit' });
  await bundleTool('test/cli/again.ts', 'again', { define: { BUILD_ID: '"again"' } });
}
