// SPDX-License-Identifier: GPL-2.0-only
/** Calls that insert, and what they ask of a VMA. */
import type { CallEvent } from '../../analysis/reports/model/events.ts';
import type { VmaFlags } from '../../analysis/state/knownFlags.ts';
import { namesInFile } from '../../facts/names/words.ts';

export const inserts = (call: CallEvent) =>
  call.onVma &&
  call.helper?.insert !== undefined &&
  call.helper.insert !== null &&
  call.helper.insert.family !== 'remap';

/** PFN_DEV counts together with PFN_MAP only. */
const NEEDS_NONE = ['PFN_MAP', 'PFN_SPECIAL', 'pfn_t_devmap'];

export function needsNone({ place }: CallEvent): boolean {
  const said = namesInFile(place.file);
  return NEEDS_NONE.some((name) => said.has(name));
}

/** Such a mapping may be private and writable: of bare page frames none may be. */
export function isPrivate(flags: VmaFlags): boolean {
  return flags.is('VM_PFNMAP') === true && flags.may(PRIVATE) === 'yes';
}

const PRIVATE = { set: ['VM_MAYWRITE'], clear: ['VM_SHARED'] };
