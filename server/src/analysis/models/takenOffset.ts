// SPDX-License-Identifier: GPL-2.0-only
/** Functions of the library that count from vm_pgoff in the buffer that they are handed. */
import type { State } from '../state/state.ts';
import type { Sym, Symbols } from '../state/symbols.ts';

/** They read it of the VMA itself. */
const READ_IT: ReadonlySet<string> = new Set([
  'dma_mmap_attrs',
  'dma_mmap_coherent',
  'dma_mmap_wc',
  'dma_mmap_writecombine',
  'dma_mmap_pages',
  'dma_mmap_noncontiguous',
  'vm_iomap_memory',
  'vm_map_pages',
]);

/** They are handed it: by which argument, from 0. */
const HANDED_IT: ReadonlyMap<string, number> = new Map([['remap_vmalloc_range', 2]]);

/** The function counts from the offset of the VMA as the caller has it. */
export function takesOffset(
  name: string,
  args: readonly Sym[],
  vma: Sym | null,
  state: State,
  symbols: Symbols,
): boolean {
  const handed = HANDED_IT.get(name);
  if (vma === null || !(handed !== undefined || READ_IT.has(name))) return false;
  const at = symbols.field(vma, 'vm_pgoff');
  const first = symbols.initial(at, 0);
  return (handed === undefined ? state.load(at) : args[handed]) === first;
}
