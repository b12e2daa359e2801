/* release: 4.14 4.11 */
#define STORE_BYTES (1024 * 1024)
struct store { char *data; struct page **pages; unsigned long bytes; };

/* The sum in bytes that mmap compares may wrap. */
static int store_fault(struct vm_fault *vmf)
{
	struct store *store = vmf->vma->vm_private_data;
	struct page *page = virt_to_page(store->data + (vmf->pgoff << PAGE_SHIFT));
/*                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[pgoff-bound]: store->data +
 * (vmf->pgoff << PAGE_SHIFT) is bounds-checked by the sum of offset and length in store_mmap(), which can wrap: a
 * large vm_pgoff passes, and user space reaches what lies before or past the object; compare the offset first, then
 * the length with what is left
 */

	get_page(page);
	vmf->page = page;
	return 0;
}
static const struct vm_operations_struct store_ops = { .fault = store_fault };
static int store_mmap(struct file *file, struct vm_area_struct *vma)
{
	if ((vma->vm_pgoff << PAGE_SHIFT) + (vma->vm_end - vma->vm_start) > STORE_BYTES)
		return -EINVAL;
	vma->vm_flags |= VM_DONTEXPAND;
	vma->vm_private_data = file->private_data;
	vma->vm_ops = &store_ops;
	return 0;
}
static const struct file_operations store_fops = { .mmap = store_mmap };

/* The offset is compared before. */
static int apart_fault(struct vm_fault *vmf)
{
	struct store *store = vmf->vma->vm_private_data;
	struct page *page = store->pages[vmf->pgoff];

	get_page(page);
	vmf->page = page;
	return 0;
}
static const struct vm_operations_struct apart_ops = { .fault = apart_fault };
static int apart_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct store *store = file->private_data;
	unsigned long offset = vma->vm_pgoff << PAGE_SHIFT;

	if (offset > store->bytes || offset + (vma->vm_end - vma->vm_start) > store->bytes)
		return -EINVAL;
	vma->vm_flags |= VM_DONTEXPAND;
	vma->vm_private_data = store;
	vma->vm_ops = &apart_ops;
	return 0;
}
static const struct file_operations apart_fops = { .mmap = apart_mmap };

/* Pages are counted, which core has found not to wrap. */
static int counted_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct store *store = file->private_data;

	if (vma->vm_pgoff + vma_pages(vma) > store->bytes >> PAGE_SHIFT)
		return -EINVAL;
	vma->vm_flags |= VM_DONTEXPAND;
	vma->vm_private_data = store;
	vma->vm_ops = &apart_ops;
	return 0;
}
static const struct file_operations counted_fops = { .mmap = counted_mmap };

/* The handler asks itself. */
static int asks_fault(struct vm_fault *vmf)
{
	struct store *store = vmf->vma->vm_private_data;
	struct page *page;

	if (vmf->pgoff >= store->bytes >> PAGE_SHIFT)
		return VM_FAULT_SIGBUS;
	page = store->pages[vmf->pgoff];
	get_page(page);
	vmf->page = page;
	return 0;
}
static const struct vm_operations_struct asks_ops = { .fault = asks_fault };
static int asks_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct store *store = file->private_data;

	if ((vma->vm_pgoff << PAGE_SHIFT) + (vma->vm_end - vma->vm_start) > store->bytes)
		return -EINVAL;
	vma->vm_flags |= VM_DONTEXPAND;
	vma->vm_private_data = store;
	vma->vm_ops = &asks_ops;
	return 0;
}
static const struct file_operations asks_fops = { .mmap = asks_mmap };
