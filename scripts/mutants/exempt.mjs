// SPDX-License-Identifier: GPL-2.0-only
// Edits that break nothing, found by reading what was missed: they are not counted, in `series` alone if it is given.
export const exempt = [
  {
    name: '-ENOMEM for VM_FAULT_OOM',
    path: 'fs/ceph/addr.c',
    subject: 'ceph_filemap_fault',
    why: 'err is -EAGAIN there, so the end of the function overwrites ret',
  },
  {
    name: 'open dropped',
    path: 'kernel/trace/trace.c',
    subject: 'tracing_buffers_vmops',
    why: 'may_split refuses the split, and ring_buffer_map() sets VM_DONTCOPY: there are no copies',
  },
  {
    name: 'open emptied',
    path: 'kernel/trace/trace.c',
    subject: 'tracing_buffers_mmap_open',
    why: 'may_split refuses the split, and ring_buffer_map() sets VM_DONTCOPY: there are no copies',
  },
  {
    name: 'VM_MIXEDMAP set',
    path: 'mm/internal.h',
    subject: 'mmap_file',
    why: 'the table is installed only where the mmap has failed: no such mapping stays',
  },
  {
    name: 'bound dropped',
    path: 'drivers/dma-buf/heaps/cma_heap.c',
    subject: 'cma_heap_vm_fault',
    series: '6.12',
    why: 'dma_buf_mmap() and dma_buf_mmap_internal() compare with the size, and VM_DONTEXPAND keeps it',
  },
  {
    name: 'bound dropped',
    path: 'drivers/dma-buf/udmabuf.c',
    subject: 'udmabuf_vm_fault',
    series: '6.12',
    why: 'dma_buf_mmap() and dma_buf_mmap_internal() compare with the size, and VM_DONTEXPAND keeps it',
  },
  {
    name: 'bound dropped',
    path: 'samples/vfio-mdev/mbochs.c',
    subject: 'mbochs_region_vm_fault',
    why: 'mbochs_get_page() compares again and returns NULL, which the handler refuses',
  },
  {
    name: 'bound of any name dropped',
    path: 'drivers/dma-buf/heaps/cma_heap.c',
    subject: 'cma_heap_vm_fault',
    series: '6.12',
    why: 'dma_buf_mmap() and dma_buf_mmap_internal() compare with the size, and VM_DONTEXPAND keeps it',
  },
  {
    name: 'bound of any name dropped',
    path: 'drivers/dma-buf/udmabuf.c',
    subject: 'udmabuf_vm_fault',
    series: '6.12',
    why: 'dma_buf_mmap() and dma_buf_mmap_internal() compare with the size, and VM_DONTEXPAND keeps it',
  },
  {
    name: '> for >= in a bound of any name',
    path: 'drivers/scsi/sg.c',
    subject: 'sg_vma_fault',
    why: 'the loop below finds no segment for the offset at the end, and the fault is refused there',
  },
  {
    name: '> for >= in a bound of any name',
    path: 'mm/filemap.c',
    subject: 'filemap_fault',
    why: 'it compares again under the page lock',
  },
  {
    name: 'unlock dropped',
    path: 'fs/orangefs/inode.c',
    subject: 'orangefs_page_mkwrite',
    why: 'VM_FAULT_LOCKED leaves beside VM_FAULT_NOPAGE there already, and fault-code-not-allowed says so',
  },
  {
    name: 'VM_FAULT_RETRY for a mutex that is taken',
    path: 'drivers/gpu/drm/xe/xe_bo.c',
    subject: 'xe_gem_fault',
    why: 'ttm_bo_vm_reserve() has asked for VM_FAULT_RETRY above; that its lock stays is told by lock-imbalance',
  },
  {
    name: 'offset left out of the check',
    path: 'drivers/tee/tee_shm.c',
    subject: 'tee_shm_fop_mmap',
    why: 'it maps from the start of the buffer, whatever the offset',
  },
  {
    name: 'offset left out of the check',
    path: 'drivers/pci/mmap.c',
    subject: 'pci_mmap_resource_range',
    why: 'its callers in sysfs and proc have compared with the resource before',
  },
  {
    name: 'private mappings not refused',
    path: 'drivers/gpu/drm/panthor/panthor_device.c',
    subject: 'panthor_device_mmap_io',
    why: 'VM_MAYWRITE is cleared further down: no private mapping of it is ever written to',
  },
];
