/* release: 6.12 6.3 */
/* mmap leaves the address of a buffer as the offset, and looks at no length. */
static vm_fault_t ring_fault(struct vm_fault *vmf)
{
	struct page *page = vmalloc_to_page((void *)(vmf->pgoff << PAGE_SHIFT));
/*                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[pgoff-bound]: ring_mmap()
 * checks the offset of the mapping but not its length, and nothing checks vmf->pgoff << PAGE_SHIFT:
 * user space reaches what lies past the object; return VM_FAULT_SIGBUS where it is out of range
 */

	if (!page)
		return VM_FAULT_SIGBUS;
	get_page(page);
	vmf->page = page;
	return 0;
}
static const struct vm_operations_struct ring_vm_ops = { .fault = ring_fault };
static int ring_address(struct ring *ring, struct vm_area_struct *vma, u64 at)
{
	void *address;

	if (at == ring->receive_token)
		address = ring->receive;
	else if (at == ring->send_token)
		address = ring->send;
	else
		return 0;
	vma->vm_pgoff = (unsigned long)address >> PAGE_SHIFT;
	vma->vm_ops = &ring_vm_ops;
	vm_flags_set(vma, VM_DONTEXPAND);
	return 1;
}
static int ring_mmap(struct file *file, struct vm_area_struct *vma)
{
	if (ring_address(file->private_data, vma, vma->vm_pgoff << PAGE_SHIFT))
		return 0;
	return -EINVAL;
}
static const struct file_operations ring_fops = { .mmap = ring_mmap };

/* Here it does. */
static vm_fault_t band_fault(struct vm_fault *vmf)
{
	struct page *page = vmalloc_to_page((void *)(vmf->pgoff << PAGE_SHIFT));

	if (!page)
		return VM_FAULT_SIGBUS;
	get_page(page);
	vmf->page = page;
	return 0;
}
static const struct vm_operations_struct band_vm_ops = { .fault = band_fault };
static int band_address(struct ring *ring, struct vm_area_struct *vma, u64 at)
{
	void *address;
	size_t size;

	if (at == ring->receive_token) {
		address = ring->receive;
		size = ring->receive_size;
	} else if (at == ring->send_token) {
		address = ring->send;
		size = ring->send_size;
	} else {
		return 0;
	}
	if (vma->vm_end - vma->vm_start > size)
		return -EINVAL;
	vma->vm_pgoff = (unsigned long)address >> PAGE_SHIFT;
	vma->vm_ops = &band_vm_ops;
	vm_flags_set(vma, VM_DONTEXPAND);
	return 1;
}
static int band_mmap(struct file *file, struct vm_area_struct *vma)
{
	int ret = band_address(file->private_data, vma, vma->vm_pgoff << PAGE_SHIFT);

	if (ret > 0)
		return 0;
	return ret < 0 ? ret : -EINVAL;
}
static const struct file_operations band_fops = { .mmap = band_mmap };

/* A page past the log is let through, and a callee multiplies where others shift. */
static bool log_has(struct log *log, unsigned long pgoff)
{
	return pgoff >= LOG_OFFSET && pgoff <= LOG_OFFSET + log->size / PAGE_SIZE;
/*                                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[pgoff-bound]: the index may
 * be vma->vm_file->private_data->size / PAGE_SIZE itself, one past the end, and user space reaches what lies there:
 * compare with <
 */
}
static struct page *log_page(struct log *log, u32 index)
{
	return vmalloc_to_page((void *)log->records + index * PAGE_SIZE);
}
static vm_fault_t log_fault(struct vm_fault *vmf)
{
	struct log *log = vmf->vma->vm_file->private_data;

	if (!log_has(log, vmf->pgoff))
		return VM_FAULT_SIGBUS;
	vmf->page = log_page(log, vmf->pgoff - LOG_OFFSET);
	get_page(vmf->page);
	return 0;
}
static const struct vm_operations_struct log_vm_ops = { .fault = log_fault };
static int log_mmap(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_ops = &log_vm_ops;
	return 0;
}
static const struct file_operations log_fops = { .mmap = log_mmap };

/* None is, and where nothing is compared that is said. */
static bool book_has(struct log *log, unsigned long pgoff)
{
	return pgoff >= LOG_OFFSET && pgoff < LOG_OFFSET + log->size / PAGE_SIZE;
}
static struct page *book_page(struct log *log, u32 index)
{
	return vmalloc_to_page((void *)log->records + index * PAGE_SIZE);
}
static vm_fault_t book_fault(struct vm_fault *vmf)
{
	struct log *log = vmf->vma->vm_file->private_data;

	if (!book_has(log, vmf->pgoff))
		return VM_FAULT_SIGBUS;
	vmf->page = book_page(log, vmf->pgoff - LOG_OFFSET);
	get_page(vmf->page);
	return 0;
}
static const struct vm_operations_struct book_vm_ops = { .fault = book_fault };
static vm_fault_t open_fault(struct vm_fault *vmf)
{
	struct log *log = vmf->vma->vm_file->private_data;

	if (vmf->pgoff < LOG_OFFSET)
		return VM_FAULT_SIGBUS;
	vmf->page = book_page(log, vmf->pgoff - LOG_OFFSET);
/*                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[pgoff-bound]: the page that book_page() is handed
 * is never bounds-checked, here or in open_mmap(): user space reaches what lies past the object;
 * return VM_FAULT_SIGBUS where it is out of range
 */
	get_page(vmf->page);
	return 0;
}
static const struct vm_operations_struct open_vm_ops = { .fault = open_fault };
static int book_mmap(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_ops = &book_vm_ops;
	return 0;
}
static const struct file_operations book_fops = { .mmap = book_mmap };
static int open_mmap(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_ops = &open_vm_ops;
	return 0;
}
static const struct file_operations open_fops = { .mmap = open_mmap };

/* What a call looked up is taken away again: it may be the offset. */
static int bank_of(struct vm_area_struct *vma)
{
	struct bank *bank = vma->vm_private_data;

	if (vma->vm_pgoff < BANKS && bank->memory[vma->vm_pgoff].size != 0)
		return (int)vma->vm_pgoff;
	return -1;
}
static vm_fault_t bank_fault(struct vm_fault *vmf)
{
	struct bank *bank = vmf->vma->vm_private_data;
	int at = bank_of(vmf->vma);

	if (at < 0)
		return VM_FAULT_SIGBUS;
	vmf->page = vmalloc_to_page((void *)bank->memory[at].address + ((vmf->pgoff - at) << PAGE_SHIFT));
	get_page(vmf->page);
	return 0;
}
static const struct vm_operations_struct bank_vm_ops = { .fault = bank_fault };
static int bank_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct bank *bank = file->private_data;
	int at;

	vma->vm_private_data = bank;
	at = bank_of(vma);
	if (at < 0)
		return -EINVAL;
	if (vma_pages(vma) > (bank->memory[at].size + PAGE_SIZE - 1) >> PAGE_SHIFT)
		return -EINVAL;
	vm_flags_set(vma, VM_DONTEXPAND | VM_DONTDUMP);
	vma->vm_ops = &bank_vm_ops;
	return 0;
}
static const struct file_operations bank_fops = { .mmap = bank_mmap };
