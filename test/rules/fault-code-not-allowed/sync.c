/* release: 6.12 6.6 */
/* Both are there: DAX asks for a sync. */
static int foo_iomap_begin(struct inode *inode, loff_t offset, loff_t length, unsigned flags,
			   struct iomap *iomap, struct iomap *srcmap)
{
	iomap->type = IOMAP_MAPPED;
	iomap->flags = foo_is_dirty(inode) ? IOMAP_F_DIRTY : 0;
	return foo_extent(inode, offset, length, iomap);
}
static const struct iomap_ops foo_iomap_ops = { .iomap_begin = foo_iomap_begin };

static vm_fault_t foo_huge_fault(struct vm_fault *vmf, unsigned int order)
{
	pfn_t pfn;

	return dax_iomap_fault(vmf, order, &pfn, NULL, &foo_iomap_ops);
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[fault-code-not-allowed]: huge_fault
 * handler foo_huge_fault() returns VM_FAULT_MAJOR | VM_FAULT_NEEDDSYNC or VM_FAULT_NEEDDSYNC: it is
 * private to DAX and must be turned into a final result by dax_finish_sync_fault() inside the handler
 */
}
static const struct vm_operations_struct foo_ops = { .huge_fault = foo_huge_fault };

static int foo_mmap(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_ops = &foo_ops;
	return 0;
}
static const struct file_operations foo_fops = { .mmap = foo_mmap, .mmap_supported_flags = MAP_SYNC };
