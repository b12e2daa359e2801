// SPDX-License-Identifier: GPL-2.0-only
/** Builds the bundles once before the tests, since some run the real command. */
import { execFileSync } from 'node:child_process';
import { dirname, join } from 'node:path';

export function setup(): void {
  const root = dirname(__dirname);
  execFileSync(process.execPath, [join(root, 'esbuild.mjs')], { cwd: root, stdio: 'inherit' });
}
