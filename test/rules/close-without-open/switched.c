/* release: 6.12 */
/* What mmap switches on the close of each copy switches off. */
static void foo_close(struct vm_area_struct *vma)
{
	struct foo *foo = vma->vm_file->private_data;

	atomic_set(&foo->is_ready, 0);
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[close-without-open]: close handler foo_close() clears is_ready, which
 * mmap sets, but foo_ops has no open: a fork, a split or mremap() copies the VMA, and the first that goes clears it
 * while the others are still mapped; count the mappings in open, and clear it with the last
 */
}
static const struct vm_operations_struct foo_ops = { .close = foo_close };
static int foo_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;

	if (vm_insert_page(vma, vma->vm_start, foo->page))
		return -EAGAIN;
	vma->vm_ops = &foo_ops;
	atomic_set(&foo->is_ready, 1);
	return 0;
}
static const struct file_operations foo_fops = { .mmap = foo_mmap };

static void bit_close(struct vm_area_struct *vma)
{
	struct foo *foo = vma->vm_private_data;

	mutex_lock(&foo->lock);
	clear_bit(FOO_MAPPED, &foo->flags);
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[close-without-open]: close handler bit_close() clears flags
 * (FOO_MAPPED), which mmap sets, but bit_ops has no open: a fork, a split or mremap() copies the VMA, and the first
 * that goes clears it while the others are still mapped; count the mappings in open, and clear it with the last
 */
	mutex_unlock(&foo->lock);
}
static const struct vm_operations_struct bit_ops = { .close = bit_close };
static int bit_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;

	if (vm_insert_page(vma, vma->vm_start, foo->page))
		return -EAGAIN;
	if (test_and_set_bit(FOO_BUSY, &foo->flags))
		return -EBUSY;
	set_bit(FOO_MAPPED, &foo->flags);
	vma->vm_ops = &bit_ops;
	vma->vm_private_data = foo;
	return 0;
}
static const struct file_operations bit_fops = { .mmap = bit_mmap };

/* The last one clears it. */
static void last_close(struct vm_area_struct *vma)
{
	struct foo *foo = vma->vm_private_data;

	if (!atomic_dec_and_test(&foo->maps))
		return;
	foo->mapped = false;
}
static void last_open(struct vm_area_struct *vma)
{
	struct foo *foo = vma->vm_private_data;

	atomic_inc(&foo->maps);
}
static const struct vm_operations_struct last_ops = { .open = last_open, .close = last_close };
static int last_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;

	if (vm_insert_page(vma, vma->vm_start, foo->page))
		return -EAGAIN;
	foo->mapped = true;
	vma->vm_ops = &last_ops;
	vma->vm_private_data = foo;
	last_open(vma);
	return 0;
}
static const struct file_operations last_fops = { .mmap = last_mmap };

/* Another flag; and a close that asks who goes. */
static void other_close(struct vm_area_struct *vma)
{
	struct foo *foo = vma->vm_private_data;

	foo->dirty = false;
	if (vma == foo->first)
		foo->mapped = false;
}
static const struct vm_operations_struct other_ops = { .close = other_close };
static int other_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;

	if (vm_insert_page(vma, vma->vm_start, foo->page))
		return -EAGAIN;
	foo->mapped = true;
	vma->vm_ops = &other_ops;
	vma->vm_private_data = foo;
	return 0;
}
static const struct file_operations other_fops = { .mmap = other_mmap };
