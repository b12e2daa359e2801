// SPDX-License-Identifier: GPL-2.0-only
/** `--baseline`: reads it, holds a run against it, and writes it anew. */
import { resolve } from 'node:path';
import type { LintResult, Reported } from '../../core/request.ts';
import {
  BaselineError,
  type Compared,
  compareWithBaseline,
  formatBaseline,
  parseBaseline,
} from '../../findings/baseline.ts';
import type { Finding } from '../../findings/finding.ts';
import type { Identity } from '../../findings/identity.ts';
import { isSkipped, readSource } from '../../io/read.ts';
import { writeFileWhole } from '../../io/writeFile.ts';
import { UsageError } from '../errors.ts';
import { printable } from '../paths.ts';
import { complain } from '../terminal.ts';

export interface BaselineOptions {
  baseline?: string;
  updateBaseline?: boolean;
  strictBaseline?: boolean;
  shard?: string;
}

/**
 * Reads what `--baseline` names, before the run begins; null without the option. A file that is not there is an empty
 * baseline where it is about to be written. Throws UsageError for wrong usage and for what is no baseline.
 */
export function readBaseline({
  baseline: path,
  updateBaseline,
  strictBaseline,
  shard,
}: BaselineOptions): Identity[] | null {
  if (path === undefined) {
    const option = updateBaseline ? '--update-baseline' : strictBaseline ? '--strict-baseline' : null;
    if (option !== null) throw new UsageError(`${option}: name the file with --baseline FILE`);
    return null;
  }
  if (shard !== undefined && strictBaseline)
    throw new UsageError('--strict-baseline: a part of a run (--shard) cannot tell what is no longer found');
  const file = readSource(resolve(path), path);
  if (isSkipped(file)) {
    if (file.reason !== 'does not exist')
      throw new UsageError(`--baseline ${printable(path)}: ${file.reason}`);
    if (updateBaseline) return [];
    throw new UsageError(`--baseline ${printable(path)}: ${file.reason}; --update-baseline writes it`);
  }
  try {
    return parseBaseline(file.text);
  } catch (error) {
    if (!(error instanceof BaselineError)) throw error;
    throw new UsageError(`--baseline ${printable(path)}: ${error.message}`);
  }
}

/**
 * Holds a run against a baseline. With `--update-baseline` the file gets what was found, and keeps what it has of files
 * that were not looked at ; a part of a run writes what it found, for `vmops merge`. Then nothing is new and nothing stale.
 *
 * @returns the comparison, and whether the file could be written
 */
export function applyBaseline(
  result: Reported & Pick<LintResult, 'isUnderLint'>,
  identities: ReadonlyMap<Finding, Identity>,
  baseline: readonly Identity[],
  { baseline: path = '', updateBaseline, shard }: BaselineOptions,
): { compared: Compared; isWritten: boolean } {
  // What a part of a run does not find, another part may.
  const isUnderLint = shard === undefined ? (result.isUnderLint ?? (() => true)) : () => false;
  const compared = compareWithBaseline(result.findings, identities, baseline, isUnderLint);
  if (!updateBaseline) return { compared, isWritten: true };
  if (result.badInputs.length > 0) {
    complain(`${printable(path)}: not written: not all that was named could be read`);
    return { compared, isWritten: false };
  }
  const kept = shard === undefined ? baseline.filter(({ file }) => !isUnderLint(file)) : [];
  const found = result.findings.map((finding) => identities.get(finding) as Identity);
  const reason = writeFileWhole(path, formatBaseline([...kept, ...found]));
  if (reason !== null) complain(`${printable(path)}: ${reason}`);
  return { compared: { fresh: [], known: result.findings, stale: [] }, isWritten: reason === null };
}

/** Says how many entries are stale; `each` names them. */
export function complainOfStale({ stale }: Compared, path: string, each: boolean): void {
  if (stale.length === 0) return;
  const entries = stale.length === 1 ? '1 entry is' : `${stale.length} entries are`;
  complain(
    `${printable(path)}: ${entries} stale: nothing like it was found; --update-baseline takes stale ones out`,
  );
  if (!each) return;
  for (const { file, function: name, rule, occurrence } of stale) {
    const place = `${printable(file)}: ${name === '' ? '' : `${name}: `}${rule}`;
    complain(`${printable(path)}: stale: ${place}${occurrence > 1 ? `, number ${occurrence}` : ''}`);
  }
}
