/* release: 6.12 */
/* file: drivers/foo/foo.c */
/* A name with max may be that of the last one; an array that is made for as many has none of that number. */
static int foo_init(struct foo *foo)
{
	foo->bufs = kcalloc(foo->max, sizeof(*foo->bufs), GFP_KERNEL);
	foo->rings = kcalloc(foo->max_ring + 1, sizeof(*foo->rings), GFP_KERNEL);
	return foo->bufs && foo->rings ? 0 : -ENOMEM;
}

static void foo_exit(struct foo *foo)
{
	kfree(foo->bufs);
	foo->bufs = NULL;
}

static int foo_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;
	unsigned long id = vma->vm_pgoff;

	if (vma->vm_end - vma->vm_start != PAGE_SIZE)
		return -EINVAL;
	if (id > foo->max || !foo->bufs[id])
/*          ^^^^^^^^^^^^^ warning[mmap-bound]: compare with >=: the offset may be foo->max itself, one past the end,
 * and user space maps what lies there
 */
		return -EINVAL;
	return vm_insert_page(vma, vma->vm_start, virt_to_page(foo->bufs[id]));
}
static const struct file_operations foo_fops = { .mmap = foo_mmap };

/* Clean: it stays below. */
static int below_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;
	unsigned long id = vma->vm_pgoff;

	if (vma->vm_end - vma->vm_start != PAGE_SIZE)
		return -EINVAL;
	if (id >= foo->max || !foo->bufs[id])
		return -EINVAL;
	return vm_insert_page(vma, vma->vm_start, virt_to_page(foo->bufs[id]));
}
static const struct file_operations below_fops = { .mmap = below_mmap };

/* Clean: there is one more than the last one. */
static int ring_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;
	unsigned long id = vma->vm_pgoff;

	if (vma->vm_end - vma->vm_start != PAGE_SIZE)
		return -EINVAL;
	if (id > foo->max_ring || !foo->rings[id])
		return -EINVAL;
	return vm_insert_page(vma, vma->vm_start, virt_to_page(foo->rings[id]));
}
static const struct file_operations ring_fops = { .mmap = ring_mmap };
