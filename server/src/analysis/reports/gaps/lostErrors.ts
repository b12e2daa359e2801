// SPDX-License-Identifier: GPL-2.0-only
/** Errors that a handler, a function that maps or one of its file that these call goes on with, as nothing reads them. */

import type { FunctionDefinition } from '../../../facts/model.ts';
import type { Span } from '../../../text/source.ts';
import { nameOf } from '../../cfg/called.ts';
import type { CallInstruction, Graph, Pure } from '../../cfg/cfg.ts';
import { isWrittenErrno } from '../../cfg/errnos.ts';
import { callBehind, factsOf } from '../../cfg/graphFacts.ts';
import { hasPart } from '../../cfg/walk.ts';
import { type AnalysisContext, graphsOf, helperFor } from '../../engine/context.ts';
import { lostErrors } from '../../gaps/lostErrors.ts';
import { isErrnoAtom } from '../../state/domain.ts';
import type { ErrorLost } from '../model/events.ts';
import { calleesOf, type InFile } from './sameFile.ts';

export function lostErrorsOf(reached: readonly InFile[], context: AnalysisContext): ErrorLost[] {
  return reached.flatMap((one) => lostIn(one, context));
}

function lostIn({ definition, graph }: InFile, context: AnalysisContext): ErrorLost[] {
  const { file } = definition;
  const place = ({ start, end }: Span) => ({ file, start, end });
  const fails = (call: CallInstruction) => canFail(call, definition, context);
  return lostErrors(graph, fails).map(({ variable, stored, failed, ends, how }) => ({
    variable,
    place: place(stored),
    failed: { place: place(failed), by: `${failed.by}()` },
    ends: place(ends),
    how,
  }));
}

/** It returns an errno somewhere, or what such a call gives. */
function canFail(
  call: CallInstruction,
  from: FunctionDefinition,
  context: AnalysisContext,
  depth = 0,
): boolean {
  const helper = helperFor(nameOf(call), from.file, context);
  if (helper) return helper.helper.outcomes.some(({ returns }) => returns.some(isErrnoAtom));
  const definitions = calleesOf(call, from, context);
  return (
    definitions.length > 0 &&
    definitions.every((one) =>
      graphsOf(one, context).some(
        (graph) =>
          graph.returnType === 'int' &&
          valuesReturned(graph).some((value) => {
            if (hasPart(value, isWrittenErrno)) return true;
            const inner = depth < DEPTH ? callBehind(value, graph) : undefined;
            return inner !== undefined && canFail(inner, one, context, depth + 1);
          }),
      ),
    )
  );
}

/** How far what a callee returns is followed. */
const DEPTH = 3;

/** What a function returns, at once, by way of a variable, or as one arm of `?:`. */
function valuesReturned(graph: Graph): Pure[] {
  const given = graph.blocks.flatMap(({ end }) => (end.t === 'return' && end.value ? [end.value] : []));
  const stored = given.flatMap((value) =>
    value.k === 'name' ? factsOf(graph).storesTo(value.name) : [value],
  );
  return stored.flatMap((value) => [value, ...armsOf(value, graph)]);
}

/** What is chosen by a test: each arm stores to one temporary. */
function armsOf(value: Pure, { blocks }: Graph): Pure[] {
  if (value.k !== 'temp') return [];
  return blocks.flatMap(({ instructions }) =>
    instructions.flatMap((i) =>
      i.op === 'assign' && i.target.k === 'temp' && i.target.id === value.id ? [i.value] : [],
    ),
  );
}
