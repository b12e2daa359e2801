/* release: 6.12 6.1 */
/* expect: none */
static vm_fault_t inline_fault(struct vm_fault *vmf)
{
	struct inode *inode = file_inode(vmf->vma->vm_file);
	struct page *page;
	int err;

	page = find_or_create_page(inode->i_mapping, vmf->pgoff, GFP_KERNEL);
	if (!page)
		return VM_FAULT_OOM;
	err = pagefs_fill(inode, page);
	if (err < 0) {
		unlock_page(page);
		put_page(page);
		return vmf_error(err);
	}
	unlock_page(page);
	vmf->page = page;
	return 0;
}
static const struct vm_operations_struct inline_ops = { .fault = inline_fault };

/* The callee puts what it cannot read. */
static int read_or_put(struct inode *inode, struct page *page)
{
	int err = pagefs_read(inode, page->index);

	if (err)
		put_page(page);
	return err;
}
static vm_fault_t reading_fault(struct vm_fault *vmf)
{
	struct inode *inode = file_inode(vmf->vma->vm_file);
	struct page *page = find_get_page(inode->i_mapping, vmf->pgoff);

	if (!page)
		return VM_FAULT_OOM;
	if (read_or_put(inode, page))
		return VM_FAULT_SIGBUS;
	vmf->page = page;
	return 0;
}
static const struct vm_operations_struct reading_ops = { .fault = reading_fault };

/* Out of sight, and on no other way its own again. */
static vm_fault_t given_fault(struct vm_fault *vmf)
{
	struct inode *inode = file_inode(vmf->vma->vm_file);
	struct page *page = find_get_page(inode->i_mapping, vmf->pgoff);

	if (!page)
		return VM_FAULT_OOM;
	if (pagefs_queue(inode, page))
		return VM_FAULT_SIGBUS;
	return VM_FAULT_NOPAGE;
}
static const struct vm_operations_struct given_ops = { .fault = given_fault };

/* The object has it, and frees it when it goes. */
static vm_fault_t kept_fault(struct vm_fault *vmf)
{
	struct store *store = vmf->vma->vm_private_data;
	struct page *page = alloc_page(GFP_KERNEL | __GFP_ZERO);

	if (!page)
		return VM_FAULT_OOM;
	store->pages[vmf->pgoff] = page;
	if (store->stopped)
		return VM_FAULT_SIGBUS;
	get_page(page);
	vmf->page = page;
	return 0;
}
static const struct vm_operations_struct kept_ops = { .fault = kept_fault };

/* A function of the driver gives all of them back. */
static void buffer_free(struct buffer *buffer)
{
	int i;

	for (i = 0; i < buffer->count; i++)
		__free_page(buffer->pages[i]);
	kfree(buffer->pages);
}
static int buffer_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct buffer *buffer = file->private_data;
	int i;

	buffer->pages = kmalloc_array(8, sizeof(*buffer->pages), GFP_KERNEL);
	if (!buffer->pages)
		return -ENOMEM;
	for (i = 0; i < 8; i++) {
		buffer->pages[i] = alloc_page(GFP_KERNEL);
		if (!buffer->pages[i])
			break;
	}
	buffer->count = i;
	if (i < 8) {
		buffer_free(buffer);
		return -ENOMEM;
	}
	return vm_map_pages(vma, buffer->pages, 8);
}
static const struct file_operations buffer_fops = { .mmap = buffer_mmap };
