/* release: 6.1 5.15 */
static vm_fault_t mutex_map_pages(struct vm_fault *vmf, pgoff_t start, pgoff_t end)
{
	struct foo *foo = vmf->vma->vm_private_data;

	mutex_lock(&foo->lock);
/*	^^^^^^^^^^^^^^^^^^^^^^ warning[sleep-in-atomic-op]: map_pages handler mutex_map_pages() calls mutex_lock(), and mutex_lock() may sleep: the locking document says that map_pages must not block, and core calls it inside rcu_read_lock() since 6.4; try without waiting, and leave the rest to fault by returning 0 */
	mutex_unlock(&foo->lock);
	return filemap_map_pages(vmf, start, end);
}
static const struct vm_operations_struct mutex_ops = { .map_pages = mutex_map_pages };
