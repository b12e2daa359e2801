// SPDX-License-Identifier: GPL-2.0-only
/** The tree in which DRM finds an object by the offset of a mapping: its lock, its lookups, and what takes the object. */
import { claimName } from '../claims/names.ts';

export const OFFSET_LOOKUPS: ReadonlySet<string> = new Set([
  'drm_vma_offset_lookup_locked',
  'drm_vma_offset_exact_lookup_locked',
]);

/** Functions that take the lock of the tree, and that give it back. */
export const OFFSET_LOCKS: ReadonlyMap<string, 'lock' | 'unlock'> = new Map([
  ['drm_vma_offset_lock_lookup', 'lock'],
  ['drm_vma_offset_unlock_lookup', 'unlock'],
]);

/** It takes a reference to the object that it is handed, whatever that is, or to what was found in this tree. */
export function takesObject(name: string, foundBy: string): boolean {
  const isOfTree = OFFSET_LOOKUPS.has(foundBy.slice(0, -'()'.length));
  if (!name.endsWith('_get_unless_zero') && !(isOfTree && name.endsWith('_get'))) return false;
  return claimName(name)?.sign === 1;
}
