// SPDX-License-Identifier: GPL-2.0-only
/** What is wrong in one function that others call is said once, whoever calls it. */
import type { ChosenAccess } from '../../analysis/reports/chosen/accesses.ts';
import { messageOf } from '../../findings/says.ts';
import { spot } from '../../text/source.ts';
import type { Draft } from '../rule.ts';
import { withOthers } from '../shared/notes.ts';

/** What is to be said of an access of a function that maps. */
export interface Told {
  access: ChosenAccess;
  draft: Draft;
}

/**
 * Of what one call leads to, in a function or in several of one name, as architectures have them, the worst; of what
 * several functions call, the first, with notes of the others.
 */
export function oneForEachCause(all: readonly Told[]): Draft[] {
  const heads = new Map<string, { draft: Draft; others: Draft[] }>();
  const kept: { draft: Draft; others: Draft[] }[] = [];
  for (const told of worstOfCalls(all)) {
    const { access, draft } = told;
    const key = isOfCall(told) ? `${spot(access.place)}:${messageOf(draft.says)}` : null;
    const head = key === null ? undefined : heads.get(key);
    if (head !== undefined) {
      if (spot(head.draft.place) !== spot(draft.place)) head.others.push(draft);
      continue;
    }
    const one = { draft, others: [] };
    if (key !== null) heads.set(key, one);
    kept.push(one);
  }
  return kept.map(({ draft, others }) => withOthers(draft, others));
}

function worstOfCalls(all: readonly Told[]): Told[] {
  const worst = new Map<string, Told>();
  const keyOf = ({ access, draft }: Told) => `${spot(draft.place)}:${access.within?.callee ?? ''}`;
  for (const told of all) {
    if (!isOfCall(told)) continue;
    const known = worst.get(keyOf(told));
    if (known === undefined || (told.draft.degree ?? 0) > (known.draft.degree ?? 0))
      worst.set(keyOf(told), told);
  }
  return all.filter((told) => {
    const other = isOfCall(told) ? worst.get(keyOf(told)) : undefined;
    return other === undefined || other === told || !isVariant(told.access, other.access);
  });
}

/** At one place, or in functions of one name. */
const isVariant = ({ place }: ChosenAccess, { place: other }: ChosenAccess) =>
  place.file !== other.file || place.start === other.start;

/** It stands at the call of a function that does it. */
const isOfCall = ({ access: { within }, draft }: Told) =>
  within !== null && within.place.file === draft.place.file && within.place.start === draft.place.start;
