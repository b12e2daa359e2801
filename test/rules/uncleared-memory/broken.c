/* release: 6.12 4.14 */
struct foo { struct list_head buffers; struct mutex lock; struct page *page; };
struct foo_buffer { struct list_head entry; void *mem; size_t size; };

/* The page that core is given. */
static int foo_fault(struct vm_fault *vmf)
{
	struct page *page = alloc_page(GFP_KERNEL);

	if (!page)
		return VM_FAULT_OOM;
	vmf->page = page;
	return 0;
/*      ^^^^^^^^^ warning[uncleared-memory]: foo_fault() hands core a page that alloc_page() gave uncleared, and
 * nobody has written to it: user space reads what its last user in the kernel left there; allocate it
 * with __GFP_ZERO, or clear it first
 */
}
static const struct vm_operations_struct foo_ops = { .fault = foo_fault };

/* Through a helper that is told the flags, and a record. */
static void *foo_alloc(size_t size, gfp_t gfp)
{
	if (size == 0)
		return NULL;
	return (void *)__get_free_pages(gfp, get_order(size));
}

static int foo_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;
	size_t size = vma->vm_end - vma->vm_start;
	struct foo_buffer *buffer;

	if (vma->vm_pgoff)
		return -EINVAL;
	buffer = kzalloc(sizeof(*buffer), GFP_KERNEL);
	if (!buffer)
		return -ENOMEM;
	buffer->mem = foo_alloc(size, GFP_USER | __GFP_NOWARN);
	if (!buffer->mem) {
		kfree(buffer);
		return -ENOMEM;
	}
	buffer->size = size;
	INIT_LIST_HEAD(&buffer->entry);
	vma->vm_private_data = buffer;
	if (remap_pfn_range(vma, vma->vm_start, virt_to_phys(buffer->mem) >> PAGE_SHIFT, size, vma->vm_page_prot)) {
/*          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[uncleared-memory]: foo_mmap() maps memory (remap_pfn_range()) that
 * __get_free_pages() gave uncleared, and nobody has written to it: user space reads what its last user
 * in the kernel left there; allocate it with __GFP_ZERO, or clear it first
 */
		free_pages((unsigned long)buffer->mem, get_order(size));
		kfree(buffer);
		return -EAGAIN;
	}
	mutex_lock(&foo->lock);
	list_add_tail(&buffer->entry, &foo->buffers);
	mutex_unlock(&foo->lock);
	return 0;
}
static const struct file_operations foo_fops = { .mmap = foo_mmap };
