/* release: 6.12 */
/* expect: none */
/* file: drivers/foo/foo.c */
/* Behind a call that may have written to the object, the pointer to its lock leads to the same lock. */
static vm_fault_t moved_fault(struct vm_fault *vmf, struct crate *crate)
{
	struct box *box = &crate->box;
	vm_fault_t ret = VM_FAULT_RETRY;
	int err;

	if (!dma_resv_trylock(box->base.resv))
		goto out;
	err = crate_move_home(crate);
	if (err)
		goto out_unlock;
	ret = vmf_insert_pfn_prot(vmf->vma, vmf->address, crate->pfn, box->prot);
out_unlock:
	dma_resv_unlock(box->base.resv);
out:
	return ret;
}

static vm_fault_t crate_fault(struct vm_fault *vmf)
{
	struct box *box = vmf->vma->vm_private_data;
	struct crate *crate = container_of(box, struct crate, box);
	vm_fault_t ret = moved_fault(vmf, crate);

	return ret == VM_FAULT_RETRY ? VM_FAULT_NOPAGE : ret;
}
static const struct vm_operations_struct crate_ops = { .fault = crate_fault };

/* Which file has what gives the lock back nobody asked: only what stands beside the handler is looked for. */
static vm_fault_t tidy_fault(struct vm_fault *vmf)
{
	struct shelf *shelf = vmf->vma->vm_private_data;

	shelf_balance(shelf);
	return VM_FAULT_SIGBUS;
}
static const struct vm_operations_struct tidy_ops = { .fault = tidy_fault };

/* The pointer to a lock that is held stays where it is, whoever is handed the object. */
static int reel_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct reel *reel = reel_of(file);
	int ret = -ENODEV;

	if (reel->lock && mutex_lock_interruptible(reel->lock))
		return -ERESTARTSYS;
	if (reel_is_registered(reel))
		ret = reel->ops->mmap(file, vma);
	if (reel->lock)
		mutex_unlock(reel->lock);
	return ret;
}
static const struct file_operations reel_fops = { .mmap = reel_mmap };
/* file: drivers/foo/balance.c */
void shelf_balance(struct shelf *shelf)
{
	if (shelf->few) {
		mutex_lock(&shelf->sweep_mutex);
		shelf_sweep(shelf);
	}
}
