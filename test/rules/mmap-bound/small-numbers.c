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

/* One page, by way of macros in macros, of a struct that is not the only one with such a member. */
#define BAR_ORDER 0
#define BAR_PAGES (1 << BAR_ORDER)
#define BAR_BYTES (BAR_PAGES * PAGE_SIZE)
#define BAR_POOL_BYTES (BAR_BYTES * 4)
struct bar_part {
	struct page *pages;
	size_t bar_size;
};
struct bar_pool {
	struct page *pages;
	size_t bar_size;
	size_t far_size;
	struct bar_part parts[4];
};
static struct bar_part *bar_part_get(struct bar_pool *pool, int id)
{
	struct bar_part *part = &pool->parts[id];

	pool->bar_size = BAR_POOL_BYTES;
	pool->far_size = BAR_FAR_BYTES;
	part->pages = pool->pages + id * BAR_PAGES;
	part->bar_size = BAR_BYTES;
	return part;
}
static int part_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct bar_part *part = file->private_data;

	if (vma->vm_pgoff)
		return -EINVAL;
	return remap_pfn_range(vma, vma->vm_start, page_to_pfn(part->pages), part->bar_size, vma->vm_page_prot);
}
static const struct file_operations part_fops = { .mmap = part_mmap };

/* The other struct has four. */
static int pool_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct bar_pool *pool = file->private_data;

	if (vma->vm_pgoff)
		return -EINVAL;
	return remap_pfn_range(vma, vma->vm_start, page_to_pfn(pool->pages), pool->bar_size, vma->vm_page_prot);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]:
 * remap_pfn_range() maps pool->bar_size bytes, whatever the length of the mapping is: past vm_end it writes page
 * table entries of another mapping; return -EINVAL where the mapping is too short
 */
}
static const struct file_operations pool_fops = { .mmap = pool_mmap };

/* What no header at hand defines may be a page. */
static int far_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct bar_pool *pool = file->private_data;

	if (vma->vm_pgoff)
		return -EINVAL;
	return remap_pfn_range(vma, vma->vm_start, page_to_pfn(pool->pages), pool->far_size, vma->vm_page_prot);
}
static const struct file_operations far_fops = { .mmap = far_mmap };
