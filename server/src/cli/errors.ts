// SPDX-License-Identifier: GPL-2.0-only
/** Exit codes, and the one error class whose message is meant for the user. */

/** Documented in README.md and in `--help`. */
export const EXIT = { clean: 0, findings: 1, trouble: 2 } as const;

/** Wrong usage or unreadable input: printed as one line `vmops: message`, exit code 2. */
export class UsageError extends Error {}
