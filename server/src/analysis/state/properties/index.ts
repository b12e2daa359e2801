// SPDX-License-Identifier: GPL-2.0-only
/** The properties that a state tracks. A new one is a file of this folder, a line here, and one for each value in `Values`. */

import type { Sym, Symbols } from '../symbols.ts';
import { armsProperty } from './arms.ts';
import { boundsProperty } from './bounds.ts';
import { claimsProperty } from './claims.ts';
import { holdingsProperty } from './holdings.ts';
import { insertion } from './insertion.ts';
import { keptVmasProperty } from './keptVmas.ts';
import { linkedProperty } from './linked.ts';
import { lockProperty } from './locks.ts';
import { memoryProperty } from './memory.ts';
import { mmapLock } from './mmapLock.ts';
import { pageDoubts } from './pageDoubts.ts';
import { pageReferences } from './pageRefs.ts';
import type { Property, Return } from './property.ts';
import { referencesProperty } from './references.ts';
import { truncation } from './truncation.ts';
import { unheldLocks } from './unheldLocks.ts';
import { vmaFlagsProperty } from './vmaFlags.ts';

/** In the order in which a callee's are given to its caller. */
const PROPERTIES = {
  ...pageDoubts,
  ...unheldLocks,
  ...lockProperty,
  ...vmaFlagsProperty,
  ...mmapLock,
  ...insertion,
  ...truncation,
  ...referencesProperty,
  ...claimsProperty,
  ...holdingsProperty,
  ...linkedProperty,
  ...pageReferences,
  ...keptVmasProperty,
  ...boundsProperty,
  ...memoryProperty,
  ...armsProperty,
};

type ValueOf<P> = P extends Property<infer T> ? T : never;

/** The value of each property by its name: fields of every state. */
export type Known = { -readonly [Name in keyof typeof PROPERTIES]: ValueOf<(typeof PROPERTIES)[Name]> };

type Name = keyof Known;
/** Read and written by name alone: which value goes with which property is known to the list. */
type Loose = Record<Name, unknown>;

const LIST = Object.entries(PROPERTIES) as [Name, Property<unknown>][];

/** Written out: states are copied all the time, and V8 is slow at properties whose names it does not see. */
class Values {
  constructor(from: Known) {
    const to = this as unknown as Known;
    to.uncertainPages = from.uncertainPages;
    to.givenUp = from.givenUp;
    to.waited = from.waited;
    to.mayHaveTaken = from.mayHaveTaken;
    to.locks = from.locks;
    to.flags = from.flags;
    to.mmap = from.mmap;
    to.mmapAgain = from.mmapAgain;
    to.releasedBy = from.releasedBy;
    to.releasedByHelper = from.releasedByHelper;
    to.installed = from.installed;
    to.foundEntry = from.foundEntry;
    to.failedInsert = from.failedInsert;
    to.truncation = from.truncation;
    to.references = from.references;
    to.claims = from.claims;
    to.holdings = from.holdings;
    to.linked = from.linked;
    to.pageRefs = from.pageRefs;
    to.keptVmas = from.keptVmas;
    to.bounds = from.bounds;
    to.memory = from.memory;
    to.arms = from.arms;
  }
}

/** What a state is made of beside its values; takes them over from another. */
export const KnownValues = Values as unknown as new (from: Known) => Known;

/** What is known where a function starts. */
export const INITIAL = Object.fromEntries(
  LIST.map(([name, { initial }]) => [name, initial]),
) as unknown as Known;

const loose = (known: Known) => known as Loose;

/** Those properties that have a part of `Property`, with it. */
function having<Part extends keyof Property<unknown>>(part: Part) {
  type Whole = Property<unknown> & Required<Pick<Property<unknown>, Part>>;
  return LIST.filter(([, property]) => property[part] !== undefined) as [Name, Whole][];
}

/** With what the initial value says: most properties of most states still have it. */
const APART = having('apart').map(([name, property]) => ({
  name,
  property,
  sure: property.apart(property.initial, false),
  doubtful: property.apart(property.initial, true),
}));
const KEYS = having('key').map(([name, property]) => ({
  name,
  property,
  initial: property.key(property.initial),
}));
const OUTCOMES = LIST.filter(([, { outcome, apart }]) => outcome ?? apart);
const NOTICED = having('noticed');
const JOINS = having('join');
const PRUNES = having('prune');
const RENAMES = having('rename');
const RETURNS = having('giveBack');

/** Keeps states apart even when there are too many. */
export function apartKey(known: Known, doubtful: boolean): string {
  let key = '';
  for (const one of APART) {
    const { name, property } = one;
    const value = known[name];
    const isInitial = value === property.initial;
    const own = doubtful ? one.doubtful : one.sure;
    key += `${isInitial ? own : property.apart(value, doubtful)},`;
  }
  return key;
}

/** Keeps states apart as long as there are few, beside `apartKey`. */
export function furtherKey(known: Known): string {
  let key = '';
  for (const { name, property, initial } of KEYS) {
    const value = known[name];
    key += `${value === property.initial ? initial : property.key(value)},`;
  }
  return key;
}

/** Keeps the outcomes of a callee apart. */
export function outcomeKey(known: Known): string {
  let key = '';
  for (const [name, property] of OUTCOMES)
    key += `${property.outcome?.(known[name]) ?? property.apart?.(known[name], true)},`;
  return key;
}

/** What a caller can notice of an exit. */
export function noticedKey(known: Known, isHidden: (sym: Sym) => boolean): string {
  let key = '';
  for (const [name, property] of NOTICED) key += `${property.noticed(known[name], isHidden)},`;
  return key;
}

/** Joins what `other` knows into `known`; returns false when the walk need not go on from it again. */
export function joinKnown(known: Known, other: Known): boolean {
  let changed = false;
  for (const [name, property] of JOINS) {
    const mine = known[name];
    if (mine === other[name]) continue;
    const joined = property.join(mine, other[name]);
    if (joined === mine) continue;
    loose(known)[name] = joined;
    if (!property.isQuiet) changed = true;
  }
  return changed;
}

/** What two outcomes of one kind know together, by name; null where that is what the first knows. */
export function joinOutcomes(known: Known, other: Known): ((into: Known) => void) | null {
  const changes: [Name, unknown][] = [];
  for (const [name, property] of JOINS) {
    if (!property.isJoinedInOutcomes || known[name] === other[name]) continue;
    const joined = property.join(known[name], other[name]);
    if (joined !== known[name]) changes.push([name, joined]);
  }
  if (changes.length === 0) return null;
  return (into) => {
    for (const [name, value] of changes) loose(into)[name] = value;
  };
}

/** Drops what nothing can name any more. */
export function pruneKnown(known: Known, used: ReadonlySet<Sym>, symbols: Symbols): void {
  for (const [name, property] of PRUNES) loose(known)[name] = property.prune(known[name], used, symbols);
}

/** The symbol comes to mean another object. */
export function renameKnown(known: Known, sym: Sym): void {
  for (const [name, property] of RENAMES) loose(known)[name] = property.rename(known[name], sym);
}

/** Brings what a callee knows into its caller's state; false when the caller knows that this outcome cannot be. */
export function giveBack(call: Return): boolean {
  return RETURNS.every(([name, property]) => property.giveBack(call.callee[name], call));
}
