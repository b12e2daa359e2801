// SPDX-License-Identifier: GPL-2.0-only
// The tests that take long: 200 shapes of nesting and size, every regular expression, an editor that stays open.
import { ensureInstalled } from './install.mjs';
import { runNode } from './run.mjs';

ensureInstalled();
process.env.VMOPS_SOAK = '1';
process.exitCode = runNode('node_modules/vitest/vitest.mjs', ['run', ...process.argv.slice(2)], {
  show: true,
});
