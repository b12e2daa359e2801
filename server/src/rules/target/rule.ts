// SPDX-License-Identifier: GPL-2.0-only
/** What a change is that code has to make on its way from one release to another. */
import type { Release } from '../../contracts/model.ts';
import type { Says } from '../../findings/says.ts';
import type { Draft, RuleCard, RuleContext } from '../rule.ts';

/** Everything a rule of `lint --target` may look at; the kernel is that of the target. */
export interface TargetContext extends RuleContext {
  /** The release that the code is written for. */
  from: Release;
}

/** One place that has to change. Those of one kind in one file become one finding. */
export interface Change {
  /** The first release that asks for it. */
  release: Release;
  /** What it is about, for all places of the kind. */
  says: Says;
  /** The place, its function, and what is to be written there, as its words. */
  draft: Draft;
}

export interface TargetRule extends RuleCard {
  check(context: TargetContext): Change[];
}
