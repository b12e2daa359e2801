/* release: 6.12 5.10 */
/* A loop over the pages of a buffer goes as far as user space asks for. */
static int down_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;
	unsigned long start = vma->vm_start;
	unsigned long size = vma->vm_end - vma->vm_start;
	unsigned long pos = (unsigned long)foo->buf;

	while (size > 0) {
		if (remap_pfn_range(vma, start, vmalloc_to_pfn((void *)pos), PAGE_SIZE, PAGE_SHARED))
/*                                              ^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]: the loop around
 * vmalloc_to_pfn() goes as far as the mapping is long, and the length is never bounds-checked: user
 * space maps what lies past the object; return -EINVAL where it is too large
 */
			return -EAGAIN;
		start += PAGE_SIZE;
		pos += PAGE_SIZE;
		size -= PAGE_SIZE;
	}
	return 0;
}

static int up_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;
	unsigned long i, n = vma_pages(vma);

	for (i = 0; i < n; i++) {
		int err = vm_insert_page(vma, vma->vm_start + i * PAGE_SIZE,
					 vmalloc_to_page(foo->buf + i * PAGE_SIZE));
/*                                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]: the loop
 * around vmalloc_to_page() goes as far as the mapping is long, and the length is never bounds-checked:
 * user space maps what lies past the object; return -EINVAL where it is too large
 */
		if (err)
			return err;
	}
	return 0;
}

static int checked_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;
	unsigned long i, n = vma_pages(vma);

	if (vma->vm_pgoff || n > foo->pages)
		return -EINVAL;
	for (i = 0; i < n; i++) {
		int err = vm_insert_page(vma, vma->vm_start + i * PAGE_SIZE,
					 vmalloc_to_page(foo->buf + i * PAGE_SIZE));
		if (err)
			return err;
	}
	return 0;
}

/* The buffer is made as long as the mapping. */
static int made_mmap(struct file *file, struct vm_area_struct *vma)
{
	unsigned long size = vma->vm_end - vma->vm_start;
	void *buf = vmalloc_user(size);
	unsigned long at = vma->vm_start;

	if (!buf)
		return -ENOMEM;
	while (size > 0) {
		if (vm_insert_page(vma, at, vmalloc_to_page(buf)))
			return -EAGAIN;
		at += PAGE_SIZE;
		buf += PAGE_SIZE;
		size -= PAGE_SIZE;
	}
	return 0;
}

/* One page, whatever the length. */
static int one_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;

	return vm_insert_page(vma, vma->vm_start, vmalloc_to_page(foo->buf));
}

static const struct file_operations down_fops = { .mmap = down_mmap };
static const struct file_operations up_fops = { .mmap = up_mmap };
static const struct file_operations checked_fops = { .mmap = checked_mmap };
static const struct file_operations made_fops = { .mmap = made_mmap };
static const struct file_operations one_fops = { .mmap = one_mmap };
