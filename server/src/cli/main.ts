// SPDX-License-Identifier: GPL-2.0-only
/** Entry of the `vmops` command. */
import { runSafely } from './safely.ts';
import { endOnClosedOutput } from './terminal.ts';

endOnClosedOutput();
runSafely(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
