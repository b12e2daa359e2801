// SPDX-License-Identifier: GPL-2.0-only
/** Notes of a finding that others are like. */
import type { Place } from '../../text/source.ts';
import type { Draft } from '../rule.ts';

/** How many other places a finding names. */
const MOST_NAMED = 3;

/** Says of some places what goes for each, and with the last how many more there are. */
export function notesOf(
  places: readonly Place[],
  message: (at: number) => string,
  more: (rest: number) => string,
): { place: Place; message: string }[] {
  const rest = places.length - MOST_NAMED;
  return places.slice(0, MOST_NAMED).map((place, at) => ({
    place,
    message: message(at) + (rest > 0 && at === MOST_NAMED - 1 ? more(rest) : ''),
  }));
}

/** A draft with notes of the other functions that it goes for. */
export function withOthers(draft: Draft, others: readonly Draft[]): Draft {
  const places = new Map<string, Place>();
  for (const { function: name, place } of others)
    if (name && name !== draft.function && !places.has(name)) places.set(name, place);
  const names = [...places.keys()];
  const notes = notesOf(
    [...places.values()],
    (at) => `the same goes for ${names[at]}()`,
    (rest) => `, and for ${rest} more`,
  );
  return notes.length === 0 ? draft : { ...draft, related: [...(draft.related ?? []), ...notes] };
}
