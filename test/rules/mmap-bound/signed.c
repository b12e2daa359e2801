/* release: 6.12 6.1 */
static int int_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct pool *pool = file->private_data;
	int off = vma->vm_pgoff;
	int count = pool->size >> PAGE_SHIFT;
	unsigned long pages = vma_pages(vma);

	if (off >= count || pages > count - off)
/*          ^^^^^^^^^^^^ warning[mmap-bound]: the offset is cut to a signed number: a large vm_pgoff is negative and
 * passes this test, and remap_pfn_range() maps what lies before the object; keep it in an unsigned long
 */
		return -ENXIO;
	return remap_pfn_range(vma, vma->vm_start, pool->pfn + off, pages << PAGE_SHIFT, vma->vm_page_prot);
}
static const struct file_operations int_fops = { .mmap = int_mmap };

/* An element of an array. */
static int element_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct pool *pool = file->private_data;
	int nr = vma->vm_pgoff;

	if (nr >= 16)
/*          ^^^^^^^^ warning[mmap-bound]: the offset is cut to a signed number: a large vm_pgoff is negative and
 * passes this test, and user space reaches what lies before pool->pfns; keep it in an unsigned long
 */
		return -EINVAL;
	return remap_pfn_range(vma, vma->vm_start, pool->pfns[nr], PAGE_SIZE, vma->vm_page_prot);
}
static const struct file_operations element_fops = { .mmap = element_mmap };

/* Clean: what is negative is refused. */
static int from_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct pool *pool = file->private_data;
	int off = vma->vm_pgoff;
	int count = pool->size >> PAGE_SHIFT;
	unsigned long pages = vma_pages(vma);

	if (off < 0 || off >= count || pages > count - off)
		return -ENXIO;
	return remap_pfn_range(vma, vma->vm_start, pool->pfn + off, pages << PAGE_SHIFT, vma->vm_page_prot);
}
static const struct file_operations from_fops = { .mmap = from_mmap };

/* Clean: C compares what is unsigned. */
static int mixed_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct pool *pool = file->private_data;
	int off = vma->vm_pgoff;
	unsigned int count = pool->size >> PAGE_SHIFT;
	unsigned long pages = vma_pages(vma);

	if (off >= count || pages > count - off)
		return -ENXIO;
	return remap_pfn_range(vma, vma->vm_start, pool->pfn + off, pages << PAGE_SHIFT, vma->vm_page_prot);
}
static const struct file_operations mixed_fops = { .mmap = mixed_mmap };

/* Clean: the whole offset is compared before. */
static int whole_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct pool *pool = file->private_data;
	int count = pool->size >> PAGE_SHIFT;
	unsigned long pages = vma_pages(vma);
	int off;

	if (vma->vm_pgoff >= pool->pages)
		return -ENXIO;
	off = vma->vm_pgoff;
	if (off >= count || pages > count - off)
		return -ENXIO;
	return remap_pfn_range(vma, vma->vm_start, pool->pfn + off, pages << PAGE_SHIFT, vma->vm_page_prot);
}
static const struct file_operations whole_fops = { .mmap = whole_mmap };

/* Clean: all of it. */
static int long_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct pool *pool = file->private_data;
	unsigned long off = vma->vm_pgoff;
	int count = pool->size >> PAGE_SHIFT;
	unsigned long pages = vma_pages(vma);

	if (off >= count || pages > count - off)
		return -ENXIO;
	return remap_pfn_range(vma, vma->vm_start, pool->pfn + off, pages << PAGE_SHIFT, vma->vm_page_prot);
}
static const struct file_operations long_fops = { .mmap = long_mmap };
