// SPDX-License-Identifier: GPL-2.0-only
/** What a function does too late or too early for its lock, or without the lock that all others take. */
import type { FunctionDefinition } from '../../../facts/model.ts';
import { namesIn } from '../../../facts/names/words.ts';
import type { Span } from '../../../text/source.ts';
import type { Graph } from '../../cfg/cfg.ts';
import { type AnalysisContext, graphsOf } from '../../engine/context.ts';
import { lostStores } from '../../gaps/lostStores.ts';
import { putsOf, takesOutBare } from '../../gaps/putLocks.ts';
import { testedBefore } from '../../gaps/testedBefore.ts';
import { unmappedEarly } from '../../gaps/unmappedEarly.ts';
import type { BarePut, StoreLost, TestBeforeLock, UnmapEarly } from '../model/events.ts';
import { callAt, placeOf } from './places.ts';
import type { ReachedFree } from './reached.ts';

/** Where a handler that runs for several tasks at once overwrites what another of them has stored. */
export function lostStoresOf(reached: readonly ReachedFree[], { helpers }: AnalysisContext): StoreLost[] {
  return reached.flatMap(({ definition: { file, name }, graph }) =>
    lostStores(graph, helpers, file.text).map(
      ({ slot, tested, allocated, locked, stored }): StoreLost => ({
        by: name,
        slot,
        place: placeOf(stored, file),
        tested: placeOf(tested, file),
        allocated: callAt(allocated, file),
        locked: placeOf(locked, file),
      }),
    ),
  );
}

/** Where a field is tested before the lock is taken under which all others read it. */
export function testsBeforeLock(reached: readonly ReachedFree[], context: AnalysisContext): TestBeforeLock[] {
  return reached.flatMap(({ definition, graph }) =>
    testedBefore(definition, graph, context).map(({ field, lock, locked, other, ...at }): TestBeforeLock => {
      const { file, name } = definition;
      const rest = {
        locked: placeOf(locked, file),
        other: placeOf(other, file),
        otherBy: other.definition.name,
      };
      return { by: name, field, lock, place: placeOf(at, file), ...rest };
    }),
  );
}

/** Where other functions of the file take mappings away too early for the handler. */
export function unmapsEarly(
  definition: FunctionDefinition,
  graph: Graph,
  context: AnalysisContext,
): UnmapEarly[] {
  return unmappedEarly(definition, graph, context).map(
    ({ definition: { name, file }, field, lock, changed, ...at }): UnmapEarly => ({
      by: name,
      field,
      lock,
      place: placeOf(at, file),
      changed: placeOf(changed, file),
    }),
  );
}

/** As few other calls say nothing of how it is meant. */
const LEAST_OTHERS = 2;

/**
 * Where a reference is given back without the lock that every other call of the file holds which gives one back with the
 * same release function, and that function takes the object out of a list.
 */
export function barePutsOf(reached: readonly ReachedFree[], context: AnalysisContext): BarePut[] {
  const { helpers, program } = context;
  return reached.flatMap(({ definition: one, graph: own }) =>
    putsOf(own, helpers, one.file.text).flatMap((put): BarePut[] => {
      if (put.held.size > 0) return [];
      const { file } = one;
      const { release } = put;
      const isBare = (callee: FunctionDefinition) =>
        graphsOf(callee, context).some((inner) => takesOutBare(inner, helpers, callee.file.text));
      if (!program.peek(release, file).some(isBare)) return [];
      const others = (program.files.get(file.path)?.functions ?? [])
        .filter((other) => other !== one && other.name !== release && namesIn(other).has(release))
        .flatMap((other) => graphsOf(other, context))
        .flatMap((other) => putsOf(other, helpers, file.text))
        .filter((other) => other.release === release);
      const [lock] = [...(others[0]?.held ?? [])].filter((name) =>
        others.every(({ held }) => held.has(name)),
      );
      if (others.length < LEAST_OTHERS || lock === undefined) return [];
      return [
        {
          by: one.name,
          release,
          lock,
          others: others.length,
          place: placeOf(put, file),
          other: placeOf(others[0] as Span, file),
        },
      ];
    }),
  );
}
