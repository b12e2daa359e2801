/* What is less than a page wherever it is stored is never longer than a mapping. */
#define FOO_REGS (16 * 4)
struct foo_block {
	unsigned long base;
	u32 regs_size;
	u32 io_size;
};
static struct foo_block foo_block;

static int foo_probe(struct platform_device *pdev)
{
	foo_block.regs_size = FOO_REGS;
	if (foo_is_large(pdev)) {
		struct foo_block *block = &foo_block;

		block->regs_size = 35 * 4;
	}
	foo_block.io_size = 1 << 13;
	return 0;
}
static int regs_mmap(struct file *file, struct vm_area_struct *vma)
{
	if (vma->vm_pgoff || vma->vm_end - vma->vm_start > PAGE_SIZE)
		return -EINVAL;
	return remap_pfn_range(vma, vma->vm_start, foo_block.base >> PAGE_SHIFT, foo_block.regs_size,
			       vma->vm_page_prot);
}
static const struct file_operations regs_fops = { .mmap = regs_mmap };

/* Two pages. */
static int io_mmap(struct file *file, struct vm_area_struct *vma)
{
	if (vma->vm_pgoff || vma->vm_end - vma->vm_start > 2 * PAGE_SIZE)
		return -EINVAL;
	return remap_pfn_range(vma, vma->vm_start, foo_block.base >> PAGE_SHIFT, foo_block.io_size,
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]:
 * remap_pfn_range() maps foo_block.io_size bytes, whatever the length of the mapping is: past vm_end it writes page
 * table entries of another mapping; return -EINVAL where the mapping is too short
 */
			       vma->vm_page_prot);
}
static const struct file_operations io_fops = { .mmap = io_mmap };
