// SPDX-License-Identifier: GPL-2.0-only
/** What close gives back for a copy of a VMA and nothing took for it, by what the exploration counted. */
import { startsWithOne } from '../../analysis/claims/names.ts';
import type { Balance } from '../../analysis/reports/model/events.ts';
import type { HandlerReport } from '../../analysis/reports/report.ts';
import {
  areSameClaim,
  claimUnder,
  fieldOfKey,
  isCounterKey,
  structOfKey,
} from '../../analysis/state/properties/claimKeys.ts';
import { FIRST, GIVEN_BY_POINTER, OPENED } from '../../analysis/state/properties/claims.ts';
import { functionAt, nameOf } from '../../facts/functions/texts.ts';
import { readsSize } from '../../facts/functions/vmaUses.ts';
import type { FunctionDefinition, OpsTable, Program, ResolvedHandler } from '../../facts/model.ts';
import { calledNames } from '../../facts/names/mentions.ts';
import { isNamedIn, isSaidWithin } from '../../facts/names/words.ts';
import { spot } from '../../text/source.ts';
import { either } from '../../text/words.ts';
import type { Draft } from '../rule.ts';
import { IN_THE_COPY, openEntry, whoTakes } from '../shared/asks.ts';
import { handlersOf } from '../shared/handlersOf.ts';
import { wayTo } from '../shared/path.ts';
import { copiers, isSeenWhole, openAndClose, type Ways, type WayToMap } from './copies.ts';

/** What close gives back of what each mapping takes, where the table has no open. */
export function judgeWithoutOpen(
  { table, definitions }: ResolvedHandler,
  ways: Ways,
  reports: HandlerReport[],
): Draft[] {
  const [giver, ...others] = definitions;
  if (!giver || others.length > 0 || readsSize(giver)) return [];
  const closes = reports.filter(({ op, definition }) => op === 'close' && definition === giver);
  for (const { claims } of closes.flatMap(({ balances }) => balances))
    for (const [key, { net, given }] of claims) {
      if (net >= 0 || given === null || key === GIVEN_BY_POINTER) continue;
      if (!ways.all.some((way) => takesFor(table, key, way))) continue;
      const by = copiers(table, ways);
      return [
        {
          place: nameOf(giver),
          function: giver.name,
          table: table.name,
          op: 'close',
          confidence: 'medium',
          degree: by.length,
          says: {
            fault: `close handler ${giver.name}() gives back what mmap takes (${given.by}), but ${table.name} has no open`,
            consequences: [`${either(by)} copies the VMA, and each copy gives it back once more`],
            advice: 'take a reference in open',
            remedy: openEntry(giver.name),
          },
          related: [
            { place: given.place, message: `close gives it back: ${given.by}` },
            { place: table.place, message: `${table.name} has no open` },
          ],
        },
      ];
    }
  return [];
}

/**
 * What close gives back and open takes nothing for, as far as both were explored: of what a copy has from the VMA that it
 * was made of, or of what mmap takes. mremap() copies a VMA as well, whatever its flags.
 */
export function judgeBalances(
  close: ResolvedHandler,
  open: ResolvedHandler,
  ways: Ways,
  reports: HandlerReport[],
): Draft[] {
  const pair = openAndClose(close, open, reports);
  if (pair === null) return [];
  const { taker, giver, opens, closes } = pair;
  const { table } = close;
  const copies = opens.flatMap(({ balances }) => balances);
  const taken = copies.flatMap(({ claims }) =>
    [...claims].filter(([key, { net }]) => net > 0 && !key.startsWith(FIRST)),
  );
  if (taken.some(([key]) => key === OPENED)) return [];
  const drops = closes.flatMap(({ balances }) => balances);
  for (const { claims } of drops)
    for (const [key, { net, given, path }] of claims) {
      if (net >= 0 || given === null || key === GIVEN_BY_POINTER) continue;
      const isSpokenFor = (other: string) =>
        areCounters(key, other) && (claimUnder(claims, other)?.net ?? 0) < 0;
      // What close has no part in may stand for what it gives back, but one counter of an object for no other.
      const isTaken = ([other, one]: (typeof taken)[number]) =>
        areSameClaim(other, key) ||
        ((one.path === null || (one.path === path && !areCounters(other, key))) && !isSpokenFor(other));
      if (taken.some(isTaken) || mayTakeUnseen(key, opens, ways.program)) continue;
      if (isGated(key, closes, opens) || isKeptFromCopies(key, path, drops, copies)) continue;
      const isOfMapping = ways.all.some((way) => takesFor(table, key, way));
      if (!isOfMapping && !copies.some((copy) => path !== null && isShared(path, copy))) continue;
      const other = taken.find(([own, one]) => areCounters(own, key) && one.path === path);
      const maker = isOfMapping ? null : sharedMaker(key, taker, ways);
      const place = nameOf(maker?.definition ?? taker);
      const by = copiers(table, ways);
      const about = {
        once: spot(place),
        place,
        table: table.name,
        op: 'open',
        confidence: 'medium',
        degree: by.length,
      } as const;
      const giving = { place: given.place, message: `close gives it back: ${given.by}` };
      if (maker !== null)
        return [
          {
            ...about,
            function: maker.definition.name,
            says: {
              fault: `${maker.definition.name}() takes nothing for what close handler ${giver.name}() gives back (${given.by})`,
              consequences: [
                `${maker.mmap.name}() calls it for a mapping and open handler ${taker.name}() for each copy, and each close drops a reference that another user holds`,
              ],
              advice: `take a reference in ${maker.definition.name}()`,
              asks: whoTakes(giver.name),
            },
            related: [
              { place: maker.place, message: `${maker.mmap.name}() stores it in the VMA by this` },
              giving,
            ],
          },
        ];
      return [
        {
          ...about,
          function: taker.name,
          says: {
            fault: `open handler ${taker.name}() takes nothing for what close handler ${giver.name}() gives back (${given.by})`,
            consequences: [
              `core calls open for a copy of the VMA, which ${either(by)} makes, and close for each`,
            ],
            advice: `take a reference in open${orWithLast(drops, taken)}`,
            asks: whoTakes(giver.name),
          },
          related: [
            giving,
            ...(other?.[1].taken
              ? [{ place: other[1].taken.place, message: `open counts up ${fieldOfKey(other[0])} instead` }]
              : []),
          ],
        },
      ];
    }
  return [];
}

/** Another way to mend it, where close counts down what open counts up, and is told which copy is the last. */
function orWithLast(drops: readonly Balance[], taken: readonly [key: string, ...unknown[]][]): string {
  for (const { claims } of drops)
    for (const [key, { net, given }] of claims) {
      const tells = net < 0 && given !== null && isCounterKey(key) && startsWithOne(given.by);
      if (tells && taken.some(([other]) => areSameClaim(other, key)))
        return `, or give it back with the last copy alone, which ${given.by} tells`;
    }
  return '';
}

/** A function by which mmap hangs on the VMA what close gives back, as open does, on a way that takes nothing for it. */
function sharedMaker(key: string, taker: FunctionDefinition, { all, program }: Ways) {
  const called = new Set(calledNames(taker));
  const made = all.flatMap(({ mapping }) =>
    mapping.balances.flatMap((one) => {
      const { failed, hangs, hungAt } = one;
      if (failed || hangs !== 'made' || hungAt === null) return [];
      const definition = functionAt(hungAt, program);
      if (definition === undefined || definition === mapping.definition || !called.has(definition.name))
        return [];
      return [{ definition, mmap: mapping.definition, place: hungAt, claims: one.claims }];
    }),
  );
  // What a lookup takes for the time of the call is often given back under another name.
  return made.find(({ claims }) => (claimUnder(claims, key)?.net ?? 0) <= 0) ?? null;
}

/** Ways through open that leave the copy what the other VMA has, where others give it something of its own to be freed. */
export function judgeKept(
  { table, definitions }: ResolvedHandler,
  open: ResolvedHandler,
  reports: HandlerReport[],
): Draft[] {
  const own = (op: string) => handlersOf(table, op, reports);
  const [opens, closes] = [own('open'), own('close')];
  const freed = closes.flatMap(({ givesPrivate }) => givesPrivate).find(({ certain }) => certain);
  if (freed === undefined || definitions.length !== 1 || open.definitions.length !== 1) return [];
  // A test on which close leaves may be that on which open does: `if (!vma->vm_file)`.
  if (closes.some(({ keepsPrivateByTest }) => keepsPrivateByTest)) return [];
  const ways = opens.flatMap(({ balances }) => balances);
  const replaced = ways.find(({ hangs }) => hangs === 'made');
  if (replaced?.installed == null) return [];
  const isLeft = (one: Balance) =>
    one.hangs === 'before' &&
    !one.cleared &&
    !one.assumed &&
    [...one.claims].every(([, { net }]) => net <= 0);
  return opens.flatMap((report) =>
    !isSeenWhole(report)
      ? []
      : report.balances.filter(isLeft).map((one) => ({
          place: one.place,
          function: report.definition.name,
          table: table.name,
          op: 'open',
          confidence: 'high',
          says: {
            fault: `open handler ${report.definition.name}() leaves here with the vm_private_data of the VMA that was copied, which it replaces on another way`,
            consequences: [`close frees it for each (${freed.by}), and the second VMA still uses it`],
            advice: 'set vm_private_data to NULL',
            asks: IN_THE_COPY,
          },
          related: wayTo(one.trace, [
            { place: replaced.installed as Draft['place'], message: 'another way stores something new' },
            { place: freed.place, message: `close frees it: ${freed.by}` },
          ]),
        })),
  );
}

/** Some function out of sight may take it: one that is not found, or whose file knows the struct of the counter. */
function mayTakeUnseen(key: string, opens: readonly HandlerReport[], program: Program): boolean {
  const struct = structOfKey(key);
  return opens.some(({ handedTo, definition }) => {
    if (handedTo.size === 0) return false;
    if (struct === null || isSaidWithin(definition, fieldOfKey(key), program)) return true;
    return [...handedTo].some((name) => {
      const found = name === '' ? [] : program.peek(name, definition.file);
      return found.length === 0 || found.some(({ file }) => isNamedIn(struct, file));
    });
  });
}

const areCounters = (a: string, b: string) => isCounterKey(a) && isCounterKey(b);

/** Only the last of those that open counts gives it back. */
export function isGated(
  key: string,
  closes: readonly HandlerReport[],
  opens: readonly HandlerReport[],
): boolean {
  const counted = opens.flatMap(({ balances }) =>
    balances.flatMap(({ claims }) =>
      [...claims].flatMap(([other, { net }]) => (net > 0 && isCounterKey(other) ? [other] : [])),
    ),
  );
  return closes.some(({ balances }) =>
    balances.some(
      ({ claims }) =>
        (claimUnder(claims, key)?.net ?? 0) >= 0 &&
        [...claims].some(([other, { net }]) => net < 0 && counted.some((up) => areSameClaim(up, other))),
    ),
  );
}

/** open leaves nothing on the copy, by which close knows it. */
function isKeptFromCopies(
  key: string,
  path: string | null,
  drops: readonly Balance[],
  copies: readonly Balance[],
): boolean {
  if (copies.length === 0 || !copies.every(({ cleared }) => cleared)) return false;
  return (
    path?.startsWith('vm_private_data.') === true ||
    drops.some(({ claims }) => (claimUnder(claims, key)?.net ?? 0) >= 0)
  );
}

/** A way to map with the table leaves with one more of it. */
function takesFor(table: OpsTable, key: string, { mapping, assigned }: WayToMap): boolean {
  return mapping.balances.some(
    ({ failed, claims, table: own }) =>
      !failed &&
      (own?.definition === table || (own === null && assigned.includes(table))) &&
      (claimUnder(claims, key)?.net ?? 0) > 0,
  );
}

/** After open the copy still has what the VMA had there that it was copied from. */
function isShared(path: string, { hangs, fields }: Balance): boolean {
  const [first, field, ...deeper] = path.split('.');
  if (first !== 'vm_private_data') return false;
  if (hangs === 'before') return true;
  return field !== undefined && deeper.length === 0 && fields?.get(field)?.path === path;
}
