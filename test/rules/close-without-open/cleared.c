/* release: 6.12 */
/* open hangs nothing on the copy, by which close knows that it has nothing to give back for it. */
struct context { struct file *filp; int bound; };
struct queue { struct context *context; };

static int no_split(struct vm_area_struct *vma, unsigned long addr)
{
	return -EINVAL;
}

static void cleared_open(struct vm_area_struct *vma)
{
	vma->vm_private_data = NULL;
}

static void cleared_close(struct vm_area_struct *vma)
{
	struct queue *queue = vma->vm_private_data;

	if (!queue)
		return;
	queue->context->bound = 0;
	fput(queue->context->filp);
}

static const struct vm_operations_struct cleared_ops = {
	.open = cleared_open,
	.close = cleared_close,
	.may_split = no_split,
};

static int cleared_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct queue *queue = file->private_data;

	vm_flags_set(vma, VM_DONTCOPY | VM_DONTEXPAND);
	vma->vm_private_data = queue;
	vma->vm_ops = &cleared_ops;
	get_file(queue->context->filp);
	return 0;
}

static void left_open(struct vm_area_struct *vma)
/*          ^^^^^^^^^ warning[close-without-open]: open handler left_open() takes nothing for what close handler
 * left_close() gives back (fput()): core calls open for a copy of the VMA, which mremap() makes, and close for each;
 * take a reference in open
 */
{
	pr_debug("a copy\n");
}

static void left_close(struct vm_area_struct *vma)
{
	struct queue *queue = vma->vm_private_data;

	if (!queue)
		return;
	queue->context->bound = 0;
	fput(queue->context->filp);
}

static const struct vm_operations_struct left_ops = {
	.open = left_open,
	.close = left_close,
	.may_split = no_split,
};

static int left_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct queue *queue = file->private_data;

	vm_flags_set(vma, VM_DONTCOPY | VM_DONTEXPAND);
	vma->vm_private_data = queue;
	vma->vm_ops = &left_ops;
	get_file(queue->context->filp);
	return 0;
}

static const struct file_operations cleared_fops = { .mmap = cleared_mmap };
static const struct file_operations left_fops = { .mmap = left_mmap };
