/* expect: none */
/* release: 4.4 6.12 */
/* The put comes last. */
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
	int ret;

	if (!thing)
		return -EINVAL;
	outer = container_of(thing, struct outer, thing);
	if (vma->vm_end - vma->vm_start > outer->size) {
		thing_put(thing);
		return -EINVAL;
	}
	ret = remap_vmalloc_range(vma, outer->address, 0);
	thing_put(thing);
	return ret;
}
static const struct file_operations box_fops = { .mmap = box_mmap };

/* What is needed is read before. */
static void list_put(struct box *box, struct list *list)
{
	if (atomic_dec_and_test(&list->refs))
		kfree_rcu(list, rcu);
}
static int ring_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct list *list = box_find_list(file->private_data, vma->vm_pgoff);

	void *ring;

	if (IS_ERR(list))
		return PTR_ERR(list);
	ring = list->ring;
	list_put(file->private_data, list);
	return remap_vmalloc_range(vma, ring, 0);
}
static const struct file_operations ring_fops = { .mmap = ring_mmap };

/* Another reference was taken before. */
static int other_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct other *other = other_find(file->private_data, vma->vm_pgoff);

	if (!other)
		return -EINVAL;
	other_get(other);
	vma->vm_private_data = other;
	other_put(other);
	return remap_vmalloc_range(vma, other->address, 0);
}
static const struct file_operations other_fops = { .mmap = other_mmap };

/* A counter of something else says nothing of the object. */
static int counted_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct node *node = node_find(file->private_data);

	mutex_lock(&node->lock);
	if (atomic_dec_and_test(&node->nr_mapped))
		list_del_init(&node->link);
	mutex_unlock(&node->lock);
	return 0;
}
static const struct file_operations counted_fops = { .mmap = counted_mmap };

/* Something unknown may keep it as well. */
static int kept_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct thing *thing = thing_get(file->private_data, vma->vm_pgoff);

	if (!thing)
		return -EINVAL;
	thing_remember(thing);
	thing_put(thing);
	return remap_vmalloc_range(vma, thing->address, 0);
}
static const struct file_operations kept_fops = { .mmap = kept_mmap };
