/* release: 6.12 */
/* A callee passes over the failure: the note says where. */
static int foo_map(struct foo *foo, struct vm_area_struct *vma)
{
	int ret;

	ret = remap_pfn_range(vma, vma->vm_start, foo->pfn, PAGE_SIZE, vma->vm_page_prot);
	if (ret)
		dev_err(foo->dev, "no mapping\n");
	return 0;
}

static int foo_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;
	int ret;

	if (vma->vm_pgoff || vma->vm_end - vma->vm_start != PAGE_SIZE)
		return -EINVAL;
	ret = foo_map(foo, vma);
	if (ret)
		return ret;
	foo->mapped = true;
	return 0;
/*      ^^^^^^^^^ warning[ignored-insert-result]: foo_mmap() returns 0 although remap_pfn_range() has failed: the
 * mapping has a hole that no fault fills, and an access to it gets SIGBUS; return the error
 */
}

static int bar_map(struct foo *foo, struct vm_area_struct *vma)
{
	int ret;

	ret = remap_pfn_range(vma, vma->vm_start, foo->pfn, PAGE_SIZE, vma->vm_page_prot);
	if (ret)
		dev_err(foo->dev, "no mapping\n");
	return ret;
}

static int bar_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;
	int ret;

	if (vma->vm_pgoff || vma->vm_end - vma->vm_start != PAGE_SIZE)
		return -EINVAL;
	ret = bar_map(foo, vma);
	if (ret)
		return ret;
	foo->mapped = true;
	return 0;
}

static const struct file_operations foo_fops = { .mmap = foo_mmap };
static const struct file_operations bar_fops = { .mmap = bar_mmap };
