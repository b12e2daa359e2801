// SPDX-License-Identifier: GPL-2.0-only
/** Runs this program again beside itself: a language server goes on to answer its editor meanwhile. */
import { spawn } from 'node:child_process';

export interface CommandRun {
  /** Null when it was stopped or could not be started. */
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Runs this program with other arguments. It gets `input`, runs in `cwd`, and ends when `signal` says so. */
export function runOwnCommand(
  args: readonly string[],
  { cwd, input, signal }: { cwd: string; input: string; signal: AbortSignal },
): Promise<CommandRun> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [process.argv[1] ?? '', ...args], {
      cwd,
      signal,
      windowsHide: true,
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    const run: CommandRun = { code: null, stdout: '', stderr: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      run.stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      run.stderr += text;
    });
    child.once('error', (error) => resolve({ ...run, stderr: `${run.stderr}${error.message}\n` }));
    child.once('close', (code) => resolve({ ...run, code }));
    // It may end before it has read everything.
    child.stdin.on('error', () => {});
    child.stdin.end(input);
  });
}
