// SPDX-License-Identifier: GPL-2.0-only
/** `vmops report`: one run as a page that needs nothing but itself. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { version } from '../../../../package.json';
import { docsCheck } from '../../core/docsCheck.ts';
import { lint } from '../../core/lint.ts';
import { writeFileWhole } from '../../io/writeFile.ts';
import { htmlReport } from '../../report/html/page.ts';
import { rules } from '../../rules/index.ts';
import { EXIT } from '../errors.ts';
import { parseKernel, parseSeverities } from '../options/options.ts';
import { packageRoot } from '../packageRoot.ts';
import { loadParser } from '../parser.ts';
import { displayPaths, printable } from '../paths.ts';
import { complain, complainOfFiles, progressLine } from '../terminal.ts';

export interface ReportOptions {
  html: string;
  kernel?: string;
  tree?: string;
  exclude?: string[];
  rule?: string[];
  quiet?: boolean;
}

/** Writes the page and returns the exit code: 0 when it is written, whatever was found. */
export async function reportCommand(paths: string[], options: ReportOptions): Promise<number> {
  await loadParser(complain);
  const progress = progressLine(options.quiet === true);
  const cwd = process.cwd();
  const kernel = options.kernel === undefined ? null : parseKernel(options.kernel);
  const run = await lint({
    paths: paths.length > 0 ? paths : ['.'],
    cwd,
    kernel,
    tree: options.tree ?? null,
    exclude: options.exclude ?? [],
    severities: parseSeverities(
      options.rule ?? [],
      rules.map(({ id }) => id),
    ),
    contract: null,
    onProgress: progress.update,
  }).finally(progress.clear);
  complainOfFiles(run, displayPaths(run, cwd));
  const tree = run.inTree ? run.base : (options.tree ?? null);
  const docs =
    tree === null ? null : await docsCheck({ path: tree, cwd, kernel: null, severities: new Map() });
  const page = htmlReport(run, docs, { ...pageParts(), version });
  const trouble = writeFileWhole(options.html, page);
  if (trouble !== null) complain(`${printable(options.html)}: ${trouble}`);
  return run.badInputs.length > 0 || trouble !== null ? EXIT.trouble : EXIT.clean;
}

/** The style and script of the page. The matrix is that of the editor. */
function pageParts() {
  const read = (path: string) => readFileSync(join(packageRoot(), path), 'utf8');
  const grid = read('client/media/grid.js').replaceAll(/^export /gm, '');
  const matrix = read('client/media/matrix.js').replace(/^import .*\n/m, '');
  return {
    style: `${read('client/media/matrix.css')}\n${read('server/media/report.css')}`,
    // Each in a scope of its own: they use the same short names.
    script: `${read('server/media/report.js')}\n{\n${grid}\n${matrix}\n}\n`,
    sourceOf: (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`,
  };
}
