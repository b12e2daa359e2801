/* release: 6.12 6.8 */
/* The VMA's own address space, directly, through a local, for reading and writing. */
static vm_fault_t direct_fault(struct vm_fault *vmf)
{
	mmap_read_lock(vmf->vma->vm_mm);
/*	^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[mmap-lock-in-handler]: fault handler direct_fault()
 * takes mmap_lock with mmap_read_lock() of vmf->vma->vm_mm, but core holds it or the lock of the VMA already:
 * it deadlocks with itself, or with the next writer; rely on the lock that is held, or leave the work to
 * another context */
	mmap_read_unlock(vmf->vma->vm_mm);
	return VM_FAULT_NOPAGE;
}
static const struct vm_operations_struct direct_ops = { .fault = direct_fault };

static vm_fault_t local_mkwrite(struct vm_fault *vmf)
{
	struct vm_area_struct *vma = vmf->vma;
	struct mm_struct *mm = vma->vm_mm;

	if (mmap_write_lock_killable(mm))
/*	    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[mmap-lock-in-handler]: page_mkwrite handler
 * local_mkwrite() takes mmap_lock with mmap_write_lock_killable() of mm, but core holds it or the lock of the
 * VMA already: it deadlocks with itself, or with the next writer; rely on the lock that is held, or leave the
 * work to another context */
		return VM_FAULT_SIGBUS;
	foo_account(mm);
	mmap_write_unlock(mm);
	lock_page(vmf->page);
	return VM_FAULT_LOCKED;
}
static const struct vm_operations_struct local_ops = { .page_mkwrite = local_mkwrite };

static void task_open(struct vm_area_struct *vma)
{
	struct foo *foo = vma->vm_private_data;

	down_write(&current->mm->mmap_lock);
/*	^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[mmap-lock-in-handler]: open handler task_open()
 * takes mmap_lock with down_write() of &current->mm->mmap_lock, but core holds it already: it deadlocks with
 * itself, or with the next writer; rely on the lock that is held, or leave the work to another context */
	foo->count++;
	up_write(&current->mm->mmap_lock);
}
static const struct vm_operations_struct task_ops = { .open = task_open };

/* A branch alone. */
static vm_fault_t branch_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;

	if (foo->remap) {
		mmap_write_lock(vmf->vma->vm_mm);
/*		^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[mmap-lock-in-handler]: fault handler branch_fault()
 * takes mmap_lock with mmap_write_lock() of vmf->vma->vm_mm, but core holds it or the lock of the VMA
 * already: it deadlocks with itself, or with the next writer; rely on the lock that is held, or leave the
 * work to another context */
		foo_remap(foo);
		mmap_write_unlock(vmf->vma->vm_mm);
	}
	return vmf_insert_pfn(vmf->vma, vmf->address, foo->pfn);
}
static const struct vm_operations_struct branch_ops = { .fault = branch_fault };

/* The lock is taken inside a library function. */
static int inside_access(struct vm_area_struct *vma, unsigned long addr, void *buf, int len, int write)
{
	mmap_read_lock(vma->vm_mm);
/*	^^^^^^^^^^^^^^^^^^^^^^^^^^ error[mmap-lock-in-handler]: access handler inside_access() takes
 * mmap_lock with mmap_read_lock() of vma->vm_mm, but core holds it already: it deadlocks with itself, or with
 * the next writer; rely on the lock that is held, or leave the work to another context */
	mmap_read_unlock(vma->vm_mm);
	return len;
}
static vm_fault_t inside_fault(struct vm_fault *vmf)
{
	struct page *page;

	if (get_user_pages_fast(vmf->address & PAGE_MASK, 1, 0, &page) != 1)
/*	    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[mmap-lock-in-handler]:
 * fault handler inside_fault() takes mmap_lock with get_user_pages_fast(), but core holds it or the lock of
 * the VMA already: it deadlocks with itself, or with the next writer; rely on the lock that is held, or leave
 * the work to another context */
		return VM_FAULT_SIGBUS;
	vmf->page = page;
	return 0;
}
static const struct vm_operations_struct inside_ops = { .fault = inside_fault, .access = inside_access };
