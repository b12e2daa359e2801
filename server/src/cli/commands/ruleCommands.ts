// SPDX-License-Identifier: GPL-2.0-only
/** `vmops rules` and `vmops explain`: what is checked, and why. */
import { markdownForTerminal } from '../../report/markdown.ts';
import { catalogue } from '../../rules/index.ts';
import type { RuleCard } from '../../rules/rule.ts';
import { EXIT, UsageError } from '../errors.ts';
import { checkRule } from '../options/options.ts';
import { rulePage } from '../rulePages.ts';
import type { ColorMode } from '../terminal.ts';
import { outputColors, writeOut } from '../terminal.ts';

/** Prints a line per rule: id, severity, title and the releases where it applies. */
export function rulesCommand(options: { color: ColorMode }): number {
  const colors = outputColors(options.color);
  const width = Math.max(0, ...catalogue.map((rule) => rule.id.length));
  const lines = catalogue.map((rule) => {
    const range = releaseRange(rule);
    const id = colors.bold(rule.id.padEnd(width));
    return `${id}  ${rule.severity.padEnd(11)}  ${rule.title}${range === '' ? '' : colors.dim(` [${range}]`)}\n`;
  });
  writeOut(lines.join(''));
  return EXIT.clean;
}

/** Prints the page of one rule. Throws UsageError when there is no such rule. */
export function explainCommand(id: string, options: { color: ColorMode }): number {
  checkRule(
    id,
    catalogue.map((rule) => rule.id),
  );
  const page = rulePage(id);
  if (page === null) throw new UsageError(`${id}: its page docs/rules/${id}.md is not installed`);
  writeOut(markdownForTerminal(page, outputColors(options.color)));
  return EXIT.clean;
}

function releaseRange({ since, until }: RuleCard): string {
  if (since !== null && until !== null) return `${since} to ${until}`;
  if (since !== null) return `${since} and later`;
  return until !== null ? `up to ${until}` : '';
}
