// SPDX-License-Identifier: GPL-2.0-only
/** `vmops docs-check`: says where the documentation of a tree differs from its headers. */
import { join } from 'node:path';
import { type DocsResult, docsCheck } from '../core/docsCheck.ts';
import type { Finding } from '../findings/finding.ts';
import { type FailOn, isAtLeast, type Shown } from '../findings/severity.ts';
import { rewriteFile } from '../io/fixFile.ts';
import { docsSummaryLine } from '../report/docsSummary.ts';
import { jsonReport } from '../report/formats/json.ts';
import { textReport } from '../report/formats/text.ts';
import { editedText, patchOf } from '../report/patch.ts';
import { type DocumentFix, documentFixes } from '../rules/documentation/fixes.ts';
import { documentRules } from '../rules/documentation/index.ts';
import { EXIT } from './errors.ts';
import { parseKernel, parseSeverities } from './options.ts';
import { loadParser } from './parser.ts';
import { displayPaths, printable } from './paths.ts';
import { type ColorMode, complain, outputColors, writeOut } from './terminal.ts';

export interface DocsCheckOptions {
  format: 'text' | 'json';
  severity: Shown;
  failOn: FailOn;
  kernel?: string;
  rule?: string[];
  color: ColorMode;
  quiet?: boolean;
  fix?: boolean;
  dryRun?: boolean;
}

/** Runs the command and returns its exit code. */
export async function docsCheckCommand(path: string, options: DocsCheckOptions): Promise<number> {
  await loadParser(complain);
  const cwd = process.cwd();
  const result = await docsCheck({
    path,
    cwd,
    kernel: options.kernel === undefined ? null : parseKernel(options.kernel),
    severities: parseSeverities(
      options.rule ?? [],
      documentRules.map(({ id }) => id),
    ),
  });
  const display = displayPaths(result, cwd);
  for (const bad of result.badInputs) complain(`${printable(bad.path)}: ${bad.reason}`);
  if (!options.quiet) for (const line of problemLines(result, display)) complain(line);
  if (options.fix && result.badInputs.length === 0) return fix(result, options);
  const shown = result.findings.filter(({ severity }) => isAtLeast(severity, options.severity));
  writeOut(output(result, shown, display, options));
  if (result.badInputs.length > 0) return EXIT.trouble;
  return result.findings.some(({ severity }) => isAtLeast(severity, options.failOn))
    ? EXIT.findings
    : EXIT.clean;
}

/** Prints the patch, or writes the documents; the exit code is about what is left. */
function fix(result: DocsResult, { dryRun, failOn, quiet }: DocsCheckOptions): number {
  const fixes = documentFixes(result.context).filter((one) =>
    result.findings.some((finding) => isOf(one, finding)),
  );
  const edits = fixes.flatMap((one) => one.edits);
  if (dryRun) writeOut(patchOf(edits));
  else
    for (const file of new Set(edits.map(({ place }) => place.file))) {
      const reason = rewriteFile(join(result.base, file.path), file.text, editedText(file, edits));
      if (reason === null) continue;
      complain(`${printable(file.path)}: ${reason}`);
      return EXIT.trouble;
    }
  const left = result.findings.filter((finding) => !fixes.some((one) => one.isWhole && isOf(one, finding)));
  if (!quiet) {
    const rest = `${left.length} ${left.length === 1 ? 'is' : 'are'} left to a person`;
    complain(`${fixes.length} of ${result.findings.length} findings have a fix; ${rest}`);
  }
  return left.some(({ severity }) => isAtLeast(severity, failOn)) ? EXIT.findings : EXIT.clean;
}

function isOf({ rule, table, op, edits }: DocumentFix, finding: Finding): boolean {
  return (
    finding.rule === rule &&
    finding.table === table &&
    finding.op === op &&
    edits[0]?.place.file === finding.place.file
  );
}

function output(
  result: DocsResult,
  shown: Finding[],
  display: (path: string) => string,
  { format, color, quiet }: DocsCheckOptions,
): string {
  if (format === 'json') return jsonReport({ ...result, findings: shown });
  if (result.badInputs.length > 0) return '';
  const report = textReport(shown, { colors: outputColors(color), display });
  return quiet ? report : `${report}${docsSummaryLine(result)}\n`;
}

function problemLines({ problems }: DocsResult, display: (path: string) => string): string[] {
  return problems.map(({ text, place: { file, start } }) => {
    const { line } = file.positionAt(start);
    return `${display(file.path)}:${line}: ${text}`;
  });
}
