/* release: 6.12 6.8 */
static vm_fault_t foo_map_pages(struct vm_fault *vmf, pgoff_t start, pgoff_t end)
{
	struct foo *foo = vmf->vma->vm_private_data;

	guard(mutex)(&foo->lock);
/*	^^^^^^^^^^^^^^^^^^^^^^^^ error[sleep-in-atomic-op]: map_pages handler foo_map_pages() calls guard(mutex)(), and
 * guard(mutex) may sleep: core calls map_pages inside rcu_read_lock(); try without waiting, and leave the rest to
 * fault by returning 0
 */
	return filemap_map_pages(vmf, start, end);
}
static const struct vm_operations_struct foo_ops = { .map_pages = foo_map_pages };

static int bar_prepare(struct bar *bar)
{
	scoped_guard(rwsem_read, &bar->sem)
		return bar->ready;
}

static vm_fault_t bar_map_pages(struct vm_fault *vmf, pgoff_t start, pgoff_t end)
{
	if (!bar_prepare(vmf->vma->vm_private_data))
/*	     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[sleep-in-atomic-op]: map_pages handler bar_map_pages() calls
 * bar_prepare(), and guard(rwsem_read) may sleep: core calls map_pages inside rcu_read_lock(); try without waiting, and
 * leave the rest to fault by returning 0
 */
		return 0;
	return filemap_map_pages(vmf, start, end);
}
static const struct vm_operations_struct bar_ops = { .map_pages = bar_map_pages };

/* These spin, or give up at once. */
static vm_fault_t spin_map_pages(struct vm_fault *vmf, pgoff_t start, pgoff_t end)
{
	struct foo *foo = vmf->vma->vm_private_data;

	guard(spinlock)(&foo->spinlock);
	scoped_guard(mutex_try, &foo->lock)
		return filemap_map_pages(vmf, start, end);
	return 0;
}
static const struct vm_operations_struct spin_ops = { .map_pages = spin_map_pages };
