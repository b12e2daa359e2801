/* release: 4.4 6.12 */
/* open counts the users of the record, and close frees it all the same. */
static void entry_open(struct vm_area_struct *vma)
{
	struct entry *entry = vma->vm_private_data;

	refcount_inc(&entry->users);
}
static void entry_close(struct vm_area_struct *vma)
{
	struct list *list = vma->vm_file->private_data;
	struct entry *entry = vma->vm_private_data;

	mutex_lock(&list->lock);
	list_del(&entry->node);
	mutex_unlock(&list->lock);
	vma->vm_private_data = NULL;
	kfree(entry);
/*      ^^^^^^^^^^^^ warning[close-without-open]: close handler entry_close() frees what vm_private_data holds
 * (kfree()), whatever open handler entry_open() has counted in users: a fork, a split or mremap() copies the VMA with
 * its vm_private_data, and the first that goes takes it from the others; count users down, and free it only when that
 * comes to 0
 */
}
static const struct vm_operations_struct entry_ops = { .open = entry_open, .close = entry_close };

/* Counted by hand, and freed by a callee. */
static void slot_free(struct slot *slot)
{
	kvfree(slot->pages);
	kfree(slot);
}
static void slot_open(struct vm_area_struct *vma)
{
	struct slot *slot = vma->vm_private_data;

	slot->users++;
}
static void slot_close(struct vm_area_struct *vma)
{
	slot_free(vma->vm_private_data);
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[close-without-open]: close handler slot_close() frees what
 * vm_private_data holds (slot_free()), whatever open handler slot_open() has counted in users: a fork, a split or
 * mremap() copies the VMA with its vm_private_data, and the first that goes takes it from the others; count users
 * down, and free it only when that comes to 0
 */
}
static const struct vm_operations_struct slot_ops = { .open = slot_open, .close = slot_close };
