// SPDX-License-Identifier: GPL-2.0-only
/** The command `review`, as the command line has it. */
import { type Command, Option } from 'commander';
import { readCacheOption } from '../options/cacheOption.ts';
import {
  colorOption,
  contractOption,
  excludeOption,
  failOnOption,
  kernelOption,
  ruleOption,
} from '../options/commonOptions.ts';
import type { ReviewOptions } from './reviewCommand.ts';

const REVIEW_EXIT_CODES = `
Exit codes:
  0  no patch brings in anything at or above --fail-on (default: warning)
  1  one does, also when a later patch of the series mends it
  2  wrong usage, input that could not be read, or a patch that does not apply (the others are still reviewed)

Examples:
  vmops review 0001-fix.patch                       against the tree around the current folder
  vmops review --tree ~/linux series.mbox           a mailbox, its newest version
  vmops review --format mail --tree ~/linux < mail  a reply to send`;

/** Adds `review`, which hands its exit code to `end`. */
export function addReviewCommand(program: Command, end: (code: number) => void): void {
  program
    .command('review')
    .description('tell what patches bring in and mend; nothing is written')
    .argument('[files...]', 'patches, mailboxes or folders of mails; - or nothing for standard input')
    .addOption(
      new Option('--format <format>', 'output format')
        .choices(['text', 'json', 'mail', 'checkpatch', 'b4', 'rdjson'])
        .default('text'),
    )
    .option('--reply-all', 'with --format mail: also to all who got the patch')
    .option('--tree <path>', 'tree that the patches apply to (default: that of the current folder)')
    .option(
      '--base <revision>',
      'auto, HEAD or a commit: auto takes the base-commit that a mail names',
      'auto',
    )
    .option('--revision <number>', 'version of a series to review (default: the newest)')
    .addOption(
      new Option('--fuzz <lines>', 'lines of context that a hunk may do without at each end')
        .choices(['0', '1', '2'])
        .default('2'),
    )
    .addOption(
      new Option(
        '--severity <severity>',
        'lowest severity to report (default: warning; json: information)',
      ).choices(['error', 'warning', 'information']),
    )
    .addOption(failOnOption())
    .option('--existing', 'also tell what was there before in the code that the patches reach')
    .addOption(kernelOption())
    .addOption(excludeOption())
    .addOption(ruleOption())
    .addOption(contractOption())
    .option(
      '--cache <folder>',
      "folder for what runs remember (default: in the user's cache)",
      readCacheOption,
    )
    .option('--no-cache', 'ignore and do not write the cache')
    .option('-q, --quiet', 'print findings only: no summary')
    .addOption(colorOption())
    .addHelpText('after', REVIEW_EXIT_CODES)
    .action(async (files: string[], options: ReviewOptions) => {
      const { reviewCommand } = await import('./reviewCommand.ts');
      end(await reviewCommand(files, options));
    });
}
