/* release: 6.12 5.15 */
/* An open that takes nothing is none. */
static void empty_open(struct vm_area_struct *vma)
{
	pr_debug("open of %p\n", vma);
}
static void put_close(struct vm_area_struct *vma)
{
	foo_put(vma->vm_private_data);
/*	^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[close-without-open]: close handler put_close() calls
 * foo_put(vma->vm_private_data), but open handler empty_open() takes nothing for it: a fork, a split or mremap() copies the
 * VMA with its vm_private_data, and each copy drops it once more; take a reference in open
 * note: empty_open() takes nothing @ empty_open
 */
}
static const struct vm_operations_struct empty_ops = { .open = empty_open, .close = put_close };
static int empty_mmap(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_private_data = foo_get(file->private_data);
	vma->vm_ops = &empty_ops;
	return 0;
}

/* It counts one thing up, and close another thing down. */
static void one_open(struct vm_area_struct *vma)
{
	struct foo *foo = vma->vm_private_data;

	spin_lock(&foo->lock);
	foo->open++;
	spin_unlock(&foo->lock);
}
static void two_close(struct vm_area_struct *vma)
{
	struct foo *foo = vma->vm_private_data;

	foo->open--;
	atomic_dec(&foo->mapped);
/*	^^^^^^^^^^^^^^^^^^^^^^^^ warning[close-without-open]: close handler two_close() calls atomic_dec(&foo->mapped), but
 * open handler one_open() takes nothing for it: a fork, a split or mremap() copies the VMA with its vm_private_data,
 * and each copy drops it once more; take a reference in open */
}
static const struct vm_operations_struct one_ops = { .open = one_open, .close = two_close };
static int one_mmap(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_ops = &one_ops;
	return 0;
}

/* With the same counter it balances. */
static void both_open(struct vm_area_struct *vma)
{
	struct foo *foo = vma->vm_private_data;

	foo->open++;
	atomic_inc(&foo->mapped);
}
static const struct vm_operations_struct both_ops = { .open = both_open, .close = two_close };
static int both_mmap(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_ops = &both_ops;
	return 0;
}

/* Who knows what a function does, or a pointer that is cleared. */
static void call_open(struct vm_area_struct *vma)
{
	foo_opened(vma->vm_private_data);
}
static const struct vm_operations_struct call_ops = { .open = call_open, .close = put_close };
static void clear_open(struct vm_area_struct *vma)
{
	vma->vm_private_data = NULL;
}
static const struct vm_operations_struct clear_ops = { .open = clear_open, .close = put_close };
static int call_mmap(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_ops = &call_ops;
	return 0;
}
static int clear_mmap(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_ops = &clear_ops;
	return 0;
}

/* Only the last of those that open counts gives the other count back. */
static void last_open(struct vm_area_struct *vma)
{
	struct foo *foo = vma->vm_private_data;

	atomic_inc(&foo->mapped);
}
static void last_close(struct vm_area_struct *vma)
{
	struct foo *foo = vma->vm_private_data;

	if (!atomic_dec_and_mutex_lock(&foo->mapped, &foo->lock))
		return;
	atomic_dec(&foo->users);
	mutex_unlock(&foo->lock);
}
static const struct vm_operations_struct last_ops = { .open = last_open, .close = last_close };
static int last_mmap(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_private_data = file->private_data;
	vma->vm_ops = &last_ops;
	last_open(vma);
	return 0;
}
