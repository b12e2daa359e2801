// SPDX-License-Identifier: GPL-2.0-only
/** `vmops docs-check`: says where the documentation of a tree differs from its headers. */
import { join } from 'node:path';
import { version } from '../../../../package.json';
import { formatRelease } from '../../contracts/release.ts';
import { type DocsResult, docsCheck } from '../../core/docsCheck.ts';
import { identitiesOf, structAndOp } from '../../findings/identity.ts';
import { type FailOn, isAtLeast, type Shown } from '../../findings/severity.ts';
import { rewriteFile } from '../../io/fixFile.ts';
import { gitIdentity } from '../../io/git/gitIdentity.ts';
import { docsMails } from '../../report/docsMail.ts';
import { editedText, patchOf } from '../../report/patch.ts';
import { type DocumentFix, documentFixes, isFixOf } from '../../rules/documentation/fixes.ts';
import { documentRules } from '../../rules/documentation/index.ts';
import { EXIT, UsageError } from '../errors.ts';
import { applyBaseline, type BaselineOptions, complainOfStale, readBaseline } from '../options/baseline.ts';
import { parseKernel, parseSeverities } from '../options/options.ts';
import { readOutputs, writeOutputs } from '../options/outputs.ts';
import { loadParser } from '../parser.ts';
import { displayPaths, printable, repositoryPaths } from '../paths.ts';
import { rulePage } from '../rulePages.ts';
import { type ColorMode, complain, outputColors, writeOut } from '../terminal.ts';

export interface DocsCheckOptions extends BaselineOptions {
  format?: string;
  output?: string[];
  severity?: Shown;
  failOn: FailOn;
  kernel?: string;
  rule?: string[];
  color: ColorMode;
  quiet?: boolean;
  fix?: boolean;
  dryRun?: boolean;
  signoff?: boolean;
}

/** Runs the command and returns its exit code. */
export async function docsCheckCommand(path: string, options: DocsCheckOptions): Promise<number> {
  const outputs = readOutputs(options.format, options.output ?? []);
  const baseline = readBaseline(options);
  if (options.dryRun && !options.fix) throw new UsageError('--dry-run: it belongs to --fix');
  if (options.signoff && !options.dryRun) throw new UsageError('--signoff: it belongs to --fix --dry-run');
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
  const identities = identitiesOf(result.findings, structAndOp);
  const held = baseline && applyBaseline(result, identities, baseline, options);
  if (held) complainOfStale(held.compared, options.baseline ?? '', options.strictBaseline === true);
  const found = held?.compared.fresh ?? result.findings;
  if (options.fix && result.badInputs.length === 0) return fix({ ...result, findings: found }, options);
  const input = {
    result: { ...result, findings: found },
    identities,
    baseline: held?.compared ?? null,
    shard: null,
    display,
    repositoryPath: repositoryPaths(result, cwd),
    colors: outputColors(options.color),
    quiet: options.quiet === true,
    verbose: false,
    rules: () => documentRules.map((rule) => ({ ...rule, page: rulePage(rule.id) })),
    version,
  };
  const isWritten = writeOutputs(outputs, input, options.severity) && held?.isWritten !== false;
  if (result.badInputs.length > 0 || !isWritten) return EXIT.trouble;
  if (options.strictBaseline && held && held.compared.stale.length > 0) return EXIT.findings;
  return found.some(({ severity }) => isAtLeast(severity, options.failOn)) ? EXIT.findings : EXIT.clean;
}

/** Prints the patch, or writes the documents; the exit code is about what is left. */
function fix(result: DocsResult, { dryRun, failOn, quiet, signoff = false }: DocsCheckOptions): number {
  const fixes = documentFixes(result.context).filter((one) =>
    result.findings.some((finding) => isFixOf(one, finding)),
  );
  const edits = fixes.flatMap((one) => one.edits);
  let isWritten = true;
  if (dryRun) writeOut(mailed(result, fixes, signoff));
  else
    for (const file of new Set(edits.map(({ place }) => place.file))) {
      const trouble = rewriteFile(join(result.base, file.path), file.text, editedText(file, edits));
      if (trouble === null) continue;
      complain(`${printable(file.path)}: ${trouble}`);
      isWritten = false;
    }
  if (!isWritten) return EXIT.trouble;
  const left = result.findings.filter(
    (finding) => !fixes.some((one) => one.isWhole && isFixOf(one, finding)),
  );
  if (!quiet) {
    const rest = `${left.length} ${left.length === 1 ? 'is' : 'are'} left to a person`;
    const all = result.findings.length;
    complain(`${all - left.length} of ${all} findings are mended; ${rest}`);
  }
  return left.some(({ severity }) => isAtLeast(severity, failOn)) ? EXIT.findings : EXIT.clean;
}

/** As mails where git knows who sends them, else the bare patch. */
function mailed({ base, kernel }: DocsResult, fixes: DocumentFix[], signoff: boolean): string {
  const author = gitIdentity(base);
  if (author !== null) return docsMails(fixes, { author, signoff, release: formatRelease(kernel.release) });
  if (signoff)
    throw new UsageError('--signoff: git knows no name and mail address (git config user.name, user.email)');
  return patchOf(fixes.flatMap((one) => one.edits));
}

function problemLines({ problems }: DocsResult, display: (path: string) => string): string[] {
  return problems.map(({ text, place: { file, start } }) => {
    const { line } = file.positionAt(start);
    return `${display(file.path)}:${line}: ${text}`;
  });
}
