// SPDX-License-Identifier: GPL-2.0-only
/** One line on standard error for whatever goes wrong, never a stack trace. */
import { ConfigError } from '../config/config.ts';
import { SearchFailed } from '../io/search/ripgrep.ts';
import { EXIT, UsageError } from './errors.ts';
import { run } from './program.ts';
import { complain } from './terminal.ts';

/** Errors whose message is for the user. */
const IN_PLAIN_WORDS = [UsageError, ConfigError, SearchFailed];

/** Runs `vmops ARGS` and returns its exit code. Never rejects. */
export async function runSafely(args: string[]): Promise<number> {
  try {
    checkFolder();
    return await run(args);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    complain(
      IN_PLAIN_WORDS.some((kind) => error instanceof kind)
        ? message
        : `internal error: ${message} (VMOPS_DEBUG=1 prints where; please report it)`,
    );
    if (process.env.VMOPS_DEBUG) process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
    return EXIT.trouble;
  }
}

/** What is named on the command line is relative to the current folder, which may have been deleted. */
function checkFolder(): void {
  try {
    process.cwd();
  } catch {
    throw new UsageError('the current folder does not exist any more');
  }
}
