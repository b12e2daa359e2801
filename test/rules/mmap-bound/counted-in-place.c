/* The index is counted up where it is used. */
static int used_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;
	unsigned long addr, i = 0;
	int err;

	for (addr = vma->vm_start; addr < vma->vm_end; addr += PAGE_SIZE) {
		err = vm_insert_page(vma, addr, foo->pages[i++]);
/*                                              ^^^^^^^^^^^^^^^ warning[mmap-bound]: i counts up to the length of the
 * mapping, which is never bounds-checked: user space reaches what lies past foo->pages; return -EINVAL where it is
 * too large
 */
		if (err)
			return err;
	}
	return 0;
}
static const struct file_operations used_fops = { .mmap = used_mmap };

static int last_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;
	unsigned long i;
	int err;

	for (i = 0; i <= vma_pages(vma) - 1; i++) {
		err = vm_insert_page(vma, vma->vm_start + i * PAGE_SIZE, foo->pages[i]);
/*                                                                       ^^^^^^^^^^^^^ warning[mmap-bound]: i counts
 * up to the length of the mapping, which is never bounds-checked: user space reaches what lies past foo->pages;
 * return -EINVAL where it is too large
 */
		if (err)
			return err;
	}
	return 0;
}
static const struct file_operations last_fops = { .mmap = last_mmap };

/* Clean: as long as the object. */
static int held_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;
	unsigned long addr, i = 0;
	int err;

	if (vma_pages(vma) > foo->npages)
		return -EINVAL;
	for (addr = vma->vm_start; addr < vma->vm_end; addr += PAGE_SIZE) {
		err = vm_insert_page(vma, addr, foo->pages[i++]);
		if (err)
			return err;
	}
	return 0;
}
static const struct file_operations held_fops = { .mmap = held_mmap };
static int exact_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;
	unsigned long i, addr = vma->vm_start;
	int err;

	for (i = 0; i < foo->npages && addr < vma->vm_end; addr += PAGE_SIZE) {
		err = vm_insert_page(vma, addr, foo->pages[i++]);
		if (err)
			return err;
	}
	return 0;
}
static const struct file_operations exact_fops = { .mmap = exact_mmap };
