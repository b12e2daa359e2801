// SPDX-License-Identifier: GPL-2.0-only
/** What several functions hand on that one callee does wrong is said once. */

import { functionAt } from '../facts/functions/texts.ts';
import type { Program } from '../facts/model.ts';
import { messageOf } from '../findings/says.ts';
import type { Draft } from '../rules/rule.ts';
import { withOthers } from '../rules/shared/notes.ts';
import { type Place, spot } from '../text/source.ts';

/**
 * Returns the drafts of a rule without those that only hand on what another one is about: one that stands where the
 * callee returns, or else the first that says the same. Those left out are notes of that one.
 *
 * @param isOfCallee the callee is to blame even where no draft stands in it: each of those that call it says the same
 */
export function oneForEachOrigin(drafts: readonly Draft[], program: Program, isOfCallee: boolean): Draft[] {
  const byPlace = new Map<string, Draft>();
  for (const draft of drafts) if (!byPlace.has(spot(draft.place))) byPlace.set(spot(draft.place), draft);
  const heads = new Map<string, Draft>();
  const others = new Map<Draft, Draft[]>();
  const kept = drafts.filter((draft) => {
    const origin = originOf(draft, program);
    if (origin === null) return true;
    const key = `${spot(origin)}:${wordsOf(draft)}`;
    const head = byPlace.get(spot(origin)) ?? (isOfCallee ? heads.get(key) : undefined);
    if (head === undefined || head === draft) {
      heads.set(key, draft);
      return true;
    }
    others.set(head, [...(others.get(head) ?? []), draft]);
    return false;
  });
  return kept.map((draft) => withOthers(draft, others.get(draft) ?? []));
}

/** Where the callee returns what the function of the draft hands on; null where it makes that by itself. */
function originOf({ place, related = [] }: Draft, program: Program): Place | null {
  const last = related.findLast(({ kind }) => kind === 'result');
  if (last === undefined) return null;
  const callee = functionAt(last.place, program);
  return callee === undefined || callee === functionAt(place, program) ? null : last.place;
}

/** The message without the name of the function that it is about. */
function wordsOf({ function: name, says }: Draft): string {
  const message = messageOf(says);
  return name ? message.replaceAll(`${name}()`, '') : message;
}
