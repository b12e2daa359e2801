// SPDX-License-Identifier: GPL-2.0-only
/** `vmops lint`, as the command line has it. */
import { type Command, Option } from 'commander';
import { readCacheOption } from '../options/cacheOption.ts';
import {
  colorOption,
  contractOption,
  excludeOption,
  failOnOption,
  kernelOption,
  outputOption,
  ruleOption,
  treeOption,
} from '../options/commonOptions.ts';
import type { LintOptions } from './lintCommand.ts';

/** Adds `lint`, which hands its exit code to `end`; `exitCodes` goes below its help. */
export function addLintCommand(program: Command, exitCodes: string, end: (code: number) => void): void {
  program
    .command('lint')
    .description('check trees, folders or files (default: the current folder)')
    .argument('[paths...]', 'a kernel tree, or folders and files of one, or of a module')
    .option('--format <format>', 'output format (default: text)')
    .addOption(outputOption())
    .addOption(
      new Option(
        '--severity <severity>',
        'lowest severity to report; the summary counts all (default: warning; json, sarif: information)',
      ).choices(['error', 'warning', 'information']),
    )
    .addOption(failOnOption())
    .addOption(kernelOption())
    .option('--target <release>', 'what code written for an older release has to change for this one')
    .addOption(treeOption())
    .addOption(excludeOption())
    .addOption(ruleOption())
    .addOption(contractOption())
    .option('--diff [base]', 'only what is new since the work tree parted from a commit (default: HEAD)')
    .addOption(
      new Option('--commits <range>', 'what each commit of A..B brings in and mends').conflicts('diff'),
    )
    .option('--fix', 'make the fixes that are safe, and report what is left')
    .option('--dry-run', 'with --fix: print them as a patch and change nothing')
    .option('--baseline <file>', 'leave out the findings that this file holds')
    .option('--update-baseline', 'write what was found to the file of --baseline')
    .option('--strict-baseline', 'exit code 1 when the baseline holds what is no longer found')
    .option('--shard <i/n>', 'check part i of n; "vmops merge" puts the reports together')
    .option(
      '--cache <folder>',
      "folder for what runs remember (default: in the user's cache)",
      readCacheOption,
    )
    .option('--no-cache', 'ignore and do not write the cache')
    .option('-v, --verbose', 'also list what was skipped, not found or not analysed')
    .option('-q, --quiet', 'print findings only: no summary, no progress')
    .addOption(colorOption())
    .addHelpText('after', exitCodes)
    .action(async (paths: string[], options: LintOptions) => {
      const { lintCommand } = await import('./lintCommand.ts');
      end(await lintCommand(paths, options));
    });
}
