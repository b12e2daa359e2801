/* release: 6.12 */
/* A split is refused, */
static void queue_close(struct vm_area_struct *vma)
{
	struct queue *queue = vma->vm_private_data;
	struct region *region = queue->regions[vma->vm_pgoff];

	queue->regions[vma->vm_pgoff] = NULL;
	kfree(region);
}

static int queue_may_split(struct vm_area_struct *vma, unsigned long addr)
{
	return -EINVAL;
}
static const struct vm_operations_struct queue_ops = { .close = queue_close, .may_split = queue_may_split };

static int queue_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct queue *queue = file->private_data;

	if (vma->vm_pgoff >= REGIONS)
		return -EINVAL;
	vm_flags_set(vma, VM_DONTCOPY | VM_DONTEXPAND);
	vma->vm_private_data = queue;
	vma->vm_ops = &queue_ops;
	queue->regions[vma->vm_pgoff] = kzalloc(sizeof(struct region), GFP_KERNEL);
	return 0;
}
static const struct file_operations queue_fops = { .mmap = queue_mmap };

/* nothing splits one page, */
static void page_close(struct vm_area_struct *vma)
{
	struct queue *queue = vma->vm_private_data;

	kfree(queue->regions[vma->vm_pgoff]);
	queue->regions[vma->vm_pgoff] = NULL;
}
static const struct vm_operations_struct page_ops = { .close = page_close };

static int page_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct queue *queue = file->private_data;

	if (vma->vm_pgoff >= REGIONS || vma->vm_end - vma->vm_start != PAGE_SIZE)
		return -EINVAL;
	vm_flags_set(vma, VM_DONTCOPY | VM_DONTEXPAND);
	vma->vm_private_data = queue;
	vma->vm_ops = &page_ops;
	queue->regions[vma->vm_pgoff] = kzalloc(sizeof(struct region), GFP_KERNEL);
	return 0;
}
static const struct file_operations page_fops = { .mmap = page_mmap };

/* and each page is freed by its own place. */
static void book_close(struct vm_area_struct *vma)
{
	struct book *book = vma->vm_private_data;
	unsigned long i;

	for (i = 0; i < vma_pages(vma); i++)
		book_free(book->pages[vma->vm_pgoff + i]);
}
const struct vm_operations_struct book_ops = { .close = book_close };

/* expect: none */
