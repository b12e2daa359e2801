/* release: 6.12 */
/* The record is counted for each copy, and what it stands for was counted once. */
static void window_open(struct vm_area_struct *vma)
/*          ^^^^^^^^^^^ warning[close-without-open]: open handler window_open() takes nothing for what close handler
 * window_close() gives back (boards[minor].maps--): core calls open for a copy of the VMA, which a fork, a split or
 * mremap() makes, and close for each; take a reference in open, or give it back with the last copy alone, which
 * refcount_dec_and_test() tells
 */
{
	struct window *window = vma->vm_private_data;

	refcount_inc(&window->copies);
}

static void window_close(struct vm_area_struct *vma)
{
	struct window *window = vma->vm_private_data;
	unsigned int minor = window->minor;

	mutex_lock(&boards[minor].lock);
	boards[minor].maps--;
	mutex_unlock(&boards[minor].lock);
	if (refcount_dec_and_test(&window->copies))
		kfree(window);
}
static const struct vm_operations_struct window_ops = { .open = window_open, .close = window_close };

static int window_mmap(struct file *file, struct vm_area_struct *vma)
{
	unsigned int minor = iminor(file_inode(file));
	struct window *window;

	window = kzalloc(sizeof(*window), GFP_KERNEL);
	if (!window)
		return -ENOMEM;
	refcount_set(&window->copies, 1);
	window->minor = minor;
	vma->vm_ops = &window_ops;
	vma->vm_private_data = window;
	mutex_lock(&boards[minor].lock);
	boards[minor].maps++;
	mutex_unlock(&boards[minor].lock);
	return 0;
}
static const struct file_operations window_fops = { .mmap = window_mmap };
