/* release: 4.4 6.12 */
/* What was found under its own lock goes with the reference that was taken there. */
static struct thing *thing_get(struct box *box, unsigned long offset)
{
	struct thing *thing;

	xa_lock(&box->things);
	thing = xa_load(&box->things, offset);
	if (thing && !kref_get_unless_zero(&thing->ref))
		thing = NULL;
	xa_unlock(&box->things);
	return thing;
}
static void thing_put(struct thing *thing)
{
	kref_put(&thing->ref, thing_free);
}
static int box_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct thing *thing = thing_get(file->private_data, vma->vm_pgoff);
	struct outer *outer;

	if (!thing)
		return -EINVAL;
	outer = container_of(thing, struct outer, thing);
	if (vma->vm_end - vma->vm_start > outer->size) {
		thing_put(thing);
		return -EINVAL;
	}
	thing_put(thing);
	return remap_vmalloc_range(vma, outer->address, 0);
/*                                      ^^^^^^^^^^^^^^ warning[use-after-put]: box_mmap() uses outer->address after
 * thing_put() may have dropped its last reference: the memory may belong to another user; read what is
 * needed first, and make the put the last step
 */
}
static const struct file_operations box_fops = { .mmap = box_mmap };

/* A counter of references by its name. */
static void list_put(struct box *box, struct list *list)
{
	if (atomic_dec_and_test(&list->refs))
		kfree_rcu(list, rcu);
}
static int ring_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct list *list = box_find_list(file->private_data, vma->vm_pgoff);

	if (IS_ERR(list))
		return PTR_ERR(list);
	list_put(file->private_data, list);
	return remap_vmalloc_range(vma, list->ring, 0);
/*                                      ^^^^^^^^^^ warning[use-after-put]: ring_mmap() uses list->ring after
 * list_put() may have dropped its last reference: the memory may belong to another user; read what is
 * needed first, and make the put the last step
 */
}
static const struct file_operations ring_fops = { .mmap = ring_mmap };

/* By the name of a function out of sight. */
static int other_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct other *other = other_find(file->private_data, vma->vm_pgoff);

	if (!other)
		return -EINVAL;
	other_put(other);
	return remap_vmalloc_range(vma, other->address, 0);
/*                                      ^^^^^^^^^^^^^^ warning[use-after-put]: other_mmap() uses other->address after
 * other_put() may have dropped its last reference: the memory may belong to another user; read what is
 * needed first, and make the put the last step
 */
}
static const struct file_operations other_fops = { .mmap = other_mmap };
