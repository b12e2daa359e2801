// SPDX-License-Identifier: GPL-2.0-only
// Runs the steps of a script, quiet while they pass.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { projectRoot } from './install.mjs';

/** Runs a Node program of the project and returns its exit code; `show` lets its output through. */
export function runNode(program, args = [], { show = false } = {}) {
  const result = spawnSync(process.execPath, [join(projectRoot, program), ...args], {
    stdio: show ? 'inherit' : 'pipe',
    encoding: 'utf8',
    cwd: projectRoot,
  });
  const code = result.status ?? 2;
  if (!show && code !== 0) process.stderr.write(`${result.stdout}${result.stderr}`);
  return code;
}

/** Runs a step and ends the process with its exit code when it fails. */
export function step(title, program, args, options) {
  process.stdout.write(`== ${title}\n`);
  const code = runNode(program, args, options);
  if (code !== 0) {
    process.stderr.write(`vmops: "${title}" failed\n`);
    process.exit(code);
  }
}
