// SPDX-License-Identifier: GPL-2.0-only
/** Options that several commands share. */
import { InvalidArgumentError, Option } from 'commander';
import { formats } from '../../report/formats/index.ts';

export function formatOption(): Option {
  return new Option('--format <format>', 'output format').choices(['text', 'json']).default('text');
}

export function failOnOption(): Option {
  return new Option('--fail-on <severity>', 'lowest severity that makes the exit code 1')
    .choices(['error', 'warning', 'information', 'never'])
    .default('warning');
}

export function kernelOption(): Option {
  return new Option('--kernel <release>', 'release to check against, such as 6.12 (default: of the tree)');
}

export function treeOption(): Option {
  return new Option('--tree <path>', 'kernel tree to take headers and the locking document from');
}

export function excludeOption(): Option {
  return new Option('--exclude <glob>', 'leave out files, as in .gitignore (repeatable)').argParser(collect);
}

export function ruleOption(): Option {
  const words = 'error, warning, information or off for one rule (repeatable)';
  return new Option('--rule <id=severity>', words).argParser(collect);
}

export function contractOption(): Option {
  return new Option(
    '--contract <source>',
    'what pfn_mkwrite is held against (default: documentation)',
  ).choices(['documentation', 'core']);
}

export function colorOption(): Option {
  return new Option('--color <when>', 'colour the output (NO_COLOR is honoured)')
    .choices(['auto', 'always', 'never'])
    .default('auto');
}

/** The `--output` of commands that print findings. */
export function outputOption(): Option {
  const words = `${formats.map(({ name }) => name).join(', ')}: to a file, else to standard output (repeatable)`;
  return new Option('--output <format[=file]>', words).argParser(collect);
}

/** Gathers the values of a repeatable option. */
function collect(value: string, values: string[] = []): string[] {
  if (value === '') throw new InvalidArgumentError('it is empty.');
  return [...values, value];
}
