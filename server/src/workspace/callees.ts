// SPDX-License-Identifier: GPL-2.0-only
/** Functions that handlers and functions that map call, and that take and give back locks themselves. */
import { unpairedLocks } from '../analysis/calls/unpairedLocks.ts';
import { type AnalysisContext, helperFor } from '../analysis/engine/context.ts';
import type { FunctionDefinition } from '../facts/model.ts';
import { namesIn } from '../facts/names/words.ts';
import { isOwn } from '../text/source.ts';

/** How many calls below a root. */
const DEPTH = 2;

/**
 * Returns each of them once, as far as it is loaded: not the roots themselves, nor what the table of helpers knows, nor
 * the inline functions of headers, which are part of their callers.
 */
export function calleesWithLocks(
  roots: readonly FunctionDefinition[],
  context: AnalysisContext,
): FunctionDefinition[] {
  const found: FunctionDefinition[] = [];
  const seen = new Set(roots);
  let level = [...seen];
  for (let depth = 0; depth < DEPTH && level.length > 0; depth++) {
    const next: FunctionDefinition[] = [];
    for (const { definition, name } of level.flatMap((caller) =>
      [...namesIn(caller)].map((name) => ({ definition: caller, name })),
    )) {
      if (helperFor(name, definition.file, context)?.ownFirst === false) continue;
      const callees = context.program.peek(name, definition.file);
      for (const callee of callees) {
        if (seen.has(callee) || !isOwn(callee.file.path) || callee.file.path.endsWith('.h')) continue;
        seen.add(callee);
        next.push(callee);
        if (unpairedLocks(callee).pairs) found.push(callee);
      }
    }
    level = next;
  }
  return found;
}
