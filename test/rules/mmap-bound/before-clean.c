/* release: 6.12 */
/* expect: none */
struct foo { unsigned long first, count, pfn; };

/* Below is asked first, in either sense, with an early return or in a function. */
static int lower_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;

	if (vma->vm_pgoff < foo->first || vma->vm_pgoff + vma_pages(vma) > foo->first + foo->count)
		return -EINVAL;
	vma->vm_pgoff -= foo->first;
	return remap_pfn_range(vma, vma->vm_start, foo->pfn + vma->vm_pgoff, vma->vm_end - vma->vm_start,
			       vma->vm_page_prot);
}
static const struct file_operations lower_fops = { .mmap = lower_mmap };

static int fits(struct foo *foo, struct vm_area_struct *vma)
{
	unsigned long start = vma->vm_pgoff, nr = vma_pages(vma);

	if (start >= foo->first && start < foo->first + foo->count && start + nr <= foo->first + foo->count)
		return 1;
	return 0;
}

static int asked_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;

	if (!fits(foo, vma))
		return -EINVAL;
	vma->vm_pgoff -= foo->first;
	return pci_mmap_resource_range(foo_dev(foo), 0, vma, 0, 0);
}
static const struct file_operations asked_fops = { .mmap = asked_mmap };

/* What has wrapped is large: the difference is compared by itself. */
static int alone_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;
	unsigned long off = vma->vm_pgoff - foo->first;

	if (off >= foo->count || vma_pages(vma) > foo->count - off)
		return -EINVAL;
	return remap_pfn_range(vma, vma->vm_start, foo->pfn + off, vma->vm_end - vma->vm_start,
			       vma->vm_page_prot);
}
static const struct file_operations alone_fops = { .mmap = alone_mmap };

/* One of two regions. */
static int second_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;
	unsigned long size = vma->vm_end - vma->vm_start;

	if (vma->vm_pgoff >= foo->first) {
		vma->vm_pgoff -= foo->first;
		if (vma->vm_pgoff + vma_pages(vma) > foo->count)
			return -EINVAL;
		return remap_pfn_range(vma, vma->vm_start, foo->pfn + vma->vm_pgoff, size, vma->vm_page_prot);
	}
	return -EINVAL;
}
static const struct file_operations second_fops = { .mmap = second_mmap };

/* What a library holds by itself; what the offset was looked up by. */
static int library_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;

	vma->vm_pgoff -= foo->first;
	return vm_iomap_memory(vma, foo->pfn << PAGE_SHIFT, foo->count << PAGE_SHIFT);
}
static const struct file_operations library_fops = { .mmap = library_mmap };

static int found_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = foo_find(file->private_data, vma->vm_pgoff);

	if (!foo)
		return -EINVAL;
	if (vma->vm_pgoff + vma_pages(vma) > foo->first + foo->count)
		return -EINVAL;
	return remap_pfn_range(vma, vma->vm_start, foo->pfn + vma->vm_pgoff - foo->first,
			       vma->vm_end - vma->vm_start, vma->vm_page_prot);
}
static const struct file_operations found_fops = { .mmap = found_mmap };
