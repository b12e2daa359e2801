// SPDX-License-Identifier: GPL-2.0-only
/** `vmops tables`: every ops table of a tree, with the places of its handlers. */
import { load } from '../../core/load.ts';
import { tablesJson, tablesText } from '../../report/tables.ts';
import { EXIT } from '../errors.ts';
import { parseKernel } from '../options/options.ts';
import { loadParser } from '../parser.ts';
import { displayPaths } from '../paths.ts';
import type { ColorMode } from '../terminal.ts';
import { complain, complainOfFiles, outputColors, progressLine, writeOut } from '../terminal.ts';

export interface TablesOptions {
  format: 'text' | 'json';
  kernel?: string;
  tree?: string;
  exclude?: string[];
  color: ColorMode;
}

/** Runs the command and returns its exit code. */
export async function tablesCommand(path: string, options: TablesOptions): Promise<number> {
  await loadParser(complain);
  const progress = progressLine(false);
  const request = {
    paths: [path],
    cwd: process.cwd(),
    kernel: options.kernel === undefined ? null : parseKernel(options.kernel),
    tree: options.tree ?? null,
    exclude: options.exclude ?? [],
    onProgress: progress.update,
  };
  const result = await load(request, 0).finally(progress.clear);
  const display = displayPaths(result, process.cwd());
  complainOfFiles(result, display);
  writeOut(
    options.format === 'json'
      ? tablesJson(result)
      : tablesText(result, { colors: outputColors(options.color), display }),
  );
  return result.badInputs.length > 0 ? EXIT.trouble : EXIT.clean;
}
