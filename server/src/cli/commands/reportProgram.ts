// SPDX-License-Identifier: GPL-2.0-only
/** `vmops report`, as the command line has it. */
import type { Command } from 'commander';
import type { ReportOptions } from './reportCommand.ts';

/** Adds `report`, which hands its exit code to `end`. */
export function addReportCommand(program: Command, end: (code: number) => void): void {
  program
    .command('report')
    .description('write findings, the ops matrix, handlers, mappings and documentation drift as one page')
    .argument('[paths...]', 'a kernel tree, or folders and files of one, or of a module')
    .requiredOption('--html <file>', 'the page; it needs no network and no other file')
    .option('--kernel <release>', 'release to check against, such as 6.12 (default: of the tree)')
    .option('--tree <path>', 'kernel tree to take headers and documents from')
    .option('--exclude <glob>', 'leave out files, as in .gitignore (repeatable)', collect, [])
    .option(
      '--rule <id=severity>',
      'error, warning, information or off for one rule (repeatable)',
      collect,
      [],
    )
    .option('-q, --quiet', 'no progress')
    .action(async (paths: string[], options: ReportOptions) => {
      const { reportCommand } = await import('./reportCommand.ts');
      end(await reportCommand(paths, options));
    });
}

function collect(value: string, values: string[]): string[] {
  return [...values, value];
}
