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
/*          ^^^^^^^^^^^^^ warning[mmap-bound]: the offset may be foo->max itself, one past the end, and user space
 * maps what lies there: compare with >=
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

/* By its size, and by a function of the library that is told both. */
static int sized_init(struct sized *sized)
{
	sized->slots = kvmalloc(sized->max_slots * sizeof(*sized->slots), GFP_KERNEL);
	sized->banks = vzalloc(array_size(sizeof(*sized->banks), sized->max_banks));
	sized->spare = kzalloc((sized->max_spare + 1) * sizeof(*sized->spare), GFP_KERNEL);
	return sized->slots && sized->banks && sized->spare ? 0 : -ENOMEM;
}
static int slot_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct sized *sized = file->private_data;
	unsigned long id = vma->vm_pgoff;

	if (vma->vm_end - vma->vm_start != PAGE_SIZE || id > sized->max_slots)
/*                                                      ^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]: the offset may be
 * sized->max_slots itself, one past the end, and user space maps what lies there: compare with >=
 */
		return -EINVAL;
	return vm_insert_page(vma, vma->vm_start, virt_to_page(sized->slots[id]));
}
static const struct file_operations slot_fops = { .mmap = slot_mmap };
static int bank_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct sized *sized = file->private_data;
	unsigned long id = vma->vm_pgoff;

	if (vma->vm_end - vma->vm_start != PAGE_SIZE || id > sized->max_banks)
/*                                                      ^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]: the offset may be
 * sized->max_banks itself, one past the end, and user space maps what lies there: compare with >=
 */
		return -EINVAL;
	return vm_insert_page(vma, vma->vm_start, virt_to_page(sized->banks[id]));
}
static const struct file_operations bank_fops = { .mmap = bank_mmap };

/* Clean: there is one more than the last one. */
static int spare_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct sized *sized = file->private_data;
	unsigned long id = vma->vm_pgoff;

	if (vma->vm_end - vma->vm_start != PAGE_SIZE || id > sized->max_spare)
		return -EINVAL;
	return vm_insert_page(vma, vma->vm_start, virt_to_page(sized->spare[id]));
}
static const struct file_operations spare_fops = { .mmap = spare_mmap };
