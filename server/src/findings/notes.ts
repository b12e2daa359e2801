// SPDX-License-Identifier: GPL-2.0-only
/** Notes of a finding that goes for several places. */
import type { Place } from '../text/source.ts';

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
