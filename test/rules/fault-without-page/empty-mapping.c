/* release: 6.12 6.1 */
/* A refusal is an errno: 0 is a mapping. */
struct slab { unsigned long pfn, size; int ready, mode; struct page **pages; int nr; struct mutex lock; };
static vm_fault_t slab_fault(struct vm_fault *vmf)
{
	return vmf_insert_pfn(vmf->vma, vmf->address, 0);
}
static const struct vm_operations_struct slab_ops = { .fault = slab_fault };

static int refused_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct slab *slab = file->private_data;

	if (!slab->ready)
		return 0;
/*              ^^^^^^^^^ warning[fault-without-page]: refused_mmap() returns 0 here and maps nothing: mmap()
 * succeeds, and the first access ends in SIGBUS; return an errno
 */
	if (vma->vm_pgoff)
		return -EINVAL;
	return vm_iomap_memory(vma, slab->pfn << PAGE_SHIFT, slab->size);
}
static const struct file_operations refused_fops = { .mmap = refused_mmap };

/* With a message. */
static int told_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct slab *slab = file->private_data;

	if (vma->vm_end - vma->vm_start > slab->size) {
		pr_debug("slab: too long\n");
		return 0;
/*              ^^^^^^^^^ warning[fault-without-page]: told_mmap() returns 0 here and maps nothing: mmap() succeeds,
 * and the first access ends in SIGBUS; return an errno
 */
	}
	vm_flags_set(vma, VM_IO | VM_PFNMAP | VM_DONTEXPAND);
	vma->vm_ops = &slab_ops;
	return 0;
}
static const struct file_operations told_fops = { .mmap = told_mmap };

static int locked_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct slab *slab = file->private_data;
	int ret;

	if (mutex_lock_interruptible(&slab->lock))
		return 0;
/*              ^^^^^^^^^ warning[fault-without-page]: locked_mmap() returns 0 here and maps nothing: mmap() succeeds,
 * and the first access ends in SIGBUS; return an errno
 */
	ret = vm_iomap_memory(vma, slab->pfn << PAGE_SHIFT, slab->size);
	mutex_unlock(&slab->lock);
	return ret;
}
static const struct file_operations locked_fops = { .mmap = locked_mmap };

/* Nothing is left to map behind the loop. */
static int loop_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct slab *slab = file->private_data;
	unsigned long addr = vma->vm_start;
	int i, ret;

	if (vma_pages(vma) > slab->nr || vma->vm_pgoff)
		return -EINVAL;
	for (i = 0; addr < vma->vm_end; i++, addr += PAGE_SIZE) {
		ret = vm_insert_page(vma, addr, slab->pages[i]);
		if (ret)
			return ret;
	}
	return 0;
}
static const struct file_operations loop_fops = { .mmap = loop_mmap };

/* What it maps it has mapped before the test. */
static int before_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct slab *slab = file->private_data;
	int ret;

	ret = vm_iomap_memory(vma, slab->pfn << PAGE_SHIFT, slab->size);
	if (!ret)
		return 0;
	pr_debug("slab: %d\n", ret);
	return ret;
}
static const struct file_operations before_fops = { .mmap = before_mmap };

static int table_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct slab *slab = file->private_data;

	vma->vm_ops = &slab_ops;
	vm_flags_set(vma, VM_IO | VM_PFNMAP | VM_DONTEXPAND);
	if (slab->mode)
		return 0;
	vma->vm_page_prot = pgprot_noncached(vma->vm_page_prot);
	return 0;
}
static const struct file_operations table_fops = { .mmap = table_mmap };

/* Another maps for it. */
int slab_map_all(struct slab *slab, struct vm_area_struct *vma);
static int handed_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct slab *slab = file->private_data;

	if (slab_map_all(slab, vma) == 0)
		return 0;
	return vm_iomap_memory(vma, slab->pfn << PAGE_SHIFT, slab->size);
}
static const struct file_operations handed_fops = { .mmap = handed_mmap };

/* What open has put there is there. */
static int opened_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct slab *slab = file->private_data;

	if (slab == NULL)
		return 0;
	return vm_iomap_memory(vma, slab->pfn << PAGE_SHIFT, slab->size);
}
static const struct file_operations opened_fops = { .mmap = opened_mmap };

/* A stub. */
static int stub_mmap(struct file *file, struct vm_area_struct *vma)
{
	if (vma->vm_flags & VM_WRITE)
		return -EPERM;
	return 0;
}
static const struct file_operations stub_fops = { .mmap = stub_mmap };
