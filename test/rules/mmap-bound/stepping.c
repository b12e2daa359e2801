/* release: 6.12 */
/* Loops that take one thing after the other for as long as the mapping is. */
static int elements_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;
	unsigned long size = vma->vm_end - vma->vm_start, offset = 0;
	int i = 0;

	while (size > 0) {
		unsigned long len = min(SZ_64K, size);

		if (remap_pfn_range(vma, vma->vm_start + offset, foo->chunks[i]->phys >> PAGE_SHIFT, len, vma->vm_page_prot))
/*                                                               ^^^^^^^^^^^^^^ warning[mmap-bound]: i counts up to
 * the length of the mapping, which is never bounds-checked: user space reaches what lies past foo->chunks; return
 * -EINVAL where it is too large
 */
			return -EAGAIN;
		offset += len;
		size -= len;
		i++;
	}
	return 0;
}
static const struct file_operations elements_fops = { .mmap = elements_mmap };

static int linear_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;
	int n = vma_pages(vma);
	int i, ret;

	for (i = 0; i < n; i++) {
		ret = remap_pfn_range(vma, vma->vm_start + i * PAGE_SIZE,
				      virt_to_phys(foo->base + i * PAGE_SIZE) >> PAGE_SHIFT, PAGE_SIZE,
/*                                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]: the loop around
 * virt_to_phys() goes as far as the mapping is long, and the length is never bounds-checked: user space maps what
 * lies past the object; return -EINVAL where it is too large
 */
				      vma->vm_page_prot);
		if (ret)
			return ret;
	}
	return 0;
}
static const struct file_operations linear_fops = { .mmap = linear_mmap };

static int position_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;
	unsigned long start = vma->vm_start;
	unsigned long size = vma->vm_end - vma->vm_start;
	char *pos = foo->base;

	while (size > 0) {
		if (vm_insert_page(vma, start, virt_to_page(pos)))
/*                                             ^^^^^^^^^^^^^^^^^ warning[mmap-bound]: the loop around virt_to_page()
 * goes as far as the mapping is long, and the length is never bounds-checked: user space maps what lies past the
 * object; return -EINVAL where it is too large
 */
			return -EAGAIN;
		start += PAGE_SIZE;
		pos += PAGE_SIZE;
		size -= PAGE_SIZE;
	}
	return 0;
}
static const struct file_operations position_fops = { .mmap = position_mmap };

/* Clean: the length is compared first. */
static int held_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;
	unsigned long size = vma->vm_end - vma->vm_start, offset = 0;
	int i = 0;

	if (size > foo->size)
		return -EINVAL;
	while (size > 0) {
		unsigned long len = min(SZ_64K, size);

		if (remap_pfn_range(vma, vma->vm_start + offset, foo->chunks[i]->phys >> PAGE_SHIFT, len, vma->vm_page_prot))
			return -EAGAIN;
		offset += len;
		size -= len;
		i++;
	}
	return 0;
}
static const struct file_operations held_fops = { .mmap = held_mmap };

/* Clean: the index is compared on its turn. */
static int compared_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;
	unsigned long size = vma->vm_end - vma->vm_start, offset = 0;
	int i = 0;

	while (size > 0) {
		unsigned long len = min(SZ_64K, size);

		if (i == foo->n_chunks)
			return -EINVAL;
		if (remap_pfn_range(vma, vma->vm_start + offset, foo->chunks[i]->phys >> PAGE_SHIFT, len, vma->vm_page_prot))
			return -EAGAIN;
		offset += len;
		size -= len;
		i++;
	}
	return 0;
}
static const struct file_operations compared_fops = { .mmap = compared_mmap };

/* Clean: as many as there are, or as the mapping has room for. */
static int both_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;
	unsigned long i;
	int ret;

	for (i = 0; i < vma_pages(vma) && i < foo->n_pages; i++) {
		ret = vm_insert_page(vma, vma->vm_start + i * PAGE_SIZE, virt_to_page(foo->base + i * PAGE_SIZE));
		if (ret)
			return ret;
	}
	return 0;
}
static const struct file_operations both_fops = { .mmap = both_mmap };

/* Clean: the list ends by itself. */
static int list_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;
	unsigned long addr = vma->vm_start;
	struct foo_chunk *chunk;

	list_for_each_entry(chunk, &foo->list, node) {
		if (addr >= vma->vm_end)
			break;
		if (vm_insert_page(vma, addr, virt_to_page(chunk->base)))
			return -EAGAIN;
		addr += PAGE_SIZE;
	}
	return 0;
}
static const struct file_operations list_fops = { .mmap = list_mmap };
