// SPDX-License-Identifier: GPL-2.0-only
// What `npm pack` does before and (`--clean`) after: builds, and puts the parsers beside the bundle, where it finds them.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureInstalled, projectRoot } from './install.mjs';
import { copyParsers } from './parsers.mjs';
import { runNode } from './run.mjs';

const folder = join(projectRoot, 'server', 'out', 'node_modules');
rmSync(folder, { recursive: true, force: true });
if (!process.argv.includes('--clean')) {
  ensureInstalled();
  if (runNode('esbuild.mjs') !== 0) process.exit(1);
  copyParsers(folder);
}
