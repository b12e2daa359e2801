// SPDX-License-Identifier: GPL-2.0-only
/** Which arms of `#if`s a path has been through: no build has one half of a function of another build than the next. */
import type { Guard } from '../../../syntax/ast.ts';
import { property } from './property.ts';

/** What was decided, by the text of the condition. */
export type Arms = ReadonlyMap<string, boolean>;

const NONE: Arms = new Map();

export const armsProperty = {
  arms: property<Arms>({
    initial: NONE,
    join: (mine, theirs) => {
      if ([...mine].every(([condition, taken]) => theirs.get(condition) === taken)) return mine;
      return new Map([...mine].filter(([condition, taken]) => theirs.get(condition) === taken));
    },
    isQuiet: true,
    isJoinedInOutcomes: true,
    giveBack(arms, { next }) {
      if ([...arms].some(([condition]) => !next.arms.has(condition)))
        next.arms = new Map([...arms, ...next.arms]);
      return true;
    },
  }),
};

/** The arms in which a configuration of a function stands. */
export function armsOf(...guards: (readonly Guard[])[]): Arms {
  const all = guards.flat();
  return all.length === 0 ? NONE : new Map(all.map(({ condition, taken }) => [condition, taken]));
}

/** Whether no build goes both ways. */
export function areApart(one: Arms, other: Arms): boolean {
  for (const [condition, taken] of one) if (other.get(condition) === !taken) return true;
  return false;
}
