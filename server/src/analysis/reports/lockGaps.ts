// SPDX-License-Identifier: GPL-2.0-only
/** What a function, or one of its file that it calls without a lock, does too late or too early for its lock. */
import type { FunctionDefinition } from '../../facts/model.ts';
import { namesIn } from '../../facts/names/words.ts';
import type { SourceFile, Span } from '../../text/source.ts';
import type { Called } from '../cfg/called.ts';
import type { Graph } from '../cfg/cfg.ts';
import { type AnalysisContext, graphsOf } from '../engine/context.ts';
import { freedFrames } from '../gaps/freed/freedFrames.ts';
import { keptFreed } from '../gaps/freed/keptFreed.ts';
import { freedMapped } from '../gaps/freed/mappedFrames.ts';
import { staleSlots } from '../gaps/freed/staleSlots.ts';
import { lateParameters } from '../gaps/lateParameters.ts';
import { type LateReferences, lateReferences } from '../gaps/lateReferences.ts';
import { lostStores } from '../gaps/lostStores.ts';
import { missedLast } from '../gaps/missedLast.ts';
import { ownersFor } from '../gaps/ownersInFile.ts';
import { putsOf, takesOutBare } from '../gaps/putLocks.ts';
import { testedApart } from '../gaps/testedApart.ts';
import { testedBefore } from '../gaps/testedBefore.ts';
import { uninserted } from '../gaps/uninserted.ts';
import { unmappedEarly } from '../gaps/unmappedEarly.ts';
import type {
  BarePut,
  LastMissed,
  RemovedUninserted,
  StoreLost,
  TestBeforeLock,
  UnmapEarly,
  UseAfterPut,
  UseEvent,
} from './model/events.ts';

/** How many calls below the root. */
const DEPTH = 3;

/** The function and those of its file that it calls while it holds no lock, those of the function itself first. */
export interface ReachedFree {
  definition: FunctionDefinition;
  graph: Graph;
  late: LateReferences;
}

/** References that come too late, counts that are lowered by one call and tested by another, and memory that is freed mapped. */
export function unguardedUses(reached: readonly ReachedFree[], context: AnalysisContext): UseAfterPut[] {
  const { helpers } = context;
  return reached.flatMap(({ definition, graph, late: { late } }) => {
    const { file } = definition;
    return [
      ...late.map(
        ({ object, found, released, taken }): UseAfterPut => ({
          text: object,
          how: 'late',
          place: placeOf(taken, file),
          dropped: { ...callAt(released, file), certain: false },
          trace: [{ kind: 'call', place: placeOf(found, file), message: foundHere(found.by) }],
          assumed: false,
        }),
      ),
      ...testedApart(graph, helpers, file.text).map(
        ({ counter, lowered, read, freed }): UseAfterPut => ({
          text: counter,
          how: 'apart',
          place: placeOf(read, file),
          dropped: { ...callAt(lowered, file), certain: false },
          freed: callAt(freed, file),
          trace: [],
          assumed: false,
        }),
      ),
      ...staleSlots(graph, file.text).map(
        ({ slot, tested, freed }): UseAfterPut => ({
          text: slot,
          how: 'kept',
          place: placeOf(freed, file),
          dropped: { place: placeOf(tested, file), by: '', certain: true },
          freed: callAt(freed, file),
          trace: [],
          assumed: false,
        }),
      ),
      ...keptFreed(definition, graph, context).map(
        ({ object, slot, stored, freed }): UseAfterPut => ({
          text: object,
          how: 'left',
          place: placeOf(freed, file),
          dropped: { place: placeOf(stored, file), by: slot, certain: true },
          freed: callAt(freed, file),
          trace: [],
          assumed: false,
        }),
      ),
      ...freedFrames(graph, file.text).map(
        ({ object, freed, mapped, isMappedFirst }): UseAfterPut => ({
          text: object,
          how: isMappedFirst ? 'mapped' : 'mapped late',
          place: placeOf(isMappedFirst ? freed : mapped, file),
          dropped: { ...callAt(isMappedFirst ? mapped : freed, file), certain: true },
          freed: callAt(isMappedFirst ? freed : mapped, file),
          trace: [],
          assumed: false,
        }),
      ),
      ...freedMapped(graph, file.text).map(
        ({ object, mapped, freed, isPart }): UseAfterPut => ({
          text: object,
          how: isPart ? 'partly mapped' : 'mapped',
          place: placeOf(freed, file),
          dropped: { ...callAt(mapped, file), certain: false },
          freed: callAt(freed, file),
          trace: [],
          assumed: false,
        }),
      ),
    ];
  });
}

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

/** What is for the last user, and no user comes to. */
export function missedLastOf(reached: readonly ReachedFree[], context: AnalysisContext): LastMissed[] {
  return reached.flatMap(({ definition, graph }) =>
    missedLast(definition, graph, context).map(({ why, of, by, last, ...at }): LastMissed => {
      const { file, name } = definition;
      return {
        in: name,
        why,
        of,
        by: callOf(by),
        place: placeOf(at, file),
        last: callAt(last, file),
      };
    }),
  );
}

/** Uses of what hangs on the VMA in a function that is handed it, and has released mmap_lock before. */
export function lateUsesOf(
  definition: FunctionDefinition,
  graph: Graph,
  context: AnalysisContext,
): UseEvent[] {
  return lateParameters(definition, graph, context).map(
    ({ definition: { name, file }, released, used, handed, handedIn }): UseEvent => {
      const by = callOf(released.by);
      const place = placeOf(released, file);
      const message = `${by} releases mmap_lock`;
      const given = placeOf(handed, handedIn.file);
      return {
        text: used.text,
        what: 'private',
        place: placeOf(used, file),
        releasedBy: { kind: 'releases', by, place, message, object: 'mmap_lock', ofPage: false },
        byHelper: false,
        isHanded: true,
        assumed: false,
        trace: [
          { kind: 'call', place: given, message: `${name}() is handed what hangs on the VMA` },
          { kind: 'call', place, message },
        ],
      };
    },
  );
}

/** Notifiers that are removed on the way out of their failed insertion. */
export function removedUninsertedOf(
  definition: FunctionDefinition,
  graph: Graph,
  context: AnalysisContext,
): RemovedUninserted[] {
  const { file } = definition;
  return uninserted(definition, graph, context).map(
    ({ field, inserted, given, removed, definition: below }) => ({
      field,
      inserted: callAt(inserted, file),
      given: callAt(given, file),
      removed: callAt(removed, below.file),
    }),
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

/** Walks each graph once. */
export function reachedFree(
  definition: FunctionDefinition,
  graph: Graph,
  context: AnalysisContext,
): ReachedFree[] {
  const reach = (one: FunctionDefinition, own: Graph): ReachedFree => ({
    definition: one,
    graph: own,
    late: lateReferences(own, context.helpers, one.file.text, ownersFor(one, context)),
  });
  const found = [reach(definition, graph)];
  const seen = new Set([definition]);
  let level = found;
  for (let depth = 0; depth < DEPTH && level.length > 0; depth++) {
    const next: ReachedFree[] = [];
    for (const { definition: own, late } of level) {
      const { file, guards } = own;
      for (const name of late.free)
        for (const callee of context.program.peek(name, file, guards)) {
          if (callee.file !== file || seen.has(callee)) continue;
          seen.add(callee);
          for (const inner of graphsOf(callee, context)) next.push(reach(callee, inner));
        }
    }
    found.push(...next);
    level = next;
  }
  return found;
}

function foundHere(by: string): string {
  if (by === '') return 'the loop finds it here';
  return by.endsWith('()') ? `${by} finds it here` : `it is read here from ${by}`;
}

const placeOf = ({ start, end }: Span, file: SourceFile) => ({ file, start, end });

const callAt = (one: Called, file: SourceFile) => ({ place: placeOf(one, file), by: callOf(one.by) });

const callOf = (name: string) => (name.includes(' ') ? name : `${name}()`);
