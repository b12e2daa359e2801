/* release: 6.12 6.1 4.19 */
/* The task waits with its signals blocked, and lets them through again on each way out. */
static void vol_block_sigs(sigset_t *old)
{
	sigset_t all;
	int err;

	sigfillset(&all);
	err = sigprocmask(SIG_BLOCK, &all, old);
	BUG_ON(err);
}

static void vol_restore(sigset_t *old)
{
	sigprocmask(SIG_SETMASK, old, NULL);
}

static vm_fault_t early_fault(struct vm_fault *vmf)
{
	sigset_t old;
	vm_fault_t ret;

	vol_block_sigs(&old);
	ret = filemap_fault(vmf);
	if (ret & VM_FAULT_ERROR)
		return ret;
/*              ^^^^^^^^^^^ warning[lock-imbalance]: fault handler early_fault() returns with signals still blocked by
 * vol_block_sigs(): from then on they do not reach the task, which may not even be killed; restore the mask on this
 * path too
 */
	vol_restore(&old);
	return ret;
}
static const struct vm_operations_struct early_ops = { .fault = early_fault };

static vm_fault_t clean_fault(struct vm_fault *vmf)
{
	sigset_t old;
	vm_fault_t ret;

	vol_block_sigs(&old);
	ret = filemap_fault(vmf);
	vol_restore(&old);
	return ret;
}
static const struct vm_operations_struct clean_ops = { .fault = clean_fault };

/* By itself. */
static vm_fault_t direct_mkwrite(struct vm_fault *vmf)
{
	struct inode *inode = file_inode(vmf->vma->vm_file);
	sigset_t mask, old;
	vm_fault_t ret = VM_FAULT_SIGBUS;

	sb_start_pagefault(inode->i_sb);
	siginitsetinv(&mask, sigmask(SIGKILL));
	sigprocmask(SIG_BLOCK, &mask, &old);
	file_update_time(vmf->vma->vm_file);
	if (vol_reserve(inode))
		goto out;
	lock_page(vmf->page);
	if (vmf->page->mapping != inode->i_mapping || page_offset(vmf->page) >= i_size_read(inode)) {
		unlock_page(vmf->page);
		ret = VM_FAULT_NOPAGE;
		goto restore;
	}
	set_page_dirty(vmf->page);
	wait_for_stable_page(vmf->page);
	ret = VM_FAULT_LOCKED;
restore:
	sigprocmask(SIG_SETMASK, &old, NULL);
out:
	sb_end_pagefault(inode->i_sb);
	return ret;
/*      ^^^^^^^^^^^ warning[lock-imbalance]: page_mkwrite handler direct_mkwrite() returns with signals still blocked
 * by sigprocmask(): from then on they do not reach the task, which may not even be killed; restore the mask on this
 * path too
 */
}
static const struct vm_operations_struct direct_ops = { .fault = clean_fault, .page_mkwrite = direct_mkwrite };

/* Exchanged as a whole. */
static int whole_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct vol *vol = file->private_data;
	sigset_t none, old;
	int err;

	sigfillset(&none);
	sigprocmask(SIG_SETMASK, &none, &old);
	err = vol_wait(vol);
	if (err)
		return err;
/*              ^^^^^^^^^^^ warning[lock-imbalance]: mmap function whole_mmap() returns with signals still blocked by
 * sigprocmask(): from then on they do not reach the task, which may not even be killed; restore the mask on this path
 * too
 */
	sigprocmask(SIG_SETMASK, &old, NULL);
	return vol_map(vol, vma);
}
static const struct file_operations whole_fops = { .mmap = whole_mmap };

static int whole_good_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct vol *vol = file->private_data;
	sigset_t none, old;
	int err;

	sigfillset(&none);
	sigprocmask(SIG_SETMASK, &none, &old);
	err = vol_wait(vol);
	sigprocmask(SIG_SETMASK, &old, NULL);
	return err ? err : vol_map(vol, vma);
}
static const struct file_operations whole_good_fops = { .mmap = whole_good_mmap };

/* The callee is to blame. */
static int vol_lock_nodes(struct vol *vol)
{
	sigset_t old;

	vol_block_sigs(&old);
	if (vol_wait(vol))
		return -EINTR;
	vol_restore(&old);
	return 0;
}

static vm_fault_t nodes_fault(struct vm_fault *vmf)
{
	struct vol *vol = vmf->vma->vm_private_data;

	if (vol_lock_nodes(vol))
		return VM_FAULT_SIGBUS;
/*              ^^^^^^^^^^^^^^^^^^^^^^^ warning[lock-imbalance]: fault handler nodes_fault() returns with signals
 * still blocked by vol_lock_nodes(): from then on they do not reach the task, which may not even be killed; restore
 * the mask on this path too
 */
	return filemap_fault(vmf);
}
static const struct vm_operations_struct nodes_ops = { .fault = nodes_fault };

/* What it cannot look into may restore the mask, and a thread that wants no signals keeps no mask of before. */
static vm_fault_t unseen_fault(struct vm_fault *vmf)
{
	struct vol *vol = vmf->vma->vm_private_data;
	sigset_t old;
	vm_fault_t ret;

	vol_block_sigs(&old);
	ret = filemap_fault(vmf);
	other_restore_sigs(vol, &old);
	return ret;
}
static const struct vm_operations_struct unseen_ops = { .fault = unseen_fault };

static vm_fault_t thread_fault(struct vm_fault *vmf)
{
	sigset_t hup;

	siginitset(&hup, sigmask(SIGHUP));
	sigprocmask(SIG_BLOCK, &hup, NULL);
	return filemap_fault(vmf);
}
static const struct vm_operations_struct thread_ops = { .fault = thread_fault };
