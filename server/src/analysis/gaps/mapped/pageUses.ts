// SPDX-License-Identifier: GPL-2.0-only
/** Functions that are handed a page, or an array of such, and write nothing to it. */
import { says } from '../../../facts/names/roles.ts';
import { leavesAlone } from '../../models/allocators.ts';

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

/** They tell something of it. */
const READS = words(
  'IS_ERR PTR_ERR IS_ERR_OR_NULL page_to_pfn page_to_pfn_t page_to_phys page_to_nid page_private page_size PageCompound PageHighMem',
);

/** They make it ready for a device. What one of them is handed is new: no device has written to it. */
const FOR_DEVICE = words('dma_map_page dma_map_page_attrs dma_unmap_page dma_unmap_page_attrs');

/** They keep or link the object. */
const KEEPS = words(
  'list_add list_add_tail list_del list_del_init INIT_LIST_HEAD kref_init kref_get kref_put mutex_init IS_ERR PTR_ERR struct_size flex_array_size',
);

export const readsPage = (name: string): boolean => READS.has(name);

/** @param isNew of a page that was allocated a moment ago */
export const leavesPage = (name: string, isNew: boolean): boolean =>
  READS.has(name) || leavesAlone(name) || says(name, 'givesUp', 'maybe') || (isNew && FOR_DEVICE.has(name));

/** Of an array, or the object that has it. */
export const leavesArray = (name: string): boolean =>
  KEEPS.has(name) || leavesAlone(name) || says(name, 'givesUp', 'maybe');
