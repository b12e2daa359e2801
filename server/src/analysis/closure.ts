/** Which functions an analysis will want to see: a walk over calls, without exploring anything. */
import type { FunctionDefinition } from '../facts/model.ts';
import { type AnalysisContext, graphsOf, helperFor } from './context.ts';

/**
 * Visits everything that the given functions call, `depth` calls deep, as far as it is loaded. What is not
 * loaded ends up in `program.wanted`.
 */
export function collectCallees(
  from: Iterable<FunctionDefinition>,
  depth: number,
  context: AnalysisContext,
): void {
  const seen = new Set<FunctionDefinition>();
  let level = [...from];
  for (let d = 0; d < depth && level.length; d++) {
    const next: FunctionDefinition[] = [];
    for (const definition of level) {
      if (seen.has(definition)) continue;
      seen.add(definition);
      for (const name of calledNames(definition, context)) {
        if (helperFor(name, definition.file, context)) continue;
        next.push(...context.program.lookup(name, definition.file));
      }
    }
    level = next;
  }
}

function calledNames(definition: FunctionDefinition, context: AnalysisContext): Set<string> {
  const names = new Set<string>();
  for (const graph of graphsOf(definition, context)) {
    for (const block of graph.blocks) {
      for (const i of block.instructions)
        if (i.op === 'call' && i.callee.k === 'name' && !graph.types.has(i.callee.name))
          names.add(i.callee.name);
    }
  }
  return names;
}
