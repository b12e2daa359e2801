/* release: 6.12 5.15 */
/* open counts up one thing, and close counts down another. */
struct foo {
	spinlock_t lock;
	int mapped;
	int queued;
	atomic_t users;
	atomic_t faults;
};

static void foo_count_down(struct foo *foo, int *count)
{
	spin_lock(&foo->lock);
	--*count;
	if (foo->mapped == 0 && foo->queued == 0) {
		spin_unlock(&foo->lock);
		kfree(foo);
		return;
	}
	spin_unlock(&foo->lock);
}
static void arg_open(struct vm_area_struct *vma)
/*          ^^^^^^^^ warning[close-without-open]: open handler arg_open() takes nothing for what close handler
 * arg_close() gives back (mapped--): core calls open for a copy of the VMA, which a fork, a split or mremap() makes,
 * and close for each; take a reference in open
 */
{
	struct foo *foo = vma->vm_private_data;

	spin_lock(&foo->lock);
	++foo->queued;
	spin_unlock(&foo->lock);
}
static void arg_close(struct vm_area_struct *vma)
{
	struct foo *foo = vma->vm_private_data;

	foo_count_down(foo, &foo->mapped);
}
static const struct vm_operations_struct arg_ops = { .open = arg_open, .close = arg_close };
static int arg_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = kzalloc(sizeof(*foo), GFP_KERNEL);

	if (!foo)
		return -ENOMEM;
	foo->mapped = 1;
	vma->vm_private_data = foo;
	vma->vm_ops = &arg_ops;
	return 0;
}
static const struct file_operations arg_fops = { .mmap = arg_mmap };

/* Two levels, and the pair of an atomic one. */
static void put_count(atomic_t *count)
{
	atomic_dec(count);
}
static void foo_drop(struct foo *foo)
{
	put_count(&foo->users);
}
static void deep_open(struct vm_area_struct *vma)
/*          ^^^^^^^^^ warning[close-without-open]: open handler deep_open() takes nothing for what close handler
 * deep_close() gives back (atomic_dec()): core calls open for a copy of the VMA, which a fork, a split or mremap()
 * makes, and close for each; take a reference in open
 */
{
	struct foo *foo = vma->vm_private_data;

	atomic_inc(&foo->faults);
}
static void deep_close(struct vm_area_struct *vma)
{
	foo_drop(vma->vm_private_data);
}
static const struct vm_operations_struct deep_ops = { .open = deep_open, .close = deep_close };
static int deep_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;

	atomic_inc(&foo->users);
	vma->vm_private_data = foo;
	vma->vm_ops = &deep_ops;
	return 0;
}
static const struct file_operations deep_fops = { .mmap = deep_mmap };

/* By a local pointer. */
static void local_open(struct vm_area_struct *vma)
/*          ^^^^^^^^^^ warning[close-without-open]: open handler local_open() takes nothing for what close handler
 * local_close() gives back (*count--): core calls open for a copy of the VMA, which a fork, a split or mremap()
 * makes, and close for each; take a reference in open
 */
{
	struct foo *foo = vma->vm_private_data;
	int *count = &foo->queued;

	(*count)++;
}
static void local_close(struct vm_area_struct *vma)
{
	struct foo *foo = vma->vm_private_data;
	int *count = &foo->mapped;

	*count -= 1;
}
static const struct vm_operations_struct local_ops = { .open = local_open, .close = local_close };
static int local_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;

	foo->mapped++;
	vma->vm_private_data = foo;
	vma->vm_ops = &local_ops;
	return 0;
}
static const struct file_operations local_fops = { .mmap = local_mmap };

/* Plainly. */
static void plain_open(struct vm_area_struct *vma)
{
	struct foo *foo = vma->vm_private_data;

	foo->queued++;
}
static void plain_close(struct vm_area_struct *vma)
{
	struct foo *foo = vma->vm_private_data;

	foo->mapped--;
/*      ^^^^^^^^^^^^^ warning[close-without-open]: close handler plain_close() counts foo->mapped down, but open
 * handler plain_open() takes nothing for it: a fork, a split or mremap() copies the VMA with its vm_private_data, and
 * each copy drops it once more; take a reference in open
 */
}
static const struct vm_operations_struct plain_ops = { .open = plain_open, .close = plain_close };
static int plain_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;

	foo->mapped++;
	vma->vm_private_data = foo;
	vma->vm_ops = &plain_ops;
	return 0;
}
static const struct file_operations plain_fops = { .mmap = plain_mmap };
