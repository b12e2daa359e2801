/* release: 6.12 */
/* expect: none */
/* It asks. */
struct drum { struct mutex lock; atomic_t maps; void *memory; };
struct band { struct mutex lock; struct drum *drum; };
static void drum_open(struct vm_area_struct *vma)
{
	struct drum *drum = vma->vm_private_data;

	atomic_inc(&drum->maps);
}
static void drum_close(struct vm_area_struct *vma)
{
	struct drum *drum = vma->vm_private_data;

	if (atomic_dec_and_test(&drum->maps))
		drum_free(drum);
}
static const struct vm_operations_struct drum_vm_ops = { .open = drum_open, .close = drum_close };
static int drum_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct band *band = file->private_data;
	struct drum *drum;

	if (!(vma->vm_flags & VM_SHARED))
		return -EINVAL;
	mutex_lock(&band->lock);
	drum = band->drum;
	if (!drum || !atomic_inc_not_zero(&drum->maps)) {
		mutex_unlock(&band->lock);
		return -EINVAL;
	}
	mutex_unlock(&band->lock);
	vma->vm_private_data = drum;
	vma->vm_ops = &drum_vm_ops;
	return 0;
}
static const struct file_operations drum_fops = { .mmap = drum_mmap };

/* Others count it up as it is, too: who comes here has one. */
struct horn { struct kref users; };
static void horn_open(struct vm_area_struct *vma)
{
	struct horn *horn = vma->vm_private_data;

	kref_get(&horn->users);
}
static void horn_close(struct vm_area_struct *vma)
{
	struct horn *horn = vma->vm_private_data;

	kref_put(&horn->users, horn_release);
}
static const struct vm_operations_struct horn_vm_ops = { .open = horn_open, .close = horn_close };
static int horn_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct horn *horn = file->private_data;

	kref_get(&horn->users);
	vma->vm_private_data = horn;
	vma->vm_ops = &horn_vm_ops;
	return 0;
}
static const struct file_operations horn_fops = { .mmap = horn_mmap };
static struct horn *horn_share(struct horn *horn)
{
	kref_get(&horn->users);
	return horn;
}
static struct horn *horn_find(unsigned long id)
{
	struct horn *horn = idr_find(&horns, id);

	return horn && kref_get_unless_zero(&horn->users) ? horn : NULL;
}

/* By the file, which has one; who finds it by its number asks. */
struct reed { struct kref users; };
static void reed_open(struct vm_area_struct *vma)
{
	struct reed *reed = vma->vm_private_data;

	kref_get(&reed->users);
}
static void reed_close(struct vm_area_struct *vma)
{
	struct reed *reed = vma->vm_private_data;

	kref_put(&reed->users, reed_release);
}
static const struct vm_operations_struct reed_vm_ops = { .open = reed_open, .close = reed_close };
static int reed_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct reed *reed = file->private_data;

	kref_get(&reed->users);
	vma->vm_private_data = reed;
	vma->vm_ops = &reed_vm_ops;
	return 0;
}
static const struct file_operations reed_fops = { .mmap = reed_mmap };
static struct reed *reed_find(unsigned long id)
{
	struct reed *reed = idr_find(&reeds, id);

	return reed && kref_get_unless_zero(&reed->users) ? reed : NULL;
}

/* New, with one of its own. */
struct bell { atomic_t maps; };
static void bell_open(struct vm_area_struct *vma)
{
	struct bell *bell = vma->vm_private_data;

	atomic_inc(&bell->maps);
}
static void bell_close(struct vm_area_struct *vma)
{
	struct bell *bell = vma->vm_private_data;

	if (atomic_dec_and_test(&bell->maps))
		kfree(bell);
}
static const struct vm_operations_struct bell_vm_ops = { .open = bell_open, .close = bell_close };
static int bell_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct bell *bell = kzalloc(sizeof(*bell), GFP_KERNEL);

	if (!bell)
		return -ENOMEM;
	atomic_inc(&bell->maps);
	vma->vm_private_data = bell;
	vma->vm_ops = &bell_vm_ops;
	return 0;
}
static const struct file_operations bell_fops = { .mmap = bell_mmap };
static struct bell *bell_find(struct bell *bell)
{
	return atomic_inc_not_zero(&bell->maps) ? bell : NULL;
}
