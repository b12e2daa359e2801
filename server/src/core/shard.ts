// SPDX-License-Identifier: GPL-2.0-only
/** One part of a run that several machines share. */
import { createHash } from 'node:crypto';

/** Part `index` (from 1) of `count`. */
export interface Shard {
  index: number;
  count: number;
}

/** Returns a part of a list: a stretch of it, so that the parts one behind the other are the list. */
export function stretchOf<T>(list: readonly T[], { index, count }: Shard): T[] {
  const at = (part: number) => Math.floor((list.length * part) / count);
  return list.slice(at(index - 1), at(index));
}

/** Whether something belongs to a part. Its name alone decides: another release or another machine gives the same. */
export function isInShard(name: string, { index, count }: Shard): boolean {
  const hash = createHash('sha256').update(name).digest().readUInt32BE(0);
  return hash % count === index - 1;
}
