/* release: 5.4 6.12 */
/* What kind of memory a helper gives does not depend on how much is written about it. */
static void *foo_new(struct foo *foo)
{
	/*
	 * The table of the device has an entry for each window, and an entry is written
	 * once: what it names stays until the device is closed, which is after the last
	 * mapping has gone. The firmware looks for the entry by its address, so a new one
	 * may not take the place of an old one before that; free() of it is for the owner,
	 * and mutex_unlock(&foo->mutex) is not for this function either.
	 * The table of the device has an entry for each window, and an entry is written
	 * once: what it names stays until the device is closed, which is after the last
	 * mapping has gone. The firmware looks for the entry by its address, so a new one
	 * may not take the place of an old one before that; free() of it is for the owner,
	 * and mutex_unlock(&foo->mutex) is not for this function either.
	 * The table of the device has an entry for each window, and an entry is written
	 * once: what it names stays until the device is closed, which is after the last
	 * mapping has gone. The firmware looks for the entry by its address, so a new one
	 * may not take the place of an old one before that; free() of it is for the owner,
	 * and mutex_unlock(&foo->mutex) is not for this function either.
	 * The table of the device has an entry for each window, and an entry is written
	 * once: what it names stays until the device is closed, which is after the last
	 * mapping has gone. The firmware looks for the entry by its address, so a new one
	 * may not take the place of an old one before that; free() of it is for the owner,
	 * and mutex_unlock(&foo->mutex) is not for this function either.
	 * The table of the device has an entry for each window, and an entry is written
	 * once: what it names stays until the device is closed, which is after the last
	 * mapping has gone. The firmware looks for the entry by its address, so a new one
	 * may not take the place of an old one before that; free() of it is for the owner,
	 */
	foo->size = PAGE_ALIGN(foo->size);
	return vzalloc(foo->size);
}

static int foo_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;
	unsigned long size = vma->vm_end - vma->vm_start;
	void *mem;

	if (vma->vm_pgoff || size > foo->size)
		return -EINVAL;
	mem = foo_new(foo);
	if (!mem)
		return -ENOMEM;
	foo->mem = mem;
	return remap_pfn_range(vma, vma->vm_start, virt_to_phys(mem) >> PAGE_SHIFT, size, vma->vm_page_prot);
/*                                                 ^^^^^^^^^^^^^^^^^ error[memory-kind]: foo_mmap() asks
 * virt_to_phys() about mem, which vzalloc() gave: that address lies outside of the linear mapping, and what comes out
 * is another page, or none; use vmalloc_to_pfn() for each page
 */
}
static const struct file_operations foo_fops = { .mmap = foo_mmap };

static void *bar_new(struct bar *bar)
{
	/*
	 * The table of the device has an entry for each window, and an entry is written
	 * once: what it names stays until the device is closed, which is after the last
	 * mapping has gone. The firmware looks for the entry by its address, so a new one
	 * may not take the place of an old one before that; free() of it is for the owner,
	 * and mutex_unlock(&foo->mutex) is not for this function either.
	 * The table of the device has an entry for each window, and an entry is written
	 * once: what it names stays until the device is closed, which is after the last
	 * mapping has gone. The firmware looks for the entry by its address, so a new one
	 * may not take the place of an old one before that; free() of it is for the owner,
	 * and mutex_unlock(&foo->mutex) is not for this function either.
	 * The table of the device has an entry for each window, and an entry is written
	 * once: what it names stays until the device is closed, which is after the last
	 * mapping has gone. The firmware looks for the entry by its address, so a new one
	 * may not take the place of an old one before that; free() of it is for the owner,
	 * and mutex_unlock(&foo->mutex) is not for this function either.
	 * The table of the device has an entry for each window, and an entry is written
	 * once: what it names stays until the device is closed, which is after the last
	 * mapping has gone. The firmware looks for the entry by its address, so a new one
	 * may not take the place of an old one before that; free() of it is for the owner,
	 * and mutex_unlock(&foo->mutex) is not for this function either.
	 * The table of the device has an entry for each window, and an entry is written
	 * once: what it names stays until the device is closed, which is after the last
	 * mapping has gone. The firmware looks for the entry by its address, so a new one
	 * may not take the place of an old one before that; free() of it is for the owner,
	 */
	bar->size = PAGE_ALIGN(bar->size);
	return vmalloc_user(bar->size);
}

static int bar_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct bar *bar = file->private_data;
	unsigned long size = vma->vm_end - vma->vm_start;
	void *mem;

	if (vma->vm_pgoff || size > bar->size)
		return -EINVAL;
	mem = bar_new(bar);
	if (!mem)
		return -ENOMEM;
	bar->mem = mem;
	return remap_vmalloc_range(vma, mem, 0);
}
static const struct file_operations bar_fops = { .mmap = bar_mmap };
