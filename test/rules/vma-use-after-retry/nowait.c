/* release: 6.12 */
/* With FAULT_FLAG_RETRY_NOWAIT filemap_fault() keeps mmap_lock, also where the flag was set a call above. */
struct box_inode { seqlock_t lock; };

static vm_fault_t kept_low(struct vm_area_struct *vma, struct vm_fault *vmf)
{
	struct box_inode *box = file_inode(vma->vm_file)->i_private;
	unsigned int seq;
	vm_fault_t ret;

	do {
		seq = read_seqbegin(&box->lock);
		ret = filemap_fault(vmf);
	} while (read_seqretry(&box->lock, seq) && (ret & VM_FAULT_SIGBUS));
	return ret;
}
static vm_fault_t kept_fault(struct vm_fault *vmf)
{
	bool has = vmf->flags & FAULT_FLAG_RETRY_NOWAIT;
	vm_fault_t ret;

	vmf->flags |= FAULT_FLAG_ALLOW_RETRY | FAULT_FLAG_RETRY_NOWAIT;
	box_account(vmf->vma->vm_file);
	ret = kept_low(vmf->vma, vmf);
	if (!has)
		vmf->flags &= ~FAULT_FLAG_RETRY_NOWAIT;
	return ret;
}
static const struct vm_operations_struct kept_ops = { .fault = kept_fault };

static vm_fault_t gone_low(struct vm_area_struct *vma, struct vm_fault *vmf)
{
	struct box_inode *box = file_inode(vma->vm_file)->i_private;
	unsigned int seq;
	vm_fault_t ret;

	do {
		seq = read_seqbegin(&box->lock);
		ret = filemap_fault(vmf);
	} while (read_seqretry(&box->lock, seq) && (ret & VM_FAULT_SIGBUS));
/*                              ^^^^^^^^^ warning[vma-use-after-retry]: fault handler gone_fault() uses box->lock after
 * filemap_fault() may have released mmap_lock: another thread may unmap meanwhile, and only the file of the VMA holds a
 * reference to it; take a reference with get_file() before the call, or return at once on VM_FAULT_RETRY
 */
	return ret;
}
static vm_fault_t gone_fault(struct vm_fault *vmf)
{
	vmf->flags |= FAULT_FLAG_ALLOW_RETRY;
	box_account(vmf->vma->vm_file);
	return gone_low(vmf->vma, vmf);
}
static const struct vm_operations_struct gone_ops = { .fault = gone_fault };
