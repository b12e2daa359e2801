// SPDX-License-Identifier: GPL-2.0-only
/** What is freed while somebody has it, or is first counted when it may be gone: as its graph tells. */

import type { AnalysisContext } from '../../engine/context.ts';
import { freedFrames } from '../../gaps/freed/freedFrames.ts';
import { givesUpFor } from '../../gaps/freed/givesUp.ts';
import { keptFreed } from '../../gaps/freed/keptFreed.ts';
import { freedMapped } from '../../gaps/freed/mappedFrames.ts';
import { staleSlots } from '../../gaps/freed/staleSlots.ts';
import { testedApart } from '../../gaps/testedApart.ts';
import type { UseAfterPut } from '../model/usesAfterPut.ts';
import { callAt, callOf, placeOf } from './places.ts';
import type { ReachedFree } from './reached.ts';

/** References that come too late, counts that are lowered by one call and tested by another, and memory that is freed mapped. */
export function usesAfterPutOf(reached: readonly ReachedFree[], context: AnalysisContext): UseAfterPut[] {
  const { helpers } = context;
  return reached.flatMap(({ definition, graph, late: { late } }) => {
    const { file } = definition;
    const givesUp = givesUpFor(definition, context);
    return [
      ...late.map(
        ({ object, found, released, taken }): UseAfterPut => ({
          text: object,
          how: 'late',
          place: placeOf(taken, file),
          earlier: { ...callAt(released, file), certain: false },
          trace: [{ kind: 'call', place: placeOf(found, file), message: foundHere(found.by) }],
          assumed: false,
        }),
      ),
      ...testedApart(graph, helpers, file.text, givesUp).map(
        ({ counter, lowered, read, freed }): UseAfterPut => ({
          text: counter,
          how: 'apart',
          place: placeOf(read, file),
          earlier: { ...callAt(lowered, file), certain: false },
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
          earlier: { place: placeOf(tested, file), by: '', certain: true },
          by: callOf(freed.by),
          trace: [],
          assumed: false,
        }),
      ),
      ...keptFreed(definition, graph, context).map(
        ({ object, slot, stored, freed }): UseAfterPut => ({
          text: object,
          how: 'left',
          place: placeOf(freed, file),
          earlier: { place: placeOf(stored, file), by: slot, certain: true },
          by: callOf(freed.by),
          trace: [],
          assumed: false,
        }),
      ),
      ...freedFrames(graph, file.text, givesUpFor(definition, context, 'frees')).map(
        ({ object, freed, mapped, isMappedFirst }): UseAfterPut => ({
          text: object,
          how: isMappedFirst ? 'mapped' : 'mapped late',
          place: placeOf(isMappedFirst ? freed : mapped, file),
          earlier: { ...callAt(isMappedFirst ? mapped : freed, file), certain: true },
          by: callOf((isMappedFirst ? freed : mapped).by),
          trace: [],
          assumed: false,
        }),
      ),
      ...freedMapped(graph, file.text, givesUp).map(
        ({ object, mapped, freed, isPart }): UseAfterPut => ({
          text: object,
          how: isPart ? 'partly mapped' : 'mapped',
          place: placeOf(freed, file),
          earlier: { ...callAt(mapped, file), certain: false },
          by: callOf(freed.by),
          trace: [],
          assumed: false,
        }),
      ),
    ];
  });
}

function foundHere(by: string): string {
  if (by === '') return 'the loop finds it here';
  return by.endsWith('()') ? `${by} finds it here` : `it is read here from ${by}`;
}
