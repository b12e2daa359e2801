/* release: 6.12 5.15 */
/* What was found on a list is freed, and still on it. */
struct berth {
	struct list_head node;
	unsigned long start;
	void *data;
};
static struct berth *pier_find(struct pier *pier, unsigned long start)
{
	struct berth *berth;

	spin_lock(&pier->lock);
	list_for_each_entry(berth, &pier->berths, node) {
		if (berth->start == start) {
			spin_unlock(&pier->lock);
			return berth;
		}
	}
	spin_unlock(&pier->lock);
	return NULL;
}
static void pier_close(struct vm_area_struct *vma)
{
	struct pier *pier = vma->vm_file->private_data;
	struct berth *berth = pier_find(pier, vma->vm_start);

	if (!berth)
		return;
	kfree(berth);
/*      ^^^^^^^^^^^^ warning[use-after-put]: close handler pier_close() frees berth, which pier_find() has found on a
 * list, and leaves it there: a walk of the list finds freed memory; take it out first
 */
}
static const struct vm_operations_struct pier_ops = { .close = pier_close };
