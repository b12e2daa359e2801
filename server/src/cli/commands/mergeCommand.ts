// SPDX-License-Identifier: GPL-2.0-only
/** `vmops merge`: one report of several. */
import { readFileSync } from 'node:fs';
import { BaselineError } from '../../findings/baseline.ts';
import { describeError } from '../../io/read.ts';
import { writeFileWhole } from '../../io/writeFile.ts';
import { MergeError, mergeReports } from '../../report/merge.ts';
import { EXIT, UsageError } from '../errors.ts';
import { printable } from '../paths.ts';
import { complain } from '../terminal.ts';

/** Reads the reports and writes one. Throws UsageError for what cannot be read or put together. */
export function mergeCommand(paths: readonly string[], { output }: { output?: string }): number {
  const parts = paths.map((path) => ({ name: printable(path), text: textOf(path) }));
  let merged: string;
  try {
    merged = mergeReports(parts);
  } catch (error) {
    if (!(error instanceof MergeError || error instanceof BaselineError)) throw error;
    throw new UsageError(`merge: ${error.message}`);
  }
  const reason = output === undefined ? null : writeFileWhole(output, merged);
  if (output === undefined) process.stdout.write(merged);
  if (reason === null) return EXIT.clean;
  complain(`${printable(output ?? '')}: ${reason}`);
  return EXIT.trouble;
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new UsageError(`${printable(path)}: ${describeError(error)}`);
  }
}
