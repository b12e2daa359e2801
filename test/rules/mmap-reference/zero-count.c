/* release: 6.12 4.4 */
struct chunk { int users; atomic_t pins; refcount_t refs; void *mem; };

static void chunk_free(struct chunk *chunk)
{
	vfree(chunk->mem);
	kfree(chunk);
}

/* Nothing calls open for the first VMA: its close has to find 1. */
static void plain_open(struct vm_area_struct *vma)
{
	struct chunk *chunk = vma->vm_private_data;

	chunk->users++;
}
static void plain_close(struct vm_area_struct *vma)
{
	struct chunk *chunk = vma->vm_private_data;

	chunk->users--;
	if (chunk->users == 0)
		chunk_free(chunk);
}
static const struct vm_operations_struct plain_ops = { .open = plain_open, .close = plain_close };

static int plain_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct chunk *chunk = kmalloc(sizeof(*chunk), GFP_KERNEL);

	if (!chunk)
		return -ENOMEM;
	chunk->users = 0;
	vma->vm_ops = &plain_ops;
	vma->vm_private_data = chunk;
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-reference]: plain_mmap() stores new memory in the VMA and sets to 0
 * its users, which open and close of plain_ops count (chunk->users--): close frees it too early or never; set it to 1
 * in mmap
 */
	return 0;
}
static const struct file_operations plain_fops = { .mmap = plain_mmap };

static void atomic_open(struct vm_area_struct *vma)
{
	struct chunk *chunk = vma->vm_private_data;

	atomic_inc(&chunk->pins);
}
static void atomic_close(struct vm_area_struct *vma)
{
	struct chunk *chunk = vma->vm_private_data;

	if (atomic_dec_and_test(&chunk->pins))
		chunk_free(chunk);
}
static const struct vm_operations_struct atomic_ops = { .open = atomic_open, .close = atomic_close };

static int atomic_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct chunk *chunk = kzalloc(sizeof(*chunk), GFP_KERNEL);

	if (!chunk)
		return -ENOMEM;
	chunk->mem = vmalloc_user(PAGE_SIZE);
	atomic_set(&chunk->pins, 0);
	vma->vm_private_data = chunk;
	vma->vm_ops = &atomic_ops;
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-reference]: atomic_mmap() stores new memory in the VMA and sets to 0
 * its pins, which open and close of atomic_ops count (atomic_dec_and_test()): close frees it too early or never; set
 * it to 1 in mmap
 */
	return 0;
}
static const struct file_operations atomic_fops = { .mmap = atomic_mmap };

/* Below 1 is below the first VMA as well. */
static void low_open(struct vm_area_struct *vma)
{
	struct chunk *chunk = vma->vm_private_data;

	chunk->users += 1;
}
static void low_close(struct vm_area_struct *vma)
{
	struct chunk *chunk = vma->vm_private_data;

	if (--chunk->users <= 0)
		chunk_free(chunk);
}
static const struct vm_operations_struct low_ops = { .open = low_open, .close = low_close };

static int low_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct chunk *chunk = kzalloc(sizeof(*chunk), GFP_KERNEL);

	if (!chunk)
		return -ENOMEM;
	chunk->mem = vmalloc_user(PAGE_SIZE);
	chunk->users = 0;
	vma->vm_ops = &low_ops;
	vma->vm_private_data = chunk;
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-reference]: low_mmap() stores new memory in the VMA and sets to 0
 * its users, which open and close of low_ops count (chunk->users--): close frees it too early or never; set it to 1
 * in mmap
 */
	return 0;
}
static const struct file_operations low_fops = { .mmap = low_mmap };
