// SPDX-License-Identifier: GPL-2.0-only
/** What is kept of a lint, and what a later one is told of it. */
import type { ReadFiles } from '../../io/keptTexts.ts';
import type { Edit } from '../../io/search/repeatedSearches.ts';
import type { Answered, Asked } from '../../io/search/searchLog.ts';
import type { LintReport } from '../request.ts';

export const NOTHING_ASKED: Asked = {
  patterns: [],
  names: [],
  aliases: [],
  found: [],
  everywhere: [],
  definitions: [],
};

export const NOTHING_ANSWERED: Answered = { files: [], names: [] };

/** What is kept of a run. Everything in it is plain data. */
export interface Kept {
  /** Of the C files of the tree. */
  state: string;
  /** What most of that is told by, whose entries are kept, and the entries of the rest. */
  base: string;
  apart: string;
  /** Where the texts of what was read are kept, but for those that were edited since. */
  texts: { id: string; read: ReadFiles };
  /** The edited ones, as the run read them. */
  edited: Record<string, string>;
  /** Those of them that were read, and what they were. */
  read: ReadFiles;
  asked: Asked;
  /** What it was told, for a run that is made anew; nothing after an edit for which none was made. */
  answered: Answered;
  /** Other files that were read, by their path below the root: their content, null where there was none. */
  beside: [path: string, content: string | null][];
  /** Folders below the root that were looked at for a configuration file: its content, null where there was none. */
  configs: [folder: string, content: string | null][];
  /** The files that findings name. */
  files: string[];
  release: string;
  report: unknown;
}

export const FIELDS: readonly (keyof Kept)[] = [
  'state',
  'base',
  'apart',
  'texts',
  'edited',
  'read',
  'asked',
  'answered',
  'beside',
  'configs',
  'files',
  'release',
  'report',
];

/** The last run, and the few files in which the tree differs from what it read. */
export interface EditedRun {
  /** Absolute path of the tree. */
  root: string;
  /** What the run gave, with the texts that it read. */
  report: LintReport;
  /** Paths relative to the root. */
  edits: Edit[];
  asked: Asked;
  /** The C files that the run read, relative to the root. */
  files: string[];
}

/** What a run after an edit read and asked, beside what the one before did. */
export interface Further {
  /** Absolute paths. */
  filesRead: readonly string[];
  asked: Asked;
  /** Absolute folders that were looked at for a configuration file. */
  looked: Iterable<string>;
}

/** What a report has that is kept of it. */
export type Part = Omit<LintReport, 'base' | 'inTree' | 'isUnderLint' | 'kernel'>;

export function partOf(result: LintReport): Part {
  const { releaseNote, skippedFiles, badInputs, findings, suppressed, summary, notAnalysed, notFound } =
    result;
  return {
    releaseNote,
    skippedFiles,
    badInputs,
    findings,
    suppressed,
    summary,
    notAnalysed,
    notFound,
    librariesElsewhere: result.librariesElsewhere.map(({ definition: { name, file } }) => ({
      definition: { name, file: { path: file.path } },
    })),
  };
}
