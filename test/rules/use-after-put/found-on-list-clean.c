/* release: 6.12 5.15 */
/* expect: none */
/* Taken out first, by the function itself, by a callee, or by the one that found it; or handed to something unknown. */
struct berth {
	struct list_head node;
	unsigned long start;
	void *data;
};
static struct berth *pier_find(struct pier *pier, unsigned long start)
{
	struct berth *berth;

	list_for_each_entry(berth, &pier->berths, node)
		if (berth->start == start)
			return berth;
	return NULL;
}
static void pier_close(struct vm_area_struct *vma)
{
	struct pier *pier = vma->vm_file->private_data;
	struct berth *berth = pier_find(pier, vma->vm_start);

	if (!berth)
		return;
	list_del(&berth->node);
	kfree(berth);
}
static const struct vm_operations_struct pier_ops = { .close = pier_close };
static void quay_leave(struct pier *pier, struct berth *berth)
{
	spin_lock(&pier->lock);
	list_del(&berth->node);
	spin_unlock(&pier->lock);
}
static void quay_close(struct vm_area_struct *vma)
{
	struct pier *pier = vma->vm_file->private_data;
	struct berth *berth = pier_find(pier, vma->vm_start);

	if (!berth)
		return;
	quay_leave(pier, berth);
	kfree(berth);
}
static const struct vm_operations_struct quay_ops = { .close = quay_close };
static struct berth *mole_take(struct pier *pier, unsigned long start)
{
	struct berth *berth;

	list_for_each_entry(berth, &pier->berths, node)
		if (berth->start == start) {
			list_del(&berth->node);
			return berth;
		}
	return NULL;
}
static void mole_close(struct vm_area_struct *vma)
{
	struct berth *berth = mole_take(vma->vm_file->private_data, vma->vm_start);

	kfree(berth);
}
static const struct vm_operations_struct mole_ops = { .close = mole_close };
static void slip_close(struct vm_area_struct *vma)
{
	struct pier *pier = vma->vm_file->private_data;
	struct berth *berth = pier_find(pier, vma->vm_start);

	if (!berth)
		return;
	slip_forget(pier, berth);
	kfree(berth);
}
static const struct vm_operations_struct slip_ops = { .close = slip_close };
static void dock_close(struct vm_area_struct *vma)
{
	struct pier *pier = vma->vm_file->private_data;
	struct berth *berth = pier_find(pier, vma->vm_start);
	LIST_HEAD(gone);

	if (!berth)
		return;
	list_move(&berth->node, &gone);
	kfree(berth);
}
static const struct vm_operations_struct dock_ops = { .close = dock_close };
