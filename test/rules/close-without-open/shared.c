/* release: 6.12 5.15 */
/* An object that others hold too counts where each mapping takes it. */
static void taken_close(struct vm_area_struct *vma)
{
	struct file *file = vma->vm_file;
	struct handle *handle = file->private_data;
	struct buffer *buffer = handle->buffer;

	atomic_dec(&buffer->mapped);
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[close-without-open]: close handler taken_close() calls
 * atomic_dec(&buffer->mapped), but taken_ops has no open: a fork, a split or mremap() copies the VMA with its
 * vm_private_data, and each copy drops it once more; take a reference in open
 */
}
static const struct vm_operations_struct taken_ops = { .close = taken_close };
static void install(struct handle *handle, struct vm_area_struct *vma)
{
	vma->vm_ops = &taken_ops;
}
static int taken_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct handle *handle = file->private_data;

	atomic_inc(&handle->buffer->mapped);
	install(handle, vma);
	return 0;
}

/* Nothing takes it here: it may be somebody else's count. */
static void other_close(struct vm_area_struct *vma)
{
	struct handle *handle = vma->vm_private_data;

	buffer_put(handle->buffer);
}
static const struct vm_operations_struct other_ops = { .close = other_close };
static int other_mmap(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_ops = &other_ops;
	return 0;
}

/* A split that is refused leaves the fork. */
static int no_split(struct vm_area_struct *vma, unsigned long addr)
{
	return -EINVAL;
}
static void fork_close(struct vm_area_struct *vma)
{
	struct foo *foo = vma->vm_private_data;

	pr_debug("close of %lx\n", vma->vm_start);
	foo->dev->put(foo->dev, foo);
	dec_use_count(foo->dev, foo);
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[close-without-open]: close handler fork_close() calls dec_use_count(foo),
 * but fork_ops has no open: a fork or mremap() copies the VMA with its vm_private_data, and each copy drops it once
 * more; take a reference in open
 */
}
static const struct vm_operations_struct fork_ops = { .close = fork_close, .may_split = no_split };
static int fork_mmap(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_ops = &fork_ops;
	return 0;
}

/* The size tells nothing where no split is: the copy of a fork is as large. */
static void pages_close(struct vm_area_struct *vma)
{
	struct page **pages = vma->vm_private_data;
	int count = vma_pages(vma);

	if (!pages)
		return;
	free_pages_of(count, pages);
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[close-without-open]: close handler pages_close() calls
 * free_pages_of(pages), but pages_ops has no open: a fork or mremap() copies the VMA with its vm_private_data, and
 * each copy drops it once more; set VM_DONTCOPY in mmap, or count the copies in open
 */
	kvfree(pages);
}
static const struct vm_operations_struct pages_ops = { .close = pages_close, .may_split = no_split };
static int pages_mmap(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_ops = &pages_ops;
	vma->vm_private_data = NULL;
	return 0;
}
static const struct file_operations pages_fops = { .mmap = pages_mmap };

static const struct vm_operations_struct kept_ops = { .close = pages_close2, .may_split = no_split };
static void pages_close2(struct vm_area_struct *vma)
{
	struct page **pages = vma->vm_private_data;

	if (pages && vma_pages(vma))
		kvfree(pages);
/*              ^^^^^^^^^^^^^ warning[close-without-open]: close handler pages_close2() calls kvfree(pages), but
 * kept_ops has no open: mremap() copies the VMA with its vm_private_data, and each copy drops it once more; count the
 * copies in open
 */
}
static int kept_mmap(struct file *file, struct vm_area_struct *vma)
{
	vm_flags_set(vma, VM_DONTCOPY);
	vma->vm_ops = &kept_ops;
	vma->vm_private_data = NULL;
	return 0;
}
static const struct file_operations kept_fops = { .mmap = kept_mmap };
