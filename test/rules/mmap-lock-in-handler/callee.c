/* A callee, its address space an argument. */
/* file: drivers/foo/foo.c */
static void take(struct mm_struct *mm)
{
	mmap_read_lock(mm);
/*	^^^^^^^^^^^^^^^^^^ error[mmap-lock-in-handler]: fault handler callee_fault() takes mmap_lock
 * with mmap_read_lock() of mm, but core holds it or the lock of the VMA already: it deadlocks with itself, or
 * with the next writer; rely on the lock that is held, or leave the work to another context */
	foo_walk(mm);
	mmap_read_unlock(mm);
}

static vm_fault_t callee_fault(struct vm_fault *vmf)
{
	take(vmf->vma->vm_mm);
	return vmf_insert_pfn(vmf->vma, vmf->address, 1);
}
static const struct vm_operations_struct callee_ops = { .fault = callee_fault };

static vm_fault_t far_fault(struct vm_fault *vmf)
{
	foo_walk_all(vmf->vma);
	return vmf_insert_pfn(vmf->vma, vmf->address, 1);
}
static const struct vm_operations_struct far_ops = { .fault = far_fault };

static vm_fault_t other_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;

	take(foo->mm);
	return vmf_insert_pfn(vmf->vma, vmf->address, 1);
}
static const struct vm_operations_struct other_ops = { .fault = other_fault };
/* file: drivers/foo/walk.c */
void foo_walk_all(struct vm_area_struct *vma)
{
	mmap_read_lock(vma->vm_mm);
/*	^^^^^^^^^^^^^^^^^^^^^^^^^^ error[mmap-lock-in-handler]: fault handler far_fault() takes
 * mmap_lock with mmap_read_lock() of vma->vm_mm, but core holds it or the lock of the VMA already: it
 * deadlocks with itself, or with the next writer; rely on the lock that is held, or leave the work to another
 * context */
	foo_count(vma);
	mmap_read_unlock(vma->vm_mm);
}
