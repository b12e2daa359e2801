// SPDX-License-Identifier: GPL-2.0-only
/** unused-suppression: a comment that allows a rule is wrong, gives no reason, or allows nothing. */
import type { Rule } from './rule.ts';

export const UNUSED_SUPPRESSION = 'unused-suppression';

export const unusedSuppression: Rule = {
  id: UNUSED_SUPPRESSION,
  title: 'a suppression is unused, names an unknown rule, or gives no reason',
  severity: 'warning',
  basis: 'documentation',
  since: null,
  until: null,
  fact: 'A comment that allows what the code no longer does hides the next mistake; one without a reason tells the reader nothing.',
  source: 'docs/configuration.md',
  needsWholeTree: true,
  // It is about the findings of all other rules: core/suppress.ts makes its drafts once these are known.
  check() {},
};
