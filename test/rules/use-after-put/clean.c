/* expect: none */
/* release: 4.4 6.12 */
static void seg_free(struct kref *ref)
{
	kfree(container_of(ref, struct seg, ref));
}
static void seg_open(struct vm_area_struct *vma)
{
	struct seg *seg = vma->vm_private_data;

	kref_get(&seg->ref);
}
/* What is needed is read before. */
static void seg_close(struct vm_area_struct *vma)
{
	struct seg *seg = vma->vm_private_data;
	struct segdev *dev = seg->dev;

	mutex_lock(&dev->lock);
	kref_put(&seg->ref, seg_free);
	mutex_unlock(&dev->lock);
}
static const struct vm_operations_struct seg_ops = { .open = seg_open, .close = seg_close };

/* The VMA keeps its reference while fault runs. */
static vm_fault_t hold_fault(struct seg *seg)
{
	kref_get(&seg->ref);
	wait_for_completion(&seg->ready);
	kref_put(&seg->ref, seg_free);
	return seg->failed ? VM_FAULT_SIGBUS : VM_FAULT_NOPAGE;
}
/* The caller holds the object that it hands over. */
static int obj_mmap(struct drm_gem_object *obj, struct vm_area_struct *vma)
{
	drm_gem_object_put(obj);
	vma->vm_private_data = NULL;
	return dma_buf_mmap(obj->dma_buf, vma, 0);
}
static const struct drm_gem_object_funcs obj_funcs = { .mmap = obj_mmap };

/* Each turn frees the head, and list_del() makes another one of it. */
static void list_close(struct vm_area_struct *vma)
{
	struct set *set = vma->vm_private_data;
	struct entry *entry;

	while (!list_empty(&set->head)) {
		entry = list_first_entry(&set->head, struct entry, node);
		list_del(&entry->node);
		kfree(entry);
	}
	kfree(set);
}
static const struct vm_operations_struct list_ops = { .open = seg_open, .close = list_close };

/* A message for those who debug this file alone is not compiled. */
static void told_close(struct vm_area_struct *vma)
{
	struct seg *seg = vma->vm_private_data;

	kref_put(&seg->ref, seg_free);
	pr_devel("segment %d is closed\n", seg->id);
	dev_vdbg(segments, "segment %d is closed\n", seg->id);
}
static const struct vm_operations_struct told_ops = { .open = seg_open, .close = told_close };
