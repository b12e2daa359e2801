// SPDX-License-Identifier: GPL-2.0-only
// Everything that must hold: format and lint, types, tests, which build first. Installs what it needs before.
import { ensureInstalled } from './install.mjs';
import { runNode, step } from './run.mjs';

ensureInstalled();
step('format and lint', 'node_modules/@biomejs/biome/bin/biome', ['check', '--error-on-warnings', '.']);
step('types', 'node_modules/typescript/bin/tsc', ['--noEmit']);
process.exitCode = runNode('node_modules/vitest/vitest.mjs', ['run', ...process.argv.slice(2)], {
  show: true,
});
