// SPDX-License-Identifier: GPL-2.0-only
/** The commands about the kernel's own documentation, as the command line has them. */
import { type Command, Option } from 'commander';
import { colorOption, failOnOption, outputOption, ruleOption } from '../options/commonOptions.ts';
import type { DocsCheckOptions } from './docsCheckCommand.ts';
import type { DocsOptions } from './docsCommand.ts';

const DOCS_CHECK_EXIT_CODES = `
Exit codes:
  0  nothing at or above --fail-on (default: warning)
  1  findings at or above --fail-on
  2  wrong usage, a wrong vmops.toml, or a tree without a locking document or without its headers`;

/** Adds `docs-check` and `docs`. Each command hands its exit code to `end`. */
export function addDocsCommands(program: Command, end: (code: number) => void): void {
  program
    .command('docs-check')
    .description('check the locking document and vfs.rst of a tree against its headers')
    .argument('[tree]', 'a kernel tree', '.')
    .option('--format <format>', 'output format (default: text)')
    .addOption(outputOption())
    .addOption(
      new Option('--severity <severity>', 'lowest severity to print; the summary counts all')
        .choices(['error', 'warning', 'information'])
        .default('information'),
    )
    .addOption(failOnOption())
    .option('--kernel <release>', "release of the tree, such as 6.12 (default: its Makefile's)")
    .addOption(ruleOption())
    .option(
      '--fix',
      'write prototypes, rows and columns that can be told from the headers into the documents',
    )
    .option('--baseline <file>', 'leave out the findings that this file holds')
    .option('--update-baseline', 'write what was found to the file of --baseline')
    .option('--strict-baseline', 'exit code 1 when the baseline holds what is no longer found')
    .option('--dry-run', 'with --fix: print a patch for git am and git apply, and change nothing')
    .option('-s, --signoff', 'with --dry-run: end the message with your Signed-off-by')
    .option('-q, --quiet', 'print findings only: no summary, no remarks about what could not be read')
    .addOption(colorOption())
    .addHelpText('after', DOCS_CHECK_EXIT_CODES)
    .action(async (path: string, options: DocsCheckOptions) => {
      const { docsCheckCommand } = await import('./docsCheckCommand.ts');
      end(await docsCheckCommand(path, options));
    });

  program
    .command('docs')
    .description('print the contract of an op, or what changed of it between two releases')
    .argument('<op>', 'such as fault, or inode_operations.rename where there is a tree')
    .option(
      '--kernel <release>',
      'a release, or two such as 4.9..6.12 (default: of the tree, else the newest)',
    )
    .option('--tree <path>', 'kernel tree to take headers and documents from (default: around this folder)')
    .addOption(new Option('--format <format>', 'output format').choices(['text', 'markdown']).default('text'))
    .addOption(colorOption())
    .action(async (name: string, options: DocsOptions) => {
      const { docsCommand } = await import('./docsCommand.ts');
      end(await docsCommand(name, options));
    });
}
