// SPDX-License-Identifier: GPL-2.0-only
/** What close switches off that mmap has switched on: without open each copy of the VMA does, and the first too early. */
import { alwaysSwitched, switchesIn } from '../../facts/functions/switches.ts';
import { readsSize } from '../../facts/functions/vmaUses.ts';
import type { ResolvedHandler } from '../../facts/model.ts';
import { either } from '../../text/words.ts';
import type { Draft } from '../rule.ts';
import { openEntry } from '../shared/asks.ts';
import { copiers, isMapped, type Ways, waysToMap } from './copies.ts';

export function judgeSwitches({ table, definitions }: ResolvedHandler, ways: Ways): Draft[] {
  const [close, ...others] = definitions;
  if (close === undefined || others.length > 0 || readsSize(close) || !isMapped(table, ways)) return [];
  const on = waysToMap(table, ways)
    .filter(({ file }) => file === close.file)
    .flatMap(switchesIn)
    .filter(({ isOn }) => isOn);
  for (const { name, isOn, place } of alwaysSwitched(close)) {
    const set = on.find((one) => one.name === name);
    if (isOn || set === undefined) continue;
    const by = copiers(table, ways);
    return [
      {
        place,
        function: close.name,
        table: table.name,
        op: 'close',
        confidence: 'medium',
        degree: by.length,
        says: {
          fault: `close handler ${close.name}() clears ${name}, which mmap sets, but ${table.name} has no open`,
          consequences: [
            `${either(by)} copies the VMA, and the first that goes clears it while the others are still mapped`,
          ],
          advice: 'count the mappings in open, and clear it with the last',
          remedy: openEntry(close.name),
        },
        related: [
          { place: set.place, message: `${name} is set here` },
          { place: table.place, message: `${table.name} has no open` },
        ],
      },
    ];
  }
  return [];
}
