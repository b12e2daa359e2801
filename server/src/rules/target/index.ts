// SPDX-License-Identifier: GPL-2.0-only
/** The rules of `vmops lint --target` alone, in the order of the catalogue. */
import { changedMeaning } from './changedMeaning.ts';
import { goneName } from './goneName.ts';
import type { TargetRule } from './rule.ts';

export const targetRules: TargetRule[] = [goneName, changedMeaning];
