/* release: 6.12 6.6 */
/* expect: none */
/* The file system marks no extent as dirty: there is nothing to make durable. */
static int foo_iomap_begin(struct inode *inode, loff_t offset, loff_t length, unsigned flags,
			   struct iomap *iomap, struct iomap *srcmap)
{
	iomap->type = IOMAP_MAPPED;
	iomap->flags = 0;
	return foo_extent(inode, offset, length, iomap);
}
static const struct iomap_ops foo_iomap_ops = { .iomap_begin = foo_iomap_begin };

static vm_fault_t foo_huge_fault(struct vm_fault *vmf, unsigned int order)
{
	pfn_t pfn;

	return dax_iomap_fault(vmf, order, &pfn, NULL, &foo_iomap_ops);
}
static const struct vm_operations_struct foo_ops = { .huge_fault = foo_huge_fault };

static int foo_mmap(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_ops = &foo_ops;
	return 0;
}
static const struct file_operations foo_fops = { .mmap = foo_mmap, .mmap_supported_flags = MAP_SYNC };
