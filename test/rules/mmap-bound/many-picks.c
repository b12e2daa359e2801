/* release: 6.12 6.3 */
/* Some bits of the offset pick one of as many as a field says, or are far more than any array has. */
struct loom {
	u32 *spools;
	int num_spools;
	struct thread threads[LOOM_THREADS];
};
static int spool_of(unsigned long offset)
{
	return offset & ((1 << 8) - 1);
}
static int loom_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct loom *loom = file->private_data;
	unsigned long spool = spool_of(vma->vm_pgoff);

	if (vma->vm_end - vma->vm_start != PAGE_SIZE)
		return -EINVAL;
	return remap_pfn_range(vma, vma->vm_start, loom->spools[spool], PAGE_SIZE, vma->vm_page_prot);
/*                                                 ^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]: spool is never
 * bounds-checked: user space reaches what lies past loom->spools; return -EINVAL where it is too large
 */
}
static const struct file_operations loom_fops = { .mmap = loom_mmap };
static int loom_thread_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct loom *loom = file->private_data;
	unsigned int thread = vma->vm_pgoff & (0xfffffffffffull >> PAGE_SHIFT);

	if (vma->vm_end - vma->vm_start != PAGE_SIZE)
		return -EINVAL;
	return remap_pfn_range(vma, vma->vm_start, loom->threads[thread].pfn, PAGE_SIZE, vma->vm_page_prot);
/*                                                 ^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]: thread is never
 * bounds-checked: user space reaches what lies past loom->threads; return -EINVAL where it is too large
 */
}
static const struct file_operations loom_thread_fops = { .mmap = loom_thread_mmap };

/* Compared, or compared by a callee. */
static int weft_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct loom *loom = file->private_data;
	unsigned long spool = spool_of(vma->vm_pgoff);

	if (vma->vm_end - vma->vm_start != PAGE_SIZE)
		return -EINVAL;
	if (spool >= loom->num_spools)
		return -EINVAL;
	return remap_pfn_range(vma, vma->vm_start, loom->spools[spool], PAGE_SIZE, vma->vm_page_prot);
}
static const struct file_operations weft_fops = { .mmap = weft_mmap };
static int warp_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct loom *loom = file->private_data;
	unsigned long spool = spool_of(vma->vm_pgoff);

	if (vma->vm_end - vma->vm_start != PAGE_SIZE)
		return -EINVAL;
	if (!loom_has_spool(loom, spool))
		return -EINVAL;
	return remap_pfn_range(vma, vma->vm_start, loom->spools[spool], PAGE_SIZE, vma->vm_page_prot);
}
static const struct file_operations warp_fops = { .mmap = warp_mmap };
/* An array whose number of elements nothing says may have one for each value. */
struct reed {
	u32 *dents;
};
static int reed_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct reed *reed = file->private_data;

	if (vma->vm_end - vma->vm_start != PAGE_SIZE)
		return -EINVAL;
	return remap_pfn_range(vma, vma->vm_start, reed->dents[vma->vm_pgoff & 15], PAGE_SIZE, vma->vm_page_prot);
}
static const struct file_operations reed_fops = { .mmap = reed_mmap };
