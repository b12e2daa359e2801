/* release: 6.12 3.10 */
/* expect: none */
/* All memory on purpose: whoever opens the file has to be allowed to. */
static int all_open(struct inode *inode, struct file *file)
{
	return capable(CAP_SYS_RAWIO) ? 0 : -EPERM;
}
static int all_mmap(struct file *file, struct vm_area_struct *vma)
{
	return remap_pfn_range(vma, vma->vm_start, vma->vm_pgoff, vma->vm_end - vma->vm_start, vma->vm_page_prot);
}
static const struct file_operations all_fops = { .open = all_open, .mmap = all_mmap };
