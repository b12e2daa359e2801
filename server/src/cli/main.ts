// SPDX-License-Identifier: GPL-2.0-only
/** Entry of the `vmops` command: one line on standard error for whatever goes wrong, never a stack trace. */
import { ConfigError } from '../config/config.ts';
import { SearchFailed } from '../io/search/ripgrep.ts';
import { EXIT, UsageError } from './errors.ts';
import { run } from './program.ts';
import { complain, endOnClosedOutput } from './terminal.ts';

/** Errors whose message is for the user. */
const IN_PLAIN_WORDS = [UsageError, ConfigError, SearchFailed];

endOnClosedOutput();
run(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    const message = error instanceof Error ? error.message : String(error);
    complain(
      IN_PLAIN_WORDS.some((kind) => error instanceof kind)
        ? message
        : `internal error: ${message} (VMOPS_DEBUG=1 prints where; please report it)`,
    );
    if (process.env.VMOPS_DEBUG) process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
    process.exitCode = EXIT.trouble;
  },
);
