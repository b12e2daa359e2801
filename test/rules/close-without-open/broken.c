/* release: 6.12 5.15 */
static void put_close(struct vm_area_struct *vma)
{
	struct foo *foo = vma->vm_private_data;

	mutex_lock(&foo->lock);
	foo->mapped = false;
	mutex_unlock(&foo->lock);
	foo_put(foo);
/*      ^^^^^^^^^^^^ warning[close-without-open]: close handler put_close() calls foo_put(foo), but put_ops has no
 * open: a fork, a split or mremap() copies the VMA with its vm_private_data, and each copy drops it once more; take a
 * reference in open
 */
}
static const struct vm_operations_struct put_ops = { .close = put_close };
static int put_mmap(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_private_data = foo_get(file->private_data);
	vma->vm_ops = &put_ops;
	return 0;
}

static void free_close(struct vm_area_struct *vma)
{
	kfree(vma->vm_private_data);
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[close-without-open]: close handler free_close() calls
 * kfree(vma->vm_private_data), but free_ops has no open: a fork, a split or mremap() copies the VMA with its
 * vm_private_data, and each copy drops it once more; set VM_DONTCOPY in mmap and refuse a split in may_split, or
 * count the copies in open
 */
}
static const struct vm_operations_struct free_ops = { .close = free_close };
static int free_mmap(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_private_data = kzalloc(16, GFP_KERNEL);
	vma->vm_ops = &free_ops;
	return 0;
}

static void count_close(struct vm_area_struct *vma)
{
	struct foo *foo = vma->vm_private_data;

	if (atomic_dec_and_test(&foo->users))
/*          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[close-without-open]: close handler count_close() calls
 * atomic_dec_and_test(&foo->users), but count_ops has no open: a fork, a split or mremap() copies the VMA with its
 * vm_private_data, and each copy drops it once more; take a reference in open
 */
		foo_stop(foo);
}
static const struct vm_operations_struct count_ops = { .close = count_close };
static int count_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;

	atomic_inc(&foo->users);
	vma->vm_private_data = foo;
	vma->vm_ops = &count_ops;
	return 0;
}

static void power_close(struct vm_area_struct *vma)
{
	struct foo *foo = vma->vm_file->private_data;

	pm_runtime_put_autosuspend(&foo->parent->dev);
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[close-without-open]: close handler power_close() calls
 * pm_runtime_put_autosuspend(&foo->parent->dev), but power_ops has no open: a fork, a split or mremap() copies the
 * VMA with its vm_private_data, and each copy drops it once more; take a reference in open
 */
}
static const struct vm_operations_struct power_ops = { .close = power_close };
static int power_mmap(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_ops = &power_ops;
	return 0;
}

/* The bounds of the object, not of the VMA. */
static void range_close(struct vm_area_struct *vma)
{
	struct foo *foo = vma->vm_private_data;

	foo_clear(foo->vm_start, foo->vm_end);
	foo_put(foo);
/*      ^^^^^^^^^^^^ warning[close-without-open]: close handler range_close() calls foo_put(foo), but range_ops has no
 * open: a fork, a split or mremap() copies the VMA with its vm_private_data, and each copy drops it once more; take a
 * reference in open
 */
}
static const struct vm_operations_struct range_ops = { .close = range_close };
static int range_mmap(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_ops = &range_ops;
	return 0;
}

/* No fork copies it, but a split does. */
static void split_close(struct vm_area_struct *vma)
{
	struct foo *foo = vma->vm_private_data;

	foo_put(foo);
/*      ^^^^^^^^^^^^ warning[close-without-open]: close handler split_close() calls foo_put(foo), but split_ops has no
 * open: a split or mremap() copies the VMA with its vm_private_data, and each copy drops it once more; take a
 * reference in open
 */
}
static const struct vm_operations_struct split_ops = { .close = split_close };
static int split_map(struct foo *foo, struct vm_area_struct *vma)
{
	vm_flags_set(vma, VM_DONTCOPY);
	return foo_start(foo);
}
static int split_mmap(struct file *file, struct vm_area_struct *vma)
{
	int ret = split_map(file->private_data, vma);

	if (ret)
		return ret;
	vma->vm_ops = &split_ops;
	return 0;
}
