// SPDX-License-Identifier: GPL-2.0-only
/** `vmops explain-handler`: what the analysis knows of one function, for users who ask why it thinks so. */

import { isAbsolute, resolve } from 'node:path';
import { analyseFunction } from '../../core/explainHandler.ts';
import { handlerText } from '../../report/handler.ts';
import { groupsOf } from '../../text/match.ts';
import { suggestion } from '../../text/suggest.ts';
import { EXIT, UsageError } from '../errors.ts';
import { parseKernel } from '../options/options.ts';
import { loadParser } from '../parser.ts';
import { displayPaths } from '../paths.ts';
import type { ColorMode } from '../terminal.ts';
import { complain, complainOfFiles, outputColors, writeOut } from '../terminal.ts';

export interface ExplainHandlerOptions {
  kernel?: string;
  tree?: string;
  color: ColorMode;
}

/** Runs the command and returns its exit code. Throws UsageError when the function is none that core calls. */
export async function explainHandlerCommand(where: string, options: ExplainHandlerOptions): Promise<number> {
  const match = /^(.+):([A-Za-z_]\w*)(?:\(\))?$/.exec(where);
  if (match === null)
    throw new UsageError(`${where}: write it as FILE:FUNCTION, fs/ext4/inode.c:ext4_page_mkwrite`);
  const [path, name] = groupsOf(match, 2);
  await loadParser(complain);
  const cwd = process.cwd();
  const explained = await analyseFunction(path, name, {
    cwd,
    kernel: options.kernel === undefined ? null : parseKernel(options.kernel),
    tree: options.tree ?? null,
    exclude: [],
  });
  const display = displayPaths(explained.loaded, cwd);
  complainOfFiles(explained.loaded, display);
  if (explained.loaded.badInputs.length > 0) {
    const tree = options.tree ?? 'TREE';
    if (!isAbsolute(path) && explained.loaded.badInputs.some(({ reason }) => reason === 'does not exist'))
      complain(`paths count from the current folder: run it in the tree, or write ${tree}/${path}:${name}`);
    return EXIT.trouble;
  }
  if (explained.definitions.length === 0) {
    throw new UsageError(
      `${resolve(cwd, path)} defines no function ${name}${suggestion(name, explained.functions)}`,
    );
  }
  if (explained.reports.length + explained.mappings.length === 0) {
    const [user] = explained.reachedBy;
    const near =
      user === undefined ? suggestion(name, explained.candidates) : `: ask for ${user}(), which comes to it`;
    throw new UsageError(`${name}() is in no ops table and installs none${near}`);
  }
  writeOut(handlerText(explained, { colors: outputColors(options.color), display }));
  return EXIT.clean;
}
