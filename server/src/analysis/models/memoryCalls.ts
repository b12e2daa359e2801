// SPDX-License-Identifier: GPL-2.0-only
/** Functions of the kernel's library that give memory back, and those that map a frame or its page: of each fact there is one list. */
import calls from './data/memoryCalls.json';

/** What a function gives back: `device` goes with its device, too. */
export type Freed = 'slab' | 'vmalloc' | 'cache' | 'device' | 'pages' | 'dma';

interface Frees {
  of: readonly Freed[];
  /** The memory. */
  argument: number;
}

interface Maps {
  maps: 'frame' | 'page';
  /** The frame or the page. */
  argument: number;
  /** The argument that is the length; undefined for one entry. */
  length?: number;
  returns: 'errno' | 'code';
  /** Of the page; null where that is told by the frame. */
  takesReference: boolean | null;
}

const byName = <T extends { names: readonly string[] }>(list: readonly T[]) =>
  list.flatMap((one) => one.names.map((name): [string, T] => [name, one]));

const FREEING = new Map<string, Frees>(byName(calls.frees as (Frees & { names: string[] })[]));
const MAPPING = new Map<string, Maps>(byName(calls.maps as (Maps & { names: string[] })[]));

/** Those that free memory of one of these kinds, by name with the argument that is the memory. */
export const freesOf = (...kinds: readonly Freed[]): ReadonlyMap<string, number> =>
  new Map(
    [...FREEING]
      .filter(([, { of }]) => of.some((kind) => kinds.includes(kind)))
      .map(([name, { argument }]) => [name, argument]),
  );

/** Those that map one entry or more, as a question of what they take and give has it. */
export const mapsWhere = (is: (one: Maps) => boolean): ReadonlyMap<string, Maps> =>
  new Map([...MAPPING].filter(([, one]) => is(one)));
