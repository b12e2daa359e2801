// SPDX-License-Identifier: GPL-2.0-only
/** The command line: commands, options, and the words of `--help`. */
import { existsSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { version } from '../../../package.json';
import { suggestion } from '../text/suggest.ts';
import { addDocsCommands } from './commands/docsProgram.ts';
import type { ExplainHandlerOptions } from './commands/explainHandlerCommand.ts';
import { addLintCommand } from './commands/lintProgram.ts';
import { addReportCommand } from './commands/reportProgram.ts';
import { addReviewCommand } from './commands/reviewProgram.ts';
import { addRuleCommands } from './commands/rulesProgram.ts';
import type { TablesOptions } from './commands/tablesCommand.ts';
import { EXIT, UsageError } from './errors.ts';
import {
  colorOption,
  excludeOption,
  formatOption,
  kernelOption,
  treeOption,
} from './options/commonOptions.ts';

const EXIT_CODES = `
Exit codes:
  0  nothing at or above --fail-on (default: warning)
  1  findings at or above --fail-on
  2  wrong usage, a wrong vmops.toml, or a path named on the command line could not be read

Examples:
  vmops lint ~/linux                       a whole tree
  vmops lint drivers/gpu fs/ext4/inode.c   parts of the tree around them
  vmops lint --kernel 6.12 module/         an out-of-tree module
  vmops explain pfn-mkwrite-return         what a rule checks, and why`;

/**
 * Runs one command line (without node and script) and returns the exit code.
 * Throws UsageError for wrong usage; commands are loaded only when they run, so that --version is instant.
 */
export async function run(argv: string[]): Promise<number> {
  let code: number = EXIT.clean;
  const program = new Command('vmops')
    .description(
      "Checks every vm_operations_struct implementation of a Linux tree\nagainst the kernel's locking document and what mm/ does.",
    )
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand('help [command]', 'print the help of a command')
    .showSuggestionAfterError()
    .addHelpText('after', EXIT_CODES)
    .exitOverride()
    .configureOutput({ outputError: () => {} });

  const exit = (given: number) => {
    code = given;
  };
  addLintCommand(program, EXIT_CODES, exit);
  addReviewCommand(program, exit);
  addDocsCommands(program, exit);
  addReportCommand(program, exit);
  addRuleCommands(program, exit);

  program
    .command('explain-handler')
    .description('print what the analysis knows of one handler or mmap function')
    .argument('<file:function>', 'such as fs/ext4/inode.c:ext4_page_mkwrite')
    .addOption(kernelOption())
    .addOption(treeOption())
    .addOption(colorOption())
    .action(async (where: string, options: ExplainHandlerOptions) => {
      const { explainHandlerCommand } = await import('./commands/explainHandlerCommand.ts');
      code = await explainHandlerCommand(where, options);
    });

  program
    .command('tables')
    .description('list every ops table with its members and where their handlers are')
    .argument('[path]', 'a kernel tree, folder or file', '.')
    .addOption(formatOption())
    .addOption(kernelOption())
    .addOption(treeOption())
    .addOption(excludeOption())
    .addOption(colorOption())
    .action(async (path: string, options: TablesOptions) => {
      const { tablesCommand } = await import('./commands/tablesCommand.ts');
      code = await tablesCommand(path, options);
    });

  program
    .command('merge')
    .description('put reports of several runs together: JSON, SARIF or baselines')
    .argument('<files...>', 'reports of one kind')
    .option('-o, --output <file>', 'where to write it (default: standard output)')
    .action(async (files: string[], options: { output?: string }) => {
      const { mergeCommand } = await import('./commands/mergeCommand.ts');
      code = mergeCommand(files, options);
    });

  program
    .command('lsp')
    .description('serve an editor: the language server on standard input and output')
    .option('--stdio', 'the only way to connect, and the default')
    .action(async () => {
      const { lspCommand } = await import('./commands/lspCommand.ts');
      code = await lspCommand();
    });

  const [asked, topic] = argv;
  const names = program.commands.map((command) => command.name());
  if (asked === 'help' && topic !== undefined && ![...names, 'help'].includes(topic))
    throw new UsageError(`no command named ${topic}${suggestion(topic, names)}; see "vmops --help"`);
  try {
    await program.parseAsync(argv, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return EXIT.clean;
    if (error.code === 'commander.help') return EXIT.trouble;
    throw new UsageError(usageMessage(error, argv, names));
  }
  return code;
}

/** Commander's message as one line; a path in place of a command gets the command that was meant. */
function usageMessage(error: CommanderError, argv: string[], names: readonly string[]): string {
  const word = argv[0] ?? '';
  if (error.code === 'commander.unknownCommand' && existsSync(word)) {
    return `no command named ${word} (did you mean "vmops lint ${word}"?)`;
  }
  const message = error.message
    .replace(/^error: /, '')
    .replace(/\s*\n\s*/g, ' ')
    .replace('(Did', '(did')
    .replace(/\.$/, '');
  const named = names.includes(word) ? `${word} ` : '';
  return `${message}; see "vmops ${named}--help"`;
}
