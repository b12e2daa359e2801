// SPDX-License-Identifier: GPL-2.0-only
/** What a member that maps relies on its caller to take, for close gives it back. */
import type { Balance } from '../../analysis/reports/model/events.ts';
import type { MappingReport } from '../../analysis/reports/model/mappings.ts';
import { FIRST, RELIES } from '../../analysis/state/properties/claims.ts';
import { FRONTS } from '../../contracts/mappingEntries.ts';
import { type Says, withSubject } from '../../findings/says.ts';
import { spot } from '../../text/source.ts';
import type { Draft } from '../rule.ts';
import { whoGivesBack } from '../shared/asks.ts';
import { aboutMapping } from '../shared/exits.ts';
import { isRoot } from '../shared/mappings.ts';
import { confidenceOf, wayTo } from '../shared/path.ts';

/** Calls of such a member by a function that does not hold it when it succeeds, or still does when that failed. */
export function reliedOn(mapping: MappingReport): Draft[] {
  const { definition, balances, status } = mapping;
  // What calls a function of the same file may have taken it.
  if (status === 'unreadable' || !(isRoot(mapping) || FRONTS.has(definition.name))) return [];
  const drafts: Draft[] = [];
  for (const one of balances) {
    if (one.assumed) continue;
    for (const [key, { taken }] of one.claims) {
      if (!key.startsWith(RELIES) || taken === null) continue;
      const { place, by } = taken;
      const own = one.claims.get(`c:${key.slice(RELIES.length)}`);
      const draft = (at: Draft['place'], says: Says): Draft => ({
        once: spot(at),
        place: at,
        ...aboutMapping(definition),
        confidence: confidenceOf(one),
        says: withSubject(`${definition.name}()`, says),
        related: wayTo(one.trace, []),
      });
      const net = own?.net ?? 0;
      if (!one.failed && net <= 0 && !takesForMapping(one.claims))
        drafts.push(
          own?.given
            ? draft(own.given.place, {
                fault: `gives back (${own.given.by}) what ${by} relies on its caller to keep for the mapping, though that succeeds`,
                consequences: ['close gives it back again, and the object is freed while others hold it'],
                advice: 'give it back only on failure',
              })
            : draft(place, {
                fault: `takes no reference to the object for the mapping, as ${by} relies on its caller to do, and close gives one back`,
                consequences: ['munmap() drops a reference that another user holds'],
                advice: 'take one before the call, and give it back where that fails',
              }),
        );
      if (one.failed && net > 0 && own?.sure && own.taken)
        drafts.push(
          draft(one.place, {
            fault: `fails here and keeps what ${own.taken.by} took for ${by}`,
            consequences: ['core does not call close after a failed mmap, and the object is never freed'],
            advice: 'give it back before this return',
            asks: whoGivesBack(own.taken.by, 'when'),
          }),
        );
    }
  }
  return drafts;
}

/** Under whatever name: kref_get_unless_zero() may do what open does by the driver's own foo_get(). */
export function takesForMapping(claims: Balance['claims']): boolean {
  return [...claims].some(([key, { net, hangs }]) => net > 0 && hangs && !key.startsWith(FIRST));
}
