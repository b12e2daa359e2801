// SPDX-License-Identifier: GPL-2.0-only
// The front door: sets everything up, lints the bundled sample or the given paths, and ends with 0 when the lint
// itself ran, so that no package manager prints an error block under the report. CI calls `vmops lint` instead.
import { spawnSync } from 'node:child_process';
import { join, relative } from 'node:path';
import { ensureInstalled, projectRoot } from './install.mjs';
import { runNode } from './run.mjs';

// npm runs scripts in the package's folder; what the user typed is relative to the folder they typed it in.
const cwd = process.env.INIT_CWD ?? process.cwd();
const given = process.argv.slice(2);

ensureInstalled();
if (runNode('esbuild.mjs') !== 0) {
  process.stderr.write('vmops: the build failed as shown above\n');
  process.exit(2);
}

const sample = join(projectRoot, 'test', 'sample');
const args = given.length > 0 ? given : [relative(cwd, sample) || '.'];
const command = join(projectRoot, 'server', 'bin', 'vmops.js');
const { status } = spawnSync(process.execPath, [command, 'lint', '--fail-on', 'never', ...args], {
  stdio: 'inherit',
  cwd,
});
process.exitCode = status ?? 2;
