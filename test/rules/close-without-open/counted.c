/* release: 6.12 5.15 */
/* What close counts down in functions that it calls, of what mmap counts up. */
static void foo_drop(struct foo *foo)
{
	if (atomic_add_unless(&foo->mapped, -1, 1))
		return;
	mutex_lock(&foo->lock);
	if (atomic_dec_and_test(&foo->mapped))
		list_del_init(&foo->link);
	mutex_unlock(&foo->lock);
}
static void foo_hold(struct foo *foo)
{
	if (atomic_inc_return(&foo->mapped) == 1)
		list_add(&foo->link, &foos);
}
static void drop_close(struct vm_area_struct *vma)
/*          ^^^^^^^^^^ warning[close-without-open]: close handler drop_close() gives back what mmap takes
 * (atomic_add_unless()), but drop_ops has no open: a fork, a split or mremap() copies the VMA, and each copy gives it
 * back once more; take a reference in open
 */
{
	foo_drop(to_foo(file_inode(vma->vm_file)));
}
static const struct vm_operations_struct drop_ops = { .close = drop_close };
static int drop_mmap(struct file *file, struct vm_area_struct *vma)
{
	foo_hold(to_foo(file_inode(file)));
	vma->vm_ops = &drop_ops;
	return 0;
}
static const struct file_operations drop_fops = { .mmap = drop_mmap };

static void both_open(struct vm_area_struct *vma)
{
	foo_hold(to_foo(file_inode(vma->vm_file)));
}
static void both_close(struct vm_area_struct *vma)
{
	foo_drop(to_foo(file_inode(vma->vm_file)));
}
static const struct vm_operations_struct both_ops = { .open = both_open, .close = both_close };
static int both_mmap(struct file *file, struct vm_area_struct *vma)
{
	foo_hold(to_foo(file_inode(file)));
	vma->vm_ops = &both_ops;
	return 0;
}
static const struct file_operations both_fops = { .mmap = both_mmap };

/* The pieces are counted. */
static void bar_drop(struct bar *bar, unsigned long pages)
{
	atomic_sub(pages, &bar->mapped);
}
static void size_close(struct vm_area_struct *vma)
{
	bar_drop(to_bar(file_inode(vma->vm_file)), vma_pages(vma));
}
static const struct vm_operations_struct size_ops = { .close = size_close };
static int size_mmap(struct file *file, struct vm_area_struct *vma)
{
	atomic_add(vma_pages(vma), &to_bar(file_inode(file))->mapped);
	vma->vm_ops = &size_ops;
	return 0;
}
static const struct file_operations size_fops = { .mmap = size_mmap };
