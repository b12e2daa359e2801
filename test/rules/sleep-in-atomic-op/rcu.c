/* release: 6.12 6.6 */
static vm_fault_t mutex_map_pages(struct vm_fault *vmf, pgoff_t start, pgoff_t end)
{
	struct foo *foo = vmf->vma->vm_private_data;

	mutex_lock(&foo->lock);
/*	^^^^^^^^^^^^^^^^^^^^^^ error[sleep-in-atomic-op]: map_pages handler mutex_map_pages() calls
 * mutex_lock(), and mutex_lock() may sleep: core calls map_pages inside rcu_read_lock(); try without waiting,
 * and leave the rest to fault by returning 0 */
	mutex_unlock(&foo->lock);
	return filemap_map_pages(vmf, start, end);
}
static const struct vm_operations_struct mutex_ops = { .map_pages = mutex_map_pages };

/* Only on one branch, and through two callees. */
static int deepest(struct foo *foo)
{
	return wait_event_interruptible(foo->wait, foo->ready);
}
static int deep(struct foo *foo)
{
	return deepest(foo);
}
static vm_fault_t deep_map_pages(struct vm_fault *vmf, pgoff_t start, pgoff_t end)
{
	struct foo *foo = vmf->vma->vm_private_data;

	if (!foo->ready && deep(foo))
/*			   ^^^^^^^^^ error[sleep-in-atomic-op]: map_pages handler deep_map_pages() calls deep(),
 * and wait_event_interruptible() may sleep: core calls map_pages inside rcu_read_lock(); try without waiting,
 * and leave the rest to fault by returning 0 */
		return 0;
	return filemap_map_pages(vmf, start, end);
}
static const struct vm_operations_struct deep_ops = { .map_pages = deep_map_pages };

static vm_fault_t gfp_map_pages(struct vm_fault *vmf, pgoff_t start, pgoff_t end)
{
	void *buffer = kmalloc(64, GFP_KERNEL);
/*		       ^^^^^^^^^^^^^^^^^^^^^^^ error[sleep-in-atomic-op]: map_pages handler gfp_map_pages()
 * calls kmalloc(), and kmalloc() may sleep with GFP_KERNEL: core calls map_pages inside rcu_read_lock(); try
 * without waiting, and leave the rest to fault by returning 0 */

	kfree(buffer);
	return filemap_map_pages(vmf, start, end);
}
static const struct vm_operations_struct gfp_ops = { .map_pages = gfp_map_pages };
