// SPDX-License-Identifier: GPL-2.0-only
/** `--format` and `--output`: which formats a run writes, and where to. */
import { appendFileSync } from 'node:fs';
import pc from 'picocolors';
import { isAtLeast, type Shown } from '../../findings/severity.ts';
import { writeFileWhole } from '../../io/writeFile.ts';
import type { Format, ReportInput } from '../../report/formats/format.ts';
import { githubSummary } from '../../report/formats/github.ts';
import { formatNamed, formats } from '../../report/formats/index.ts';
import { suggestion } from '../../text/suggest.ts';
import { UsageError } from '../errors.ts';
import { printable } from '../paths.ts';
import { complain, writeOut } from '../terminal.ts';

/** One output of a run. */
export interface Output {
  format: Format;
  /** Where to; null is standard output. */
  file: string | null;
}

/**
 * Reads the values of `--format` and `--output`. Standard output gets text where nothing else is said of it.
 * Throws UsageError for an unknown format, and where two outputs would go to one place.
 */
export function readOutputs(format: string | undefined, values: readonly string[]): Output[] {
  const outputs = values.map((value) => {
    const at = value.indexOf('=');
    const [name, file] = at === -1 ? [value, null] : [value.slice(0, at), value.slice(at + 1)];
    if (file === '') throw new UsageError(`--output ${value}: no file is named after "="`);
    return { format: known(name, `--output ${value}`), file: file === '-' ? null : file };
  });
  if (format !== undefined) outputs.unshift({ format: known(format, `--format ${format}`), file: null });
  else if (outputs.every(({ file }) => file !== null))
    outputs.unshift({ format: known('text', ''), file: null });
  const taken = new Map<string | null, Format>();
  for (const { format: own, file } of outputs) {
    const other = taken.get(file);
    if (other !== undefined) {
      const where = file === null ? 'standard output' : printable(file);
      throw new UsageError(
        `--output: ${other.name} and ${own.name} would both go to ${where}; write one as ${own.name}=FILE`,
      );
    }
    taken.set(file, own);
  }
  return outputs;
}

function known(name: string, where: string): Format {
  const format = formatNamed(name);
  if (format !== undefined) return format;
  const names = formats.map((one) => one.name);
  throw new UsageError(
    `${where}: no format named ${printable(name)}${suggestion(name, names) || `; there are ${names.join(', ')}`}`,
  );
}

/**
 * Writes every output; a file that cannot be written is a line on standard error, and the others are written.
 *
 * @param severity what `--severity` says; undefined leaves each format its own
 * @returns whether all were written
 */
export function writeOutputs(
  outputs: readonly Output[],
  input: Omit<ReportInput, 'shown'>,
  severity: Shown | undefined,
): boolean {
  let isWritten = true;
  const check = (path: string, reason: string | null) => {
    if (reason === null) return;
    complain(`${printable(path)}: ${reason}`);
    isWritten = false;
  };
  for (const { format, file } of outputs) {
    const least = severity ?? format.from;
    const shown = input.result.findings.filter((finding) => isAtLeast(finding.severity, least));
    const colors = file === null ? input.colors : pc.createColors(false);
    const text = format.write({ ...input, colors, shown });
    if (file === null) writeOut(text);
    else check(file, writeFileWhole(file, text));
    const summary = process.env.GITHUB_STEP_SUMMARY;
    if (format.name === 'github' && summary)
      check(summary, append(summary, githubSummary({ ...input, shown })));
  }
  return isWritten;
}

/** The steps of a job share one summary file. */
function append(path: string, text: string): string | null {
  try {
    appendFileSync(path, text);
    return null;
  } catch (error) {
    return `cannot be written: ${(error as NodeJS.ErrnoException).code ?? String(error)}`;
  }
}
