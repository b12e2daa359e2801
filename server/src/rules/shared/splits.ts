// SPDX-License-Identifier: GPL-2.0-only
/** Which tables let no VMA be split. */
import type { OpsTable } from '../../facts/model.ts';

/** Members that refuse a split. */
const REFUSES = new Set(['may_split', 'split']);

export const refusesSplit = ({ members }: OpsTable): boolean =>
  members.some(({ op, handler }) => REFUSES.has(op) && handler !== null);
