// SPDX-License-Identifier: GPL-2.0-only
/** What close frees without a look at the count of it that open raises. */
import type { HandlerReport } from '../../analysis/reports/report.ts';
import { fieldOfKey, isCounterKey } from '../../analysis/state/properties/claimKeys.ts';
import { nameOf } from '../../facts/functions/texts.ts';
import type { ResolvedHandler } from '../../facts/model.ts';
import { isSaidWithin } from '../../facts/names/words.ts';
import { either } from '../../text/words.ts';
import type { Draft } from '../rule.ts';
import { asked } from '../shared/asks.ts';
import { copiers, isSeenWhole, openAndClose, type Ways } from './copies.ts';

/** The first of the VMAs that goes takes from the others what open has counted them for. */
export function judgeUncounted(
  close: ResolvedHandler,
  open: ResolvedHandler,
  ways: Ways,
  reports: HandlerReport[],
): Draft[] {
  const left = leftAndFreed(close, open, reports);
  if (left === null) return [];
  const { taker, giver, closes, copies, freed } = left;
  const counted = copies.flatMap(({ claims }) => [...claims].filter(([, { net }]) => net > 0));
  const [key, ...others] = new Set(counted.map(([name]) => name));
  if (key === undefined || others.length > 0 || !isCounterKey(key)) return [];
  if (counted.some(([, { path }]) => path !== 'vm_private_data')) return [];
  if (closes.some(givesBack)) return [];
  const field = fieldOfKey(key);
  // A test of the count may stand in close, or in what it calls.
  if (isSaidWithin(giver, field, ways.program)) return [];
  return [
    {
      place: freed.place,
      function: giver.name,
      table: close.table.name,
      op: 'close',
      confidence: 'medium',
      says: {
        fault: `close handler ${giver.name}() frees what vm_private_data holds (${freed.by}), whatever open handler ${taker.name}() has counted in ${field}`,
        consequences: [
          `${either(copiers(close.table, ways))} copies the VMA with its vm_private_data, and the first that goes takes it from the others`,
        ],
        advice: `count ${field} down, and free it only when that comes to 0`,
        asks: asked('Can another VMA still use what {who} frees?'),
      },
      related: [{ place: nameOf(taker), message: `${taker.name}() counts ${field} up` }],
    },
  ];
}

/** close frees what is stored in the VMA whenever it is called, and open leaves that with the copy and counts nothing in it. */
export function judgeShared(
  close: ResolvedHandler,
  open: ResolvedHandler,
  ways: Ways,
  reports: HandlerReport[],
): Draft[] {
  const left = leftAndFreed(close, open, reports);
  if (left === null) return [];
  const { taker, giver, closes, copies, freed } = left;
  const claims = copies.flatMap((one) => [...one.claims.values()]);
  if (claims.some(({ net, path }) => net > 0 && path?.startsWith('vm_private_data'))) return [];
  if (!closes.every(({ freesPrivateAlways }) => freesPrivateAlways)) return [];
  return [
    {
      place: freed.place,
      function: giver.name,
      table: close.table.name,
      op: 'close',
      confidence: 'medium',
      says: {
        fault: `close handler ${giver.name}() frees what vm_private_data holds (${freed.by}) on each call, and open handler ${taker.name}() leaves it with the copy and counts no user of it`,
        consequences: [
          `${either(copiers(close.table, ways))} copies the VMA, and the first that goes takes it from the others`,
        ],
        advice: 'count its users in it, and free it with the last one',
      },
      related: [{ place: nameOf(taker), message: `${taker.name}() leaves it with the copy` }],
    },
  ];
}

/** An open that leaves what the VMA has with the copy, and a close that frees it for sure; null unless both are seen whole. */
function leftAndFreed(close: ResolvedHandler, open: ResolvedHandler, reports: HandlerReport[]) {
  const pair = openAndClose(close, open, reports);
  if (pair === null || ![...pair.opens, ...pair.closes].every(isSeenWhole)) return null;
  const copies = pair.opens.flatMap(({ balances }) => balances);
  if (copies.some(({ hangs, cleared }) => hangs !== 'before' || cleared)) return null;
  const freed = pair.closes.flatMap(({ givesPrivate }) => givesPrivate).find(({ certain }) => certain);
  return freed === undefined ? null : { ...pair, copies, freed };
}

const givesBack = ({ balances }: HandlerReport) =>
  balances.some(({ claims }) => [...claims.values()].some(({ net }) => net < 0));
