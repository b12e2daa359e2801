// SPDX-License-Identifier: GPL-2.0-only
/** `vmops rules` and `vmops explain`, as the command line has them. */
import type { Command } from 'commander';
import { colorOption } from '../options/commonOptions.ts';
import type { ColorMode } from '../terminal.ts';

/** Adds the commands about rules, which hand their exit code to `end`. */
export function addRuleCommands(program: Command, end: (code: number) => void): void {
  program
    .command('rules')
    .description('list the rules')
    .addOption(colorOption())
    .action(async (options: { color: ColorMode }) => {
      const { rulesCommand } = await import('./ruleCommands.ts');
      end(rulesCommand(options));
    });

  program
    .command('explain')
    .description('print what a rule checks, why, and how to fix what it finds')
    .argument('<rule>', 'a rule id, as in the brackets after a finding')
    .addOption(colorOption())
    .action(async (rule: string, options: { color: ColorMode }) => {
      const { explainCommand } = await import('./ruleCommands.ts');
      end(explainCommand(rule, options));
    });
}
