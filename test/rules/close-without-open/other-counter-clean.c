/* release: 6.12 5.15 */
/* What a function is handed the address of is counted by its name. */
struct foo {
	spinlock_t lock;
	int mapped;
	int queued;
	atomic_t users;
	atomic_t opened;
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
{
	struct foo *foo = vma->vm_private_data;

	spin_lock(&foo->lock);
	++foo->mapped;
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

/* Both take an address. */
static void get_count(atomic_t *count)
{
	atomic_inc(count);
}
static void put_count(atomic_t *count)
{
	atomic_dec(count);
}
static void deep_open(struct vm_area_struct *vma)
{
	struct foo *foo = vma->vm_private_data;

	get_count(&foo->users);
	get_count(&foo->opened);
}
static void deep_close(struct vm_area_struct *vma)
{
	struct foo *foo = vma->vm_private_data;

	put_count(&foo->users);
}
static const struct vm_operations_struct deep_ops = { .open = deep_open, .close = deep_close };
static int deep_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;

	get_count(&foo->users);
	vma->vm_private_data = foo;
	vma->vm_ops = &deep_ops;
	return 0;
}
static const struct file_operations deep_fops = { .mmap = deep_mmap };

/* Which counter it is says an argument that nobody knows. */
static void any_open(struct vm_area_struct *vma)
{
	struct foo *foo = vma->vm_private_data;

	get_count(foo_counter(foo, 0));
}
static void any_close(struct vm_area_struct *vma)
{
	struct foo *foo = vma->vm_private_data;

	put_count(foo_counter(foo, 0));
}
static const struct vm_operations_struct any_ops = { .open = any_open, .close = any_close };
static int any_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;

	get_count(foo_counter(foo, 0));
	vma->vm_private_data = foo;
	vma->vm_ops = &any_ops;
	return 0;
}
static const struct file_operations any_fops = { .mmap = any_mmap };
/* expect: none */
