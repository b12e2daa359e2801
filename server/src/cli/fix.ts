// SPDX-License-Identifier: GPL-2.0-only
/** `--fix`: makes the safe fixes of a run, or shows them as a patch. */
import { resolve } from 'node:path';
import type { LintResult } from '../core/request.ts';
import { compareWithBaseline } from '../findings/baseline.ts';
import { applyFixes } from '../findings/edits.ts';
import type { Finding } from '../findings/finding.ts';
import { type Identity, identitiesOf } from '../findings/identity.ts';
import { rewriteFile } from '../io/fixFile.ts';
import { filePatch } from '../report/patch.ts';
import { isOwn, type SourceFile } from '../text/source.ts';
import { printable } from './paths.ts';
import { complain } from './terminal.ts';

/** A file with its safe fixes made. */
export interface FixedFile {
  file: SourceFile;
  text: string;
  fixed: Finding[];
}

/** Returns the files that change when the safe fixes of some findings are made. */
export function fixedFiles(findings: readonly Finding[]): FixedFile[] {
  const byFile = new Map<SourceFile, Finding[]>();
  for (const finding of findings) {
    const { file } = finding.place;
    if (finding.fix?.safe && isOwn(file.path)) byFile.set(file, [...(byFile.get(file) ?? []), finding]);
  }
  return [...byFile].map(([file, own]) => ({ file, ...applyFixes(file.text, own) }));
}

/** Returns a patch for `git apply`. */
export function patchOf(files: readonly FixedFile[], pathOf: (path: string) => string): string {
  return files.map(({ file, text }) => filePatch(pathOf(file.path), file.text, text)).join('');
}

/** After so many rounds what is left would only come and go. */
const MOST_ROUNDS = 5;

/**
 * Runs, and with `--fix` makes the safe fixes of what the baseline does not hold and runs again, until none is left: of
 * two fixes at one place the second is made in the next round.
 *
 * @returns the last run
 */
export async function lintAndFix(
  run: () => Promise<LintResult>,
  { fix, dryRun, quiet }: { fix?: boolean; dryRun?: boolean; quiet?: boolean },
  baseline: readonly Identity[] | null,
): Promise<LintResult> {
  let result = await run();
  if (!fix || dryRun) return result;
  let total = 0;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const identities = identitiesOf([...result.findings, ...result.suppressed]);
    const { fresh } = compareWithBaseline(result.findings, identities, baseline ?? [], () => false);
    const { count, failed } = writeFixed(fixedFiles(fresh), result);
    for (const { path, reason } of failed) complain(`${printable(path)}: ${reason}`);
    if (count === 0) break;
    total += count;
    result = await run();
  }
  if (!quiet) complain(`${total === 1 ? '1 finding was' : `${total} findings were`} fixed`);
  return result;
}

/**
 * Writes the files.
 *
 * @returns how many fixes were made, and a line for each file that was left alone
 */
function writeFixed(
  files: readonly FixedFile[],
  { base }: Pick<LintResult, 'base'>,
): { count: number; failed: { path: string; reason: string }[] } {
  let count = 0;
  const failed: { path: string; reason: string }[] = [];
  for (const { file, text, fixed } of files) {
    const reason = rewriteFile(resolve(base, file.path), file.text, text);
    if (reason === null) count += fixed.length;
    else failed.push({ path: file.path, reason });
  }
  return { count, failed };
}
