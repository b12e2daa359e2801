// SPDX-License-Identifier: GPL-2.0-only
/** What a function that maps gives back and has not taken, or gives back where close does. */
import { claimName } from '../../analysis/claims/names.ts';
import type { Balance, ClaimOf } from '../../analysis/reports/model/events.ts';
import type { MappingReport } from '../../analysis/reports/model/mappings.ts';
import type { HandlerReport } from '../../analysis/reports/report.ts';
import { type Claim, FIRST, HANDED_OVER, HOLLOW, OPENED } from '../../analysis/state/properties/claims.ts';
import { FRONTS } from '../../contracts/mappingEntries.ts';
import { callsIn } from '../../facts/functions/callsIn.ts';
import { functionAt } from '../../facts/functions/texts.ts';
import type { FunctionDefinition, Program } from '../../facts/model.ts';
import { type Place, spot } from '../../text/source.ts';
import type { Draft } from '../rule.ts';
import { asked } from '../shared/asks.ts';
import { aboutMapping } from '../shared/exits.ts';
import { confidenceOf, contradictsItself, wayTo } from '../shared/path.ts';
import { takesOfFront } from './frontContracts.ts';
import { givenByClose } from './pairs.ts';

/** What an error return gives back of what the function was handed, and nothing in it takes. */
export function overdrawn({ definition, entries, balances }: MappingReport, program: Program): Draft[] {
  if (entries.every(({ contract }) => contract === undefined) && !FRONTS.has(definition.name)) return [];
  const takes = (key: string) => balances.some(({ claims }) => claims.get(key)?.taken);
  const before = takenBefore(entries);
  const drafts: Draft[] = [];
  for (const one of balances) {
    if (!one.failed || one.assumed) continue;
    for (const [key, { net, given, isArgument, sure, object, of }] of one.claims) {
      // A number that is counted down may be any.
      if (!key.startsWith('c:') || net >= 0 || given === null) continue;
      const by = before.get(key);
      const isCallers = by !== undefined && !takes(key);
      // The caller has hung on the VMA what it took.
      if (!isArgument && !(isCallers && of === 'private')) continue;
      if (!isCallers && (!sure || takes(key) || takesObject(balances, object))) continue;
      const { place, by: call } = given.through ?? given;
      const own = functionAt(place, program) ?? definition;
      const { name } = own;
      const front = frontOf(entries);
      drafts.push({
        once: `${spot(place)} ${key}`,
        place,
        ...aboutMapping(definition),
        function: name,
        confidence: confidenceOf(one),
        says: isCallers
          ? {
              fault: `${name}() fails here and gives back (${call}) what ${front} took by ${by}()`,
              consequences: [
                `${front} gives it back again where ${name}() fails, and the object is freed while others hold it`,
              ],
              advice: 'give it back only on success',
              asks: asked(`Should {who} call ${call} when it fails {here}?`),
            }
          : {
              fault: `${name}() fails here and gives back what it never took (${call})`,
              consequences: ['the object is freed while others hold it'],
              advice: 'take it before, or do not give it back',
            },
        related: wayTo(
          own === definition ? one.trace : one.trace.filter((step) => isIn(step.place, own)),
          isCallers ? againIn(entries, key, definition, program) : [],
        ),
      });
    }
  }
  return drafts;
}

/**
 * What a way that fails gives back once more than it has taken: a callee has done so already, where it failed. Only of
 * what is stored in the VMA, to which nothing unknown may have taken another reference.
 */
export function givenTwice({ definition, balances, entries }: MappingReport): Draft[] {
  const drafts: Draft[] = [];
  // What its caller has taken for the mapping may be given back here, in older ways to do so.
  if (entries.some(({ contract }) => contract?.takes !== undefined)) return [];
  for (const one of balances) {
    if (!one.failed || one.assumed || contradictsItself(one.trace)) continue;
    for (const [key, claim] of one.claims) {
      const { net, given, earlier } = claim;
      if (net >= 0 || !given || !earlier || claim.isMixed || !claim.hangs || claim.freed) continue;
      const taken = takenFor(key, claim, one);
      if (taken === null || holdsOtherwise(one.claims, claim)) continue;
      // Where one call makes both, the calls in there.
      const isOfOne = spot((given.via ?? given).place) === spot((earlier.via ?? earlier).place);
      const last = (isOfOne ? given.through : (given.via ?? given.through)) ?? given;
      const first = earlier.through ?? earlier;
      // One call in a loop gives back what each turn has taken.
      if (isOfOne && spot(last.place) === spot(first.place)) continue;
      drafts.push({
        once: `${spot(last.place)} ${key}`,
        place: last.place,
        ...aboutMapping(definition),
        confidence: confidenceOf(one),
        says: {
          fault: `${definition.name}() gives back (${last.by}) what ${taken.by} took for the mapping, and ${first.by} has given that back already`,
          consequences: ['the object is freed while others hold it'],
          advice: 'leave one of the two out',
        },
        related: wayTo(one.trace, [
          { place: taken.place, message: `${taken.by} takes it` },
          { place: first.place, message: `${first.by} gives it back here` },
        ]),
      });
    }
  }
  return drafts;
}

/** What has taken the one that is given back twice: on the path, or a front that hangs the object on the VMA. */
function takenFor(key: string, { net, taken }: ClaimOf, one: Balance): Claim['taken'] {
  if (taken !== null) return one.mayBeCounted.private ? null : taken;
  const front = one.claims.get(HANDED_OVER)?.taken;
  const takes = front && takesOfFront(front.by.replace('()', ''));
  return takes && net < -1 && key === `c:${claimName(takes)?.pair}` ? front : null;
}

/** What led to the call of a function says nothing of what is wrong in it. */
const isIn = ({ file, start }: Place, { file: own, item }: FunctionDefinition) =>
  file === own && start >= item.start && start < item.end;

/** Where the caller gives it back too, as far as it is loaded. */
function againIn(
  [entry]: MappingReport['entries'],
  key: string,
  { file }: FunctionDefinition,
  program: Program,
) {
  const caller = entry?.contract?.front?.[0];
  if (caller === undefined) return [];
  return program.peek(caller, file).flatMap((one) =>
    callsIn(one)
      .filter(({ callee }) => {
        const claim = claimName(callee);
        return claim !== null && claim.sign < 0 && `c:${claim.pair}` === key;
      })
      .map(({ callee, place }) => ({ place, message: `${caller}() gives it back: ${callee}()` })),
  );
}

/** What each caller has taken for the mapping, and gives back itself where that fails: by its claim the function. */
export function takenBefore(entries: MappingReport['entries']): ReadonlyMap<string, string> {
  const [first, ...others] = entries.map(({ contract }) => contract?.takes);
  if (first === undefined || others.some((one) => one !== first)) return new Map();
  return new Map([[`c:${claimName(first)?.pair}`, first]]);
}

/** The function of the subsystem that calls these, for a message. */
export function frontOf([entry]: MappingReport['entries']): string {
  const [name] = entry?.contract?.front ?? [];
  return name === undefined ? 'the caller' : `${name}()`;
}

/** What a callee found and took no reference to, as its name says it does, and the function gives one back of. */
export function hollow({ definition, balances }: MappingReport): Draft[] {
  const drafts: Draft[] = [];
  for (const one of balances) {
    if (one.assumed) continue;
    for (const [key, { taken, object }] of one.claims) {
      if (!key.startsWith(HOLLOW) || taken === null || object === null) continue;
      const given = [...one.claims.values()].find((other) => other.object === object && other.net < 0)?.given;
      if (!given) continue;
      drafts.push({
        once: spot(taken.place),
        place: taken.place,
        ...aboutMapping(definition),
        confidence: confidenceOf(one),
        says: {
          fault: `${taken.by} takes no reference to what it finds, and ${definition.name}() gives one back (${given.by})`,
          consequences: ['the object is freed while others hold it'],
          advice: 'take the reference where it is looked up',
        },
        related: wayTo(one.trace, [{ place: given.place, message: `${given.by} gives it back` }]),
      });
    }
  }
  return drafts;
}

/**
 * What a function gives back although it succeeds, and close of a table without open once more. Of other tables what
 * open and close have in common says the same.
 */
export function givenOnSuccess(mapping: MappingReport, reports: readonly HandlerReport[]): Draft[] {
  const { definition, balances, status } = mapping;
  if (status === 'unreadable') return [];
  const drafts: Draft[] = [];
  for (const one of balances) {
    const table = one.table?.definition ?? null;
    if (one.failed || one.assumed || table === null || table.form === 'copy' || table.writtenAtRunTime)
      continue;
    const own = reports.filter(({ tables }) => tables.includes(table));
    if (own.some(({ op }) => op === 'open') || table.members.some(({ op }) => op === 'open')) continue;
    for (const [key, claim] of one.claims) {
      const { taken, given } = claim;
      if (taken === null || given === null || !isBoth(claim) || holdsOtherwise(one.claims, claim)) continue;
      const again = givenByClose(own, [key], ({ path }) => path === 'vm_private_data');
      if (again === null) continue;
      const { place, by } = ownCall(claim, one.claims, definition) ?? given;
      drafts.push({
        once: spot(place),
        place,
        ...aboutMapping(definition),
        table: table.name,
        confidence: confidenceOf(one),
        says: {
          fault: `${definition.name}() succeeds and gives back (${by}) what it took for the object that it stores in the VMA, and close of ${table.name} gives that back once more (${again.by})`,
          consequences: ['the object is freed while others hold it'],
          advice: 'give it back only where the mapping fails',
        },
        related: wayTo(one.trace, [
          { place: taken.place, message: `${taken.by} takes it` },
          { place: again.place, message: `close gives it back: ${again.by}` },
        ]),
      });
    }
  }
  return drafts;
}

/** Taken, and given back again, on each way that meets here. */
const isBoth = ({ net, hangs, isMixed, freed }: ClaimOf) => net === 0 && hangs && !isMixed && !freed;

/** Where the function itself gives it back: what it calls may count, and it by the name of that. */
function ownCall(
  { object }: ClaimOf,
  claims: ReadonlyMap<string, ClaimOf>,
  { file, item }: FunctionDefinition,
) {
  for (const { object: other, given } of claims.values()) {
    const at = given?.place;
    if (
      (other === object || other === null) &&
      at?.file === file &&
      at.start >= item.start &&
      at.end <= item.end
    )
      return given;
  }
  return null;
}

/** Something else keeps the object, by another name. */
const holdsOtherwise = (claims: ReadonlyMap<string, ClaimOf>, { object }: ClaimOf) =>
  [...claims].some(
    ([key, one]) =>
      key !== OPENED && key !== HANDED_OVER && one.net > 0 && (one.object === object || one.hangs),
  );

/** Under whatever name. */
function takesObject(balances: readonly Balance[], object: Claim['object']): boolean {
  return balances.some(({ claims }) =>
    [...claims].some(
      ([key, one]) => one.net > 0 && !key.startsWith(FIRST) && (one.object === null || one.object === object),
    ),
  );
}

/** A notifier that the way out of its failed insertion removes. */
export function removedUninserted({ definition, removedUninserted: found }: MappingReport): Draft[] {
  return found.map(({ field, inserted, given, removed }) => ({
    once: spot(given.place),
    place: given.place,
    ...aboutMapping(definition),
    confidence: 'medium',
    says: {
      fault: `${definition.name}() calls ${given.by} where ${inserted.by} may have failed, and ${removed.by} follows what only an insertion sets in ${field}`,
      consequences: ['a NULL pointer dereference'],
      advice: 'note in the object that it was inserted, and ask that before',
    },
    related: [
      { place: inserted.place, message: `${inserted.by} may fail` },
      ...(spot(removed.place) === spot(given.place)
        ? []
        : [{ place: removed.place, message: `${removed.by} removes it, inserted or not` }]),
    ],
  }));
}
