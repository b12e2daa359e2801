/* release: 6.12 5.15 */
/* open cannot refuse a copy: what failed for it the other handlers have to see. */
static int foo_add(struct foo *foo, struct mm_struct *mm)
{
	struct foo_mm *new = kzalloc(sizeof(*new), GFP_KERNEL);

	if (!new)
		return -ENOMEM;
	new->mm = mm;
	kref_get(&foo->ref);
	list_add(&new->link, &foo->mms);
	return 0;
}
static void lost_open(struct vm_area_struct *vma)
{
	struct foo *foo = vma->vm_private_data;

	if (foo)
		foo_add(foo, vma->vm_mm);
/*              ^^^^^^^^^^^^^^^^^^^^^^^^ warning[close-without-open]: open handler lost_open() drops the result of
 * foo_add(), without which lost_mmap() makes no mapping: when it fails the copy keeps vm_private_data and has nothing
 * taken for it; set vm_private_data to NULL then, and refuse NULL in the other handlers
 */
}
static const struct vm_operations_struct lost_ops = { .open = lost_open };
static int lost_mmap(struct file *file, struct vm_area_struct *vma)
{
	int ret = foo_add(file->private_data, vma->vm_mm);

	if (ret)
		return ret;
	vma->vm_private_data = file->private_data;
	vma->vm_ops = &lost_ops;
	return 0;
}
static const struct file_operations lost_fops = { .mmap = lost_mmap };

static void told_open(struct vm_area_struct *vma)
{
	struct foo *foo = vma->vm_private_data;

	if (foo && foo_add(foo, vma->vm_mm))
		vma->vm_private_data = NULL;
}
static const struct vm_operations_struct told_ops = { .open = told_open };
static int told_mmap(struct file *file, struct vm_area_struct *vma)
{
	int ret = foo_add(file->private_data, vma->vm_mm);

	if (ret)
		return ret;
	vma->vm_private_data = file->private_data;
	vma->vm_ops = &told_ops;
	return 0;
}
static const struct file_operations told_fops = { .mmap = told_mmap };

/* A count, and an object: neither fails. */
static int foo_count(struct foo *foo)
{
	return atomic_inc_return(&foo->mapped);
}
static struct foo *foo_grab(struct foo *foo)
{
	kref_get(&foo->ref);
	return foo;
}
static void count_open(struct vm_area_struct *vma)
{
	foo_grab(vma->vm_private_data);
	foo_count(vma->vm_private_data);
}
static void count_close(struct vm_area_struct *vma)
{
	struct foo *foo = vma->vm_private_data;

	atomic_dec(&foo->mapped);
	foo_put(foo);
}
static const struct vm_operations_struct count_ops = { .open = count_open, .close = count_close };
static int count_mmap(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_private_data = foo_grab(file->private_data);
	if (foo_count(file->private_data) == 1)
		pr_debug("the first\n");
	vma->vm_ops = &count_ops;
	return 0;
}
static const struct file_operations count_fops = { .mmap = count_mmap };
