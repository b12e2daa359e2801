// SPDX-License-Identifier: GPL-2.0-only
/** Runs the built command as a user does. */
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';

export const projectRoot = dirname(dirname(__dirname));

export interface Run {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Runs `vmops ARGS`; `cwd` defaults to the project, `env` is added to the process's own without colour settings, `input` is
 * what standard input has. */
export function vmops(
  args: string[],
  {
    cwd = projectRoot,
    env = {},
    input = '',
  }: { cwd?: string; env?: NodeJS.ProcessEnv; input?: string | Buffer } = {},
): Run {
  const { NO_COLOR: _, FORCE_COLOR: __, ...clean } = process.env;
  const result = spawnSync(process.execPath, [join(projectRoot, 'server/bin/vmops.js'), ...args], {
    cwd,
    env: { ...clean, ...env },
    encoding: 'utf8',
    input,
  });
  return { code: result.status, stdout: result.stdout, stderr: result.stderr };
}
