/* release: 6.12 6.1 */
struct well { struct kref ref; refcount_t users; atomic_t busy; struct mutex lock; struct page **pages; unsigned long pfn; long flags; void *memory; struct work_struct work; bool gone; };

/* A fault that is interrupted keeps what it took for as long as it waits. */
static vm_fault_t wait_fault(struct vm_fault *vmf)
{
	struct well *well = vmf->vma->vm_private_data;
	vm_fault_t ret;

	get_well(well);
	if (mutex_lock_interruptible(&well->lock))
		return VM_FAULT_NOPAGE;
/*              ^^^^^^^^^^^^^^^^^^^^^^^ warning[resource-leak]: wait_fault() returns here and keeps what get_well()
 * took, which it gives back on another way out (put_well()): nobody gives it back any more, and what it counts is
 * never freed; give it back before this return
 */
	ret = vmf_insert_pfn(vmf->vma, vmf->address, well->pfn + vmf->pgoff);
	mutex_unlock(&well->lock);
	put_well(well);
	return ret;
}

/* By its counter, given back by a function of the file. */
static void well_free(struct kref *ref)
{
	kfree(container_of(ref, struct well, ref));
}
static void well_drop(struct well *well)
{
	kref_put(&well->ref, well_free);
}
static vm_fault_t counter_fault(struct vm_fault *vmf)
{
	struct well *well = vmf->vma->vm_private_data;
	struct page *page;

	kref_get(&well->ref);
	page = well_page(well, vmf->pgoff);
	if (!page)
		return VM_FAULT_SIGBUS;
/*              ^^^^^^^^^^^^^^^^^^^^^^^ warning[resource-leak]: counter_fault() fails here and keeps what kref_get()
 * took, which it gives back on another way out (well_drop()): nobody gives it back any more, and what it counts is
 * never freed; give it back before this return
 */
	get_page(page);
	vmf->page = page;
	well_drop(well);
	return 0;
}

/* Only if there is one left. */
static vm_fault_t unless_fault(struct vm_fault *vmf)
{
	struct well *well = vmf->vma->vm_private_data;
	vm_fault_t ret;

	if (!kref_get_unless_zero(&well->ref))
		return VM_FAULT_SIGBUS;
	if (vmf->pgoff >= 16)
		return VM_FAULT_SIGBUS;
/*              ^^^^^^^^^^^^^^^^^^^^^^^ warning[resource-leak]: unless_fault() fails here and keeps what
 * kref_get_unless_zero() took, which it gives back on another way out (kref_put()): nobody gives it back any more,
 * and what it counts is never freed; give it back before this return
 */
	ret = vmf_insert_pfn(vmf->vma, vmf->address, well->pfn + vmf->pgoff);
	kref_put(&well->ref, well_free);
	return ret;
}

/* The get hands back the object. */
static vm_fault_t result_fault(struct vm_fault *vmf)
{
	struct well *well = well_get(vmf->vma->vm_private_data);
	vm_fault_t ret = VM_FAULT_NOPAGE;

	if (!well)
		return VM_FAULT_SIGBUS;
	if (mutex_lock_interruptible(&well->lock))
		return ret;
/*              ^^^^^^^^^^^ warning[resource-leak]: result_fault() returns here and keeps what well_get() took, which
 * it gives back on another way out (well_put()): nobody gives it back any more, and what it counts is never freed;
 * give it back before this return
 */
	ret = vmf_insert_pfn(vmf->vma, vmf->address, well->pfn + vmf->pgoff);
	mutex_unlock(&well->lock);
	well_put(well);
	return ret;
}

/* Or an errno. */
static vm_fault_t errno_fault(struct vm_fault *vmf)
{
	struct well *well = vmf->vma->vm_private_data;
	vm_fault_t ret;

	if (well_users_get(well))
		return VM_FAULT_SIGBUS;
	if (mutex_lock_interruptible(&well->lock))
		return VM_FAULT_NOPAGE;
/*              ^^^^^^^^^^^^^^^^^^^^^^^ warning[resource-leak]: errno_fault() returns here and keeps what
 * well_users_get() took, which it gives back on another way out (well_users_put()): it stays taken; give it back
 * before this return
 */
	ret = vmf_insert_pfn(vmf->vma, vmf->address, well->pfn + vmf->pgoff);
	mutex_unlock(&well->lock);
	well_users_put(well);
	return ret;
}

/* Only if it can be had. */
static vm_fault_t try_fault(struct vm_fault *vmf)
{
	struct well *well = vmf->vma->vm_private_data;
	vm_fault_t ret;

	if (!well_try_get(well))
		return VM_FAULT_SIGBUS;
	if (mutex_lock_interruptible(&well->lock))
		return VM_FAULT_NOPAGE;
/*              ^^^^^^^^^^^^^^^^^^^^^^^ warning[resource-leak]: try_fault() returns here and keeps what well_try_get()
 * took, which it gives back on another way out (well_put()): it stays taken; give it back before this return
 */
	ret = vmf_insert_pfn(vmf->vma, vmf->address, well->pfn + vmf->pgoff);
	mutex_unlock(&well->lock);
	well_put(well);
	return ret;
}
static const struct vm_operations_struct try_ops = { .fault = try_fault };
static const struct vm_operations_struct wait_ops = { .fault = wait_fault };
static const struct vm_operations_struct counter_ops = { .fault = counter_fault };
static const struct vm_operations_struct unless_ops = { .fault = unless_fault };
static const struct vm_operations_struct result_ops = { .fault = result_fault };
static const struct vm_operations_struct errno_ops = { .fault = errno_fault };

/* page_mkwrite and access; users of another counter. */
static vm_fault_t busy_mkwrite(struct vm_fault *vmf)
{
	struct well *well = vmf->vma->vm_private_data;

	atomic_inc(&well->busy);
	if (well->gone)
		return VM_FAULT_SIGBUS;
/*              ^^^^^^^^^^^^^^^^^^^^^^^ warning[resource-leak]: busy_mkwrite() fails here and keeps what atomic_inc()
 * took, which it gives back on another way out (atomic_dec()): nobody gives it back any more, and what it counts is
 * never freed; give it back before this return
 */
	lock_page(vmf->page);
	if (vmf->page->mapping != vmf->vma->vm_file->f_mapping) {
		unlock_page(vmf->page);
		atomic_dec(&well->busy);
		return VM_FAULT_NOPAGE;
	}
	atomic_dec(&well->busy);
	return VM_FAULT_LOCKED;
}
static int busy_access(struct vm_area_struct *vma, unsigned long addr, void *buf, int len, int write)
{
	struct well *well = vma->vm_private_data;
	unsigned long offset = addr - vma->vm_start;

	refcount_inc(&well->users);
	if (well->gone)
		return -EIO;
/*              ^^^^^^^^^^^^ warning[resource-leak]: busy_access() fails here and keeps what refcount_inc() took,
 * which it gives back on another way out (refcount_dec()): nobody gives it back any more, and what it counts is never
 * freed; give it back before this return
 */
	if (offset >= PAGE_SIZE)
		len = 0;
	else if (len > PAGE_SIZE - offset)
		len = PAGE_SIZE - offset;
	if (write)
		memcpy(well->memory + offset, buf, len);
	else
		memcpy(buf, well->memory + offset, len);
	refcount_dec(&well->users);
	return len;
}
static const struct vm_operations_struct busy_ops = { .page_mkwrite = busy_mkwrite, .access = busy_access };

/* A function that two handlers call, which keeps the object while mmap_lock is dropped, and never puts it. */
static vm_fault_t well_reserve(struct well *well, struct vm_fault *vmf)
{
	if (mutex_trylock(&well->lock))
		return 0;
	if (fault_flag_allow_retry_first(vmf->flags)) {
		kref_get(&well->ref);
		mmap_read_unlock(vmf->vma->vm_mm);
		well_wait();
		return VM_FAULT_RETRY;
/*              ^^^^^^^^^^^^^^^^^^^^^^ warning[resource-leak]: well_reserve() returns here and keeps what kref_get()
 * took: nobody gives it back any more, and what it counts is never freed; give it back before this return
 */
	}
	return VM_FAULT_SIGBUS;
}
static vm_fault_t shared_fault(struct vm_fault *vmf)
{
	struct well *well = vmf->vma->vm_private_data;
	vm_fault_t ret = well_reserve(well, vmf);

	if (ret)
		return ret;
	ret = vmf_insert_pfn(vmf->vma, vmf->address, well->pfn + vmf->pgoff);
	mutex_unlock(&well->lock);
	return ret;
}
static vm_fault_t other_fault(struct vm_fault *vmf)
{
	struct well *well = vmf->vma->vm_private_data;
	vm_fault_t ret = well_reserve(well, vmf);

	if (ret)
		return ret;
	ret = vmf_insert_pfn(vmf->vma, vmf->address, well->pfn);
	mutex_unlock(&well->lock);
	return ret;
}
static const struct vm_operations_struct shared_ops = { .fault = shared_fault };
static const struct vm_operations_struct other_ops = { .fault = other_fault };
