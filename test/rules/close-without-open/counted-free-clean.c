/* expect: none */
/* release: 4.4 6.12 */
/* The last user frees the record. */
static void entry_open(struct vm_area_struct *vma)
{
	struct entry *entry = vma->vm_private_data;

	refcount_inc(&entry->users);
}
static void entry_close(struct vm_area_struct *vma)
{
	struct list *list = vma->vm_file->private_data;
	struct entry *entry = vma->vm_private_data;

	if (!refcount_dec_and_test(&entry->users))
		return;
	mutex_lock(&list->lock);
	list_del(&entry->node);
	mutex_unlock(&list->lock);
	vma->vm_private_data = NULL;
	kfree(entry);
}
static const struct vm_operations_struct entry_ops = { .open = entry_open, .close = entry_close };

/* Counted by hand, and looked at by the callee that frees. */
static void slot_free(struct slot *slot)
{
	if (--slot->users > 0)
		return;
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
}
static const struct vm_operations_struct slot_ops = { .open = slot_open, .close = slot_close };

/* A function that is not seen counts down. */
static void far_open(struct vm_area_struct *vma)
{
	struct slot *slot = vma->vm_private_data;

	atomic_inc(&slot->mappings);
}
static void far_close(struct vm_area_struct *vma)
{
	struct slot *slot = vma->vm_private_data;

	if (far_unmapped(slot))
		kfree(slot);
}
static const struct vm_operations_struct far_ops = { .open = far_open, .close = far_close };

/* The callee that frees looks at the count. */
static void held_free(struct slot *slot)
{
	if (atomic_read(&slot->mappings) > 1)
		return;
	kfree(slot);
}
static void held_close(struct vm_area_struct *vma)
{
	held_free(vma->vm_private_data);
}
static const struct vm_operations_struct held_ops = { .open = far_open, .close = held_close };

/* The copy has a record of its own. */
static void own_open(struct vm_area_struct *vma)
{
	struct slot *slot = vma->vm_private_data;

	atomic_inc(&slot->copies);
	vma->vm_private_data = kmemdup(slot, sizeof(*slot), GFP_KERNEL);
}
static void own_close(struct vm_area_struct *vma)
{
	kfree(vma->vm_private_data);
}
static const struct vm_operations_struct own_ops = { .open = own_open, .close = own_close };
