// SPDX-License-Identifier: GPL-2.0-only
/** Analyses a function that maps: what its successful exits leave on the VMA. */
import type { FunctionDefinition, OpsTable } from '../../facts/model.ts';
import type { Graph } from '../cfg/cfg.ts';
import { type AnalysisContext, graphsOf } from '../engine/context.ts';
import { enter } from '../engine/entryState.ts';
import { traceOf } from '../engine/events.ts';
import { Explorer, type RawExit } from '../engine/explorer.ts';
import { isErrnoAtom, NOT_ZERO } from '../state/domain.ts';
import type { Sym } from '../state/symbols.ts';
import { VmaFlags } from '../state/vmaFlags.ts';
import { chosenAccesses, mappingBounds } from './chosen.ts';
import { returnedValue } from './handler.ts';
import { keptPointers } from './kept.ts';
import type { MappingExit, MappingReport } from './report.ts';

const MAPPING_BUDGET = 2500;

/** Explores every configuration of an mmap function, or of a helper that is handed the VMA. */
export function analyseMapping(definition: FunctionDefinition, context: AnalysisContext): MappingReport[] {
  return graphsOf(definition, context).map((graph) => {
    const x = new Explorer(context, definition, graph, {
      budget: MAPPING_BUDGET,
      depth: 0,
      root: 'other',
    });
    const state = enter(x);
    for (const vma of x.vmas) state.setFlags(vma, VmaFlags.MAPPED);
    context.active.add(definition);
    const { exits, events, status } = x.run(state);
    context.active.delete(definition);
    const vma = [...x.vmas][0];
    const done =
      vma === undefined ? [] : exits.filter((e) => succeeds(e, graph)).map((e) => exitOf(x, e, vma));
    return {
      definition,
      configuration: graph.configuration,
      status,
      exits: done,
      returns: exits.map((e) => returnedValue(x, e)),
      calls: [...events.calls.values()],
      accesses: chosenAccesses(x, true),
      usesAfterPut: events.usesAfterPut(x, false),
      kept: keptPointers(
        x,
        exits.filter((e) => succeeds(e, graph)),
      ),
    };
  });
}

/** A void function, or one that may return 0 here. Of an int the core takes whatever is not zero for an error. */
function succeeds(exit: RawExit, { returnType }: Graph): boolean {
  if (exit.value === null) return true;
  return exit.domain.some((a) => !isErrnoAtom(a) && !(a === NOT_ZERO && returnType === 'int'));
}

function exitOf(x: Explorer, exit: RawExit, vma: Sym): MappingExit {
  const { state, place } = exit;
  return {
    place,
    flags: state.flagsOf(vma),
    table: installedTable(x, exit, vma),
    bounds: mappingBounds(x, exit, vma),
    trace: traceOf(state.trace),
    assumed: state.assumed,
  };
}

function installedTable(x: Explorer, exit: RawExit, vma: Sym): MappingExit['table'] {
  const { symbols, program } = x.context;
  const installed = exit.state.env.get(symbols.field(vma, 'vm_ops'));
  if (installed === undefined) return null;
  const shape = symbols.shape(installed);
  if (shape.kind !== 'address') return null;
  const loc = symbols.locShape(shape.loc);
  if (loc.kind !== 'variable') return null;
  const definition: OpsTable | null = program.lookupTable(loc.name, x.file) ?? null;
  return { name: loc.name, definition, place: exit.place };
}
