// SPDX-License-Identifier: GPL-2.0-only
/** A function, and those of its file that it calls, whatever locks it holds. */
import type { FunctionDefinition } from '../../../facts/model.ts';
import { callsIn, nameOf } from '../../cfg/called.ts';
import type { CallInstruction, Graph } from '../../cfg/cfg.ts';
import { type AnalysisContext, graphsOf } from '../../engine/context.ts';

/** How many calls below the root. */
const DEPTH = 2;

export interface InFile {
  definition: FunctionDefinition;
  graph: Graph;
}

export function ofSameFile(root: FunctionDefinition, graph: Graph, context: AnalysisContext): InFile[] {
  const seen = new Set([root]);
  const found: InFile[] = [{ definition: root, graph }];
  let level = found;
  for (let depth = 0; level.length > 0 && depth < DEPTH; depth++) {
    const next: InFile[] = [];
    for (const one of level)
      for (const call of callsIn(one.graph))
        for (const callee of calleesOf(call, one.definition, context)) {
          if (callee.file !== root.file || seen.has(callee)) continue;
          seen.add(callee);
          for (const inner of graphsOf(callee, context)) next.push({ definition: callee, graph: inner });
        }
    found.push(...next);
    level = next;
  }
  return found;
}

/** The close handlers of the tables of a function's file, and what they call there. */
export function closesIn({ file }: FunctionDefinition, context: AnalysisContext): InFile[] {
  const tables = context.program.files.get(file.path)?.tables ?? [];
  const names = tables.flatMap(({ members }) =>
    members.flatMap(({ op, handler }) => (op === 'close' && handler !== null ? [handler] : [])),
  );
  return [...new Set(names)].flatMap((name) =>
    context.program
      .peek(name, file)
      .flatMap((one) => graphsOf(one, context).flatMap((graph) => ofSameFile(one, graph, context))),
  );
}

export const calleesOf = (
  call: CallInstruction,
  { file, guards }: FunctionDefinition,
  { program }: AnalysisContext,
): FunctionDefinition[] => (nameOf(call) === '' ? [] : program.peek(nameOf(call), file, guards));
