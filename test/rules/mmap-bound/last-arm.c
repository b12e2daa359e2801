/* Where no test in between leads elsewhere, the way without a match is mapped, however many ways there are. */
static LIST_HEAD(foo_list);
static int foo_map(struct vm_area_struct *vma)
{
	struct foo *foo, *next;
	int kind = 0;

	mutex_lock(&foo_lock);
	list_for_each_entry_safe(foo, next, &foo_list, list) {
		if (vma->vm_pgoff == foo->phys >> PAGE_SHIFT) {
			kind = foo->kind;
			break;
		}
	}
	mutex_unlock(&foo_lock);
	if (kind == 1)
		vma->vm_page_prot = pgprot_writecombine(vma->vm_page_prot);
	else if (kind == 2)
		vma->vm_page_prot = pgprot_noncached(vma->vm_page_prot);
	else
		vma->vm_page_prot = vm_get_page_prot(vma->vm_flags);
	return remap_pfn_range(vma, vma->vm_start, vma->vm_pgoff, vma->vm_end - vma->vm_start, vma->vm_page_prot);
}
static int foo_mmap(struct file *file, struct vm_area_struct *vma)
{
	if (vma->vm_pgoff == 0)
		return -EINVAL;
	return foo_map(vma);
/*             ^^^^^^^^^^^^ warning[mmap-bound]: remap_pfn_range() maps whatever page frame user space names in
 * vm_pgoff: nothing bounds it, so any memory of the machine can be mapped; return -EINVAL for what does not belong to
 * the device
 */
}
static const struct file_operations foo_fops = { .mmap = foo_mmap };

/* Clean: what has no kind was not found. */
static int bar_map(struct vm_area_struct *vma)
{
	struct foo *foo, *next;
	int kind = 0;

	mutex_lock(&foo_lock);
	list_for_each_entry_safe(foo, next, &foo_list, list) {
		if (vma->vm_pgoff == foo->phys >> PAGE_SHIFT && vma->vm_end - vma->vm_start <= foo->bytes) {
			kind = foo->kind;
			break;
		}
	}
	mutex_unlock(&foo_lock);
	if (kind == 1)
		vma->vm_page_prot = pgprot_writecombine(vma->vm_page_prot);
	else if (kind == 2)
		vma->vm_page_prot = pgprot_noncached(vma->vm_page_prot);
	else
		return -EINVAL;
	return remap_pfn_range(vma, vma->vm_start, vma->vm_pgoff, vma->vm_end - vma->vm_start, vma->vm_page_prot);
}
static int bar_mmap(struct file *file, struct vm_area_struct *vma)
{
	if (vma->vm_pgoff == 0)
		return -EINVAL;
	return bar_map(vma);
}
static const struct file_operations bar_fops = { .mmap = bar_mmap };

/* A statement that no one here defines may hide a goto. */
static int baz_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct baz *baz;

	if (file == NULL) {
		bazTRACE(BAZ_ERROR, "%s: no file", __func__);
		bazONERROR(BAZ_INVALID_ARGUMENT);
	}
	baz = file->private_data;
	if (baz == NULL) {
		bazTRACE(BAZ_ERROR, "%s: no device", __func__);
		bazONERROR(BAZ_INVALID_ARGUMENT);
	}
	vma->vm_pgoff = 0;
	if (baz->isMapped) {
		unsigned long size = vma->vm_end - vma->vm_start;
		int ret = 0;

		if (size > baz->size) {
			bazTRACE(BAZ_ERROR, "%s: too large", __func__);
			bazONERROR(BAZ_INVALID_ARGUMENT);
		}
		ret = remap_pfn_range(vma, vma->vm_start, baz->base >> PAGE_SHIFT, size, vma->vm_page_prot);
		if (ret != 0) {
			bazTRACE(BAZ_ERROR, "%s: %d", __func__, ret);
			bazONERROR(BAZ_OUT_OF_RESOURCES);
		}
		baz->mapped = vma->vm_start;
		return 0;
	}
OnError:
	bazFOOTER();
	return -ENOTTY;
}
static const struct file_operations baz_fops = { .mmap = baz_mmap };
