// SPDX-License-Identifier: GPL-2.0-only
/** Runs the engine on one small source: what unit tests of the analysis share. */
import { createContext } from '../../server/src/analysis/engine/context.ts';
import { analyseHandler } from '../../server/src/analysis/reports/handler.ts';
import { kernelFor } from '../../server/src/contracts/kernel.ts';
import type { Release } from '../../server/src/contracts/model.ts';
import { parseRelease } from '../../server/src/contracts/release.ts';
import { createProgram } from '../../server/src/facts/program.ts';
import { SourceFile } from '../../server/src/text/source.ts';
import { dumpHandler } from './dump.ts';

/** Adds a file `a.c` (and others by name) and returns what analyses need. */
export function program(source: string, release = '6.12', others: Record<string, string> = {}) {
  const kernel = kernelFor(parseRelease(release) as Release, 'option');
  const made = createProgram({ memberOrder: [...kernel.ops.keys()] });
  const file = new SourceFile('a.c', source);
  made.addFile(file);
  for (const [name, text] of Object.entries(others)) made.addFile(new SourceFile(name, text));
  return { program: made, kernel, file };
}

/** The reports of the function `name` as handler of `op`. */
export function reports(
  source: string,
  name: string,
  op: string,
  release = '6.12',
  others: Record<string, string> = {},
) {
  const { program: made, kernel, file } = program(source, release, others);
  const context = createContext(made, kernel);
  return made.lookup(name, file).flatMap((d) => analyseHandler(d, op, kernel.ops.get(op), [], context));
}

/** The dump of the function `name` as handler of `op`. */
export function dump(
  source: string,
  name: string,
  op: string,
  release?: string,
  others?: Record<string, string>,
): string[] {
  return reports(source, name, op, release, others).flatMap(dumpHandler);
}
