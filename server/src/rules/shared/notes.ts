// SPDX-License-Identifier: GPL-2.0-only
/** Notes of a finding that others are like. */
import { notesOf } from '../../findings/notes.ts';
import type { Place } from '../../text/source.ts';
import type { Draft } from '../rule.ts';

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
