/* release: 6.12 */
/* One page more than a size has is one too many, where nothing is left of that behind whole pages. */
static int foo_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;
	u32 range;
	int npages;

	range = foo->size;
	npages = (range / PAGE_SIZE) + 1;
	if ((npages * PAGE_SIZE) < (vma->vm_end - vma->vm_start))
/*          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]: the size in whole pages and one
 * more is compared: where the size is a multiple of the page size, user space maps the page behind the object; round
 * the size up, as PAGE_ALIGN() does
 */
		return -EINVAL;
	return remap_pfn_range(vma, vma->vm_start, foo->pfn, vma->vm_end - vma->vm_start, vma->vm_page_prot);
}
static const struct file_operations foo_fops = { .mmap = foo_mmap };

static int pages_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;

	if (vma_pages(vma) > (foo->size >> PAGE_SHIFT) + 1)
/*          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]: the size in whole pages and one more
 * is compared: where the size is a multiple of the page size, user space maps the page behind the object; round the
 * size up, as PAGE_ALIGN() does
 */
		return -EINVAL;
	return remap_pfn_range(vma, vma->vm_start, foo->pfn, vma->vm_end - vma->vm_start, vma->vm_page_prot);
}
static const struct file_operations pages_fops = { .mmap = pages_mmap };

static int strict_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;

	if (vma_pages(vma) >= (foo->size >> PAGE_SHIFT) + 1)
		return -EINVAL;
	return remap_pfn_range(vma, vma->vm_start, foo->pfn, vma->vm_end - vma->vm_start, vma->vm_page_prot);
}
static const struct file_operations strict_fops = { .mmap = strict_mmap };

static int rest_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;
	unsigned long npages = foo->size / PAGE_SIZE;

	if (foo->size % PAGE_SIZE)
		npages++;
	if (vma_pages(vma) > npages)
		return -EINVAL;
	return remap_pfn_range(vma, vma->vm_start, foo->pfn, vma->vm_end - vma->vm_start, vma->vm_page_prot);
}
static const struct file_operations rest_fops = { .mmap = rest_mmap };

static int up_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;

	if (vma_pages(vma) > (foo->size - 1) / PAGE_SIZE + 1)
		return -EINVAL;
	return remap_pfn_range(vma, vma->vm_start, foo->pfn, vma->vm_end - vma->vm_start, vma->vm_page_prot);
}
static const struct file_operations up_fops = { .mmap = up_mmap };

/* A mask is one less than what it covers. */
static int masked_mmap(struct file *file, struct vm_area_struct *vma)
{
	unsigned long size = vma->vm_end - vma->vm_start;

	if (vma->vm_pgoff + (size >> PAGE_SHIFT) > 1 + (PHYS_MASK >> PAGE_SHIFT))
		return -EINVAL;
	return remap_pfn_range(vma, vma->vm_start, vma->vm_pgoff, size, vma->vm_page_prot);
}
static const struct file_operations masked_fops = { .mmap = masked_mmap };

static int window_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;

	if (vma_pages(vma) > (foo->window_mask >> PAGE_SHIFT) + 1)
		return -EINVAL;
	return remap_pfn_range(vma, vma->vm_start, foo->pfn, vma->vm_end - vma->vm_start, vma->vm_page_prot);
}
static const struct file_operations window_fops = { .mmap = window_mmap };
