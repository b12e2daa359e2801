// SPDX-License-Identifier: GPL-2.0-only
/** Which handlers and functions that map come to a function by their calls. */
import type { FunctionDefinition } from '../model.ts';
import type { MutableProgram } from '../program.ts';
import { calls } from './mentions.ts';
import { isNamedIn } from './words.ts';

/** How many calls are followed upwards. */
const DEEPEST = 4;

/**
 * Returns the first that are met on each way up, by their names, as far as their files are loaded.
 *
 * @param roots those that core calls
 */
export function reachedBy(
  definitions: readonly FunctionDefinition[],
  roots: ReadonlySet<FunctionDefinition>,
  program: MutableProgram,
): string[] {
  const seen = new Set(definitions);
  const found = new Set<string>();
  let level = [...definitions];
  for (let depth = 0; depth < DEEPEST && level.length > 0; depth++) {
    const next: FunctionDefinition[] = [];
    for (const callee of level)
      for (const caller of callersOf(callee, program)) {
        if (seen.has(caller)) continue;
        seen.add(caller);
        if (roots.has(caller)) found.add(caller.name);
        else next.push(caller);
      }
    level = next;
  }
  return [...found].sort();
}

function callersOf(callee: FunctionDefinition, program: MutableProgram): FunctionDefinition[] {
  const { name, file, isStatic } = callee;
  return [...program.files.values()].flatMap((facts) => {
    if ((isStatic && facts.file !== file) || !isNamedIn(name, facts.file)) return [];
    return facts.functions.filter((one) => one !== callee && calls(one, callee));
  });
}
