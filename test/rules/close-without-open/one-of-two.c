/* release: 3.18 6.12 */
struct team { struct kref ref; atomic_t users; };
struct slot { struct kref ref; struct team *team; unsigned long pfn, pages; int users; };

/* Two are given back, and one of them is taken. */
static void pair_open(struct vm_area_struct *vma)
{
	struct slot *slot = vma->vm_private_data;

	kref_get(&slot->team->ref);
}
static void pair_close(struct vm_area_struct *vma)
{
	struct slot *slot = vma->vm_private_data;
	struct team *team = slot->team;

	kref_put(&slot->ref, slot_release);
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[close-without-open]: close handler pair_close() calls
 * kref_put(&slot->ref), but open handler pair_open() takes nothing for it: a fork, a split or mremap() copies the VMA
 * with its vm_private_data, and each copy drops it once more; take a reference in open
 */
	kref_put(&team->ref, team_release);
}
static const struct vm_operations_struct pair_ops = { .open = pair_open, .close = pair_close };
static int pair_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct slot *slot = file->private_data;

	kref_get(&slot->ref);
	kref_get(&slot->team->ref);
	vma->vm_ops = &pair_ops;
	vma->vm_private_data = slot;
	return 0;
}
static const struct file_operations pair_fops = { .mmap = pair_mmap };

/* By functions of its own, and in another order. */
static void own_open(struct vm_area_struct *vma)
{
	struct slot *slot = vma->vm_private_data;
	struct team *team = slot->team;

	team_get(team);
}
static void own_close(struct vm_area_struct *vma)
{
	struct slot *slot = vma->vm_private_data;
	struct team *team = slot->team;

	slot_put(slot);
/*      ^^^^^^^^^^^^^^ warning[close-without-open]: close handler own_close() calls slot_put(slot), but open handler
 * own_open() takes nothing for it: a fork, a split or mremap() copies the VMA with its vm_private_data, and each copy
 * drops it once more; take a reference in open
 */
	team_put(team);
}
static const struct vm_operations_struct own_ops = { .open = own_open, .close = own_close };
static int own_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct slot *slot = file->private_data;

	slot_get(slot);
	team_get(slot->team);
	vma->vm_ops = &own_ops;
	vma->vm_private_data = slot;
	return 0;
}
static const struct file_operations own_fops = { .mmap = own_mmap };
