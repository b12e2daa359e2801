// SPDX-License-Identifier: GPL-2.0-only
/** The parameters of what maps pages, for code that has no tree beside it; a tree's header says it better. */

/** As they are declared; the result first. */
export const INSERT_PARAMETERS: Readonly<Record<string, readonly string[]>> = {
  vmf_insert_pfn: ['vm_fault_t', 'struct vm_area_struct *vma', 'unsigned long addr', 'unsigned long pfn'],
  vmf_insert_pfn_prot: [
    'vm_fault_t',
    'struct vm_area_struct *vma',
    'unsigned long addr',
    'unsigned long pfn',
    'pgprot_t pgprot',
  ],
  vmf_insert_page: ['vm_fault_t', 'struct vm_area_struct *vma', 'unsigned long addr', 'struct page *page'],
  vm_insert_page: ['int', 'struct vm_area_struct *vma', 'unsigned long addr', 'struct page *page'],
  vm_insert_pages: [
    'int',
    'struct vm_area_struct *vma',
    'unsigned long addr',
    'struct page **pages',
    'unsigned long *num',
  ],
  vm_insert_pfn: ['int', 'struct vm_area_struct *vma', 'unsigned long addr', 'unsigned long pfn'],
  vm_map_pages: ['int', 'struct vm_area_struct *vma', 'struct page **pages', 'unsigned long num'],
  vm_map_pages_zero: ['int', 'struct vm_area_struct *vma', 'struct page **pages', 'unsigned long num'],
  vm_iomap_memory: ['int', 'struct vm_area_struct *vma', 'phys_addr_t start', 'unsigned long len'],
  remap_pfn_range: [
    'int',
    'struct vm_area_struct *vma',
    'unsigned long addr',
    'unsigned long pfn',
    'unsigned long size',
    'pgprot_t prot',
  ],
  io_remap_pfn_range: [
    'int',
    'struct vm_area_struct *vma',
    'unsigned long addr',
    'unsigned long pfn',
    'unsigned long size',
    'pgprot_t prot',
  ],
  remap_vmalloc_range: ['int', 'struct vm_area_struct *vma', 'void *addr', 'unsigned long pgoff'],
  dma_mmap_coherent: [
    'int',
    'struct device *dev',
    'struct vm_area_struct *vma',
    'void *cpu_addr',
    'dma_addr_t dma_addr',
    'size_t size',
  ],
};
