/* release: 6.12 */
/* What a helper does under the lock of its caller is said where it is called. */
static int map_buffer(struct client *client, struct vm_area_struct *vma)
{
	return vm_map_pages_zero(vma, client->pages, client->count);
}
static int helped_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct client *client = file->private_data;
	int ret;

	spin_lock_irq(&client->lock);
	ret = map_buffer(client, vma);
/*            ^^^^^^^^^^^^^^^^^^^^^^^ error[sleep-under-spinlock]: helped_mmap() calls map_buffer() while
 * &client->lock is held, and vm_map_pages_zero() may sleep: the CPU may schedule away with the lock held; end the
 * atomic section before the call
 */
	spin_unlock_irq(&client->lock);
	return ret;
}
static const struct file_operations helped_fops = { .mmap = helped_mmap };

/* Clean: it is called with the lock released. */
static int clean_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct client *client = file->private_data;

	spin_lock_irq(&client->lock);
	client->mapped = true;
	spin_unlock_irq(&client->lock);
	return map_buffer(client, vma);
}
static const struct file_operations clean_fops = { .mmap = clean_mmap };
