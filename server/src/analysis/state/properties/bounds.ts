// SPDX-License-Identifier: GPL-2.0-only
/**
 * What the tests on a path say about values that user space chooses: upper bounds, and whether they hold for an index.
 * A bound that holds on one of two paths alone is in doubt where they meet.
 */
import { type Bounds, meetBounds, NO_BOUNDS } from '../bounds/comparisons.ts';
import { property } from './property.ts';

/** What tests say about values that user space chooses. (`Substitution` brings a callee's to its caller.) */
export const boundsProperty = {
  bounds: property<Bounds>({
    initial: NO_BOUNDS,
    key: ({ held, doubted }) => (held.length || doubted.length ? `<${held.join()}|${doubted.join()}` : ''),
    join: meetBounds,
    isJoinedInOutcomes: true,
  }),
};
