/* release: 6.12 4.19 */
/* From the offset on page by page: the last of them has to be there as well. */
static int run_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct pool *pool = file->private_data;
	unsigned long i, n = vma_pages(vma), first = vma->vm_pgoff;
	int ret;

	if (first >= pool->count)
		return -ENXIO;
	for (i = 0; i < n; i++) {
		ret = vm_insert_page(vma, vma->vm_start + i * PAGE_SIZE, pool->pages[first + i]);
/*                                                                       ^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]:
 * first + i counts up to the length of the mapping, which is never bounds-checked against what lies behind the
 * offset: user space reaches what lies past pool->pages; return -EINVAL where it is too large
 */
		if (ret)
			return ret;
	}
	return 0;
}
static const struct file_operations run_fops = { .mmap = run_mmap };

/* The length alone says nothing of where it begins. */
static int end_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct pool *pool = file->private_data;
	unsigned long i, n = vma_pages(vma);
	int ret;

	if (n > pool->count)
		return -ENXIO;
	for (i = 0; i < n; i++) {
		ret = vm_insert_page(vma, vma->vm_start + i * PAGE_SIZE, pool->pages[vma->vm_pgoff + i]);
/*                                                                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]:
 * vma->vm_pgoff + i is never bounds-checked: user space reaches what lies past pool->pages; return -EINVAL where it
 * is too large
 */
		if (ret)
			return ret;
	}
	return 0;
}
static const struct file_operations end_fops = { .mmap = end_mmap };

/* Offset and what is left of the pool, */
static int left_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct pool *pool = file->private_data;
	unsigned long i, n = vma_pages(vma), first = vma->vm_pgoff;
	int ret;

	if (first >= pool->count || n > pool->count - first)
		return -ENXIO;
	for (i = 0; i < n; i++) {
		ret = vm_insert_page(vma, vma->vm_start + i * PAGE_SIZE, pool->pages[first + i]);
		if (ret)
			return ret;
	}
	return 0;
}
static const struct file_operations left_fops = { .mmap = left_mmap };

/* their sum, */
static int sum_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct pool *pool = file->private_data;
	unsigned long i, n = vma_pages(vma);
	int ret;

	if (vma->vm_pgoff + n > pool->count)
		return -ENXIO;
	for (i = 0; i < n; i++) {
		ret = vm_insert_page(vma, vma->vm_start + i * PAGE_SIZE, pool->pages[vma->vm_pgoff + i]);
		if (ret)
			return ret;
	}
	return 0;
}
static const struct file_operations sum_fops = { .mmap = sum_mmap };

/* or each page in its turn. */
static int each_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct pool *pool = file->private_data;
	unsigned long i, n = vma_pages(vma);
	int ret;

	for (i = 0; i < n; i++) {
		if (vma->vm_pgoff + i >= pool->count)
			return -ENXIO;
		ret = vm_insert_page(vma, vma->vm_start + i * PAGE_SIZE, pool->pages[vma->vm_pgoff + i]);
		if (ret)
			return ret;
	}
	return 0;
}
static const struct file_operations each_fops = { .mmap = each_mmap };

/* What lies in the pool ends the loop. */
static int few_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct pool *pool = file->private_data;
	unsigned long i, n = vma_pages(vma);
	int ret;

	if (vma->vm_pgoff >= pool->count)
		return -ENXIO;
	n = min(n, pool->count - vma->vm_pgoff);
	for (i = 0; i < n; i++) {
		ret = vm_insert_page(vma, vma->vm_start + i * PAGE_SIZE, pool->pages[vma->vm_pgoff + i]);
		if (ret)
			return ret;
	}
	return 0;
}
static const struct file_operations few_fops = { .mmap = few_mmap };

static int both_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct pool *pool = file->private_data;
	unsigned long i;
	int ret;

	for (i = 0; i < vma_pages(vma) && vma->vm_pgoff + i < pool->count; i++) {
		ret = vm_insert_page(vma, vma->vm_start + i * PAGE_SIZE, pool->pages[vma->vm_pgoff + i]);
		if (ret)
			return ret;
	}
	return 0;
}
static const struct file_operations both_fops = { .mmap = both_mmap };
