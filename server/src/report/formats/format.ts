// SPDX-License-Identifier: GPL-2.0-only
/** What an output format is: a name, and a pure function from a run to text. */
import type { Colors } from 'picocolors/types';
import type { Reported } from '../../core/request.ts';
import type { Compared } from '../../findings/baseline.ts';
import type { Basis, Finding, Severity } from '../../findings/finding.ts';
import type { Identity } from '../../findings/identity.ts';
import type { Shown } from '../../findings/severity.ts';

/** What a format may say of a rule. */
export interface RuleInfo {
  id: string;
  title: string;
  severity: Severity;
  basis: Basis;
  fact: string;
  source: string;
  /** The Markdown of its page, or null when it is not installed. */
  page: string | null;
}

/** What a formatter is given. */
export interface ReportInput {
  /** The run, with all that it found. */
  result: Reported;
  /** The findings at or above the severity that is asked for, in order. */
  shown: Finding[];
  /** The identity of every finding of the run, those that a comment allows among them. */
  identities: ReadonlyMap<Finding, Identity>;
  /** What a baseline holds and `result` therefore does not; null without one. */
  baseline: Pick<Compared, 'known' | 'stale'> | null;
  /** The part of a run that this is, as in `--shard`; null for a whole run. */
  shard?: string | null;
  /** Turns a stored path into the one that a person is shown. */
  display: (path: string) => string;
  /** Turns a stored path into one relative to the repository, with `/`; one of another tree stays absolute. */
  repositoryPath: (path: string) => string;
  colors: Colors;
  /** No summary. */
  quiet: boolean;
  /** Also list what was skipped, not found or not analysed. */
  verbose: boolean;
  /** Every rule, in the order of the catalogue. */
  rules: () => readonly RuleInfo[];
  /** Version of this program. */
  version: string;
}

export interface Format {
  name: string;
  /** What it is for, as a phrase for `--help` and the documentation. */
  purpose: string;
  /** The lowest severity that it has where `--severity` is not given. */
  from: Shown;
  /** Returns the whole output. */
  write(input: ReportInput): string;
}

/** Returns the findings of each file, by its stored path, in order. */
export function byFile(findings: readonly Finding[]): Map<string, Finding[]> {
  const files = new Map<string, Finding[]>();
  for (const finding of findings) {
    const { path } = finding.place.file;
    const known = files.get(path);
    if (known) known.push(finding);
    else files.set(path, [finding]);
  }
  return files;
}
