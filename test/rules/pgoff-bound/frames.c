/* release: 6.12 5.10 */
/* The length is compared, and the frame counts from the offset on. */
static vm_fault_t foo_fault(struct vm_fault *vmf)
{
	struct vm_area_struct *vma = vmf->vma;
	struct foo *foo = vma->vm_private_data;
	unsigned long page = (vmf->address - vma->vm_start) >> PAGE_SHIFT;

	return vmf_insert_pfn(vma, vmf->address, PFN_DOWN(foo->phys) + vma->vm_pgoff + page);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[pgoff-bound]: foo_mmap()
 * checks the length of the mapping but not its offset, which is in PFN_DOWN(foo->phys) + vma->vm_pgoff
 * + page: user space reaches what lies past the object; return VM_FAULT_SIGBUS where it is out of
 * range
 */
}
static const struct vm_operations_struct foo_ops = { .fault = foo_fault };
static int foo_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;

	if (vma->vm_end - vma->vm_start > foo->bytes || !(vma->vm_flags & VM_SHARED))
		return -EINVAL;
	vma->vm_flags |= VM_PFNMAP;
	vma->vm_private_data = foo;
	vma->vm_ops = &foo_ops;
	return 0;
}
static const struct file_operations foo_fops = { .mmap = foo_mmap };

/* Each is compared with the whole, their sum is not. */
static vm_fault_t bar_fault(struct vm_fault *vmf)
{
	struct foo *bar = vmf->vma->vm_private_data;

	return vmf_insert_pfn(vmf->vma, vmf->address, bar->pfn + vmf->pgoff);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[pgoff-bound]: bar_mmap() checks
 * offset and length of the mapping, but not their sum: user space reaches what lies past the object;
 * return VM_FAULT_SIGBUS where it is out of range
 */
}
static const struct vm_operations_struct bar_ops = { .fault = bar_fault };
static int bar_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *bar = file->private_data;

	if (vma->vm_pgoff >= bar->nr_pages || vma_pages(vma) > bar->nr_pages)
		return -EINVAL;
	if (!(vma->vm_flags & VM_SHARED))
		return -EINVAL;
	vma->vm_flags |= VM_PFNMAP;
	vma->vm_private_data = bar;
	vma->vm_ops = &bar_ops;
	return 0;
}
static const struct file_operations bar_fops = { .mmap = bar_mmap };

/* Clean: both at once. */
static vm_fault_t baz_fault(struct vm_fault *vmf)
{
	struct foo *baz = vmf->vma->vm_private_data;

	return vmf_insert_pfn(vmf->vma, vmf->address, baz->pfn + vmf->pgoff);
}
static const struct vm_operations_struct baz_ops = { .fault = baz_fault };
static int baz_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *baz = file->private_data;
	unsigned long first = vma->vm_pgoff;

	if (first >= baz->nr_pages || vma_pages(vma) > baz->nr_pages - first)
		return -EINVAL;
	if (!(vma->vm_flags & VM_SHARED))
		return -EINVAL;
	vma->vm_flags |= VM_PFNMAP;
	vma->vm_private_data = baz;
	vma->vm_ops = &baz_ops;
	return 0;
}
static const struct file_operations baz_fops = { .mmap = baz_mmap };

/* Clean: the object is made as large as the mapping. */
static vm_fault_t sized_fault(struct vm_fault *vmf)
{
	struct foo *sized = vmf->vma->vm_private_data;

	vmf->page = sized->pages[(vmf->address - vmf->vma->vm_start) >> PAGE_SHIFT];
	get_page(vmf->page);
	return 0;
}
static const struct vm_operations_struct sized_ops = { .fault = sized_fault };
static int sized_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *sized = file->private_data;

	sized->pages = kvcalloc(vma_pages(vma), sizeof(*sized->pages), GFP_KERNEL);
	if (!sized->pages)
		return -ENOMEM;
	vma->vm_flags |= VM_DONTEXPAND;
	vma->vm_private_data = sized;
	vma->vm_ops = &sized_ops;
	return 0;
}
static const struct file_operations sized_fops = { .mmap = sized_mmap };

/* Clean: dma_buf_mmap() checks before it comes here. */
static vm_fault_t buf_fault(struct vm_fault *vmf)
{
	struct foo *buf = vmf->vma->vm_private_data;

	return vmf_insert_pfn(vmf->vma, vmf->address, buf->pfn + vmf->pgoff);
}
static const struct vm_operations_struct buf_ops = { .fault = buf_fault };
static int buf_mmap(struct dma_buf *dmabuf, struct vm_area_struct *vma)
{
	if (!(vma->vm_flags & VM_SHARED))
		return -EINVAL;
	vma->vm_flags |= VM_PFNMAP;
	vma->vm_private_data = dmabuf->priv;
	vma->vm_ops = &buf_ops;
	return 0;
}
static const struct dma_buf_ops buf_dma_ops = { .mmap = buf_mmap };

/* The same of an array: one past its end lies what dma_buf_mmap() refuses, as the mapping cannot grow. */
static vm_fault_t kept_fault(struct vm_fault *vmf)
{
	struct foo *buf = vmf->vma->vm_private_data;

	if (vmf->pgoff > buf->nr_pages)
/*          ^^^^^^^^^^^^^^^^^^^^^^^^^^ information[pgoff-bound]: the index would be buf->nr_pages itself, one past the
 * end, were it not for what is checked before the mapping is made: compare with >=
 */
		return VM_FAULT_SIGBUS;
	vmf->page = buf->pages[vmf->pgoff];
	get_page(vmf->page);
	return 0;
}
static const struct vm_operations_struct kept_ops = { .fault = kept_fault };
static int kept_mmap(struct dma_buf *dmabuf, struct vm_area_struct *vma)
{
	vma->vm_flags |= VM_DONTEXPAND;
	vma->vm_private_data = dmabuf->priv;
	vma->vm_ops = &kept_ops;
	kept_ops.open(vma);
	return 0;
}
static const struct dma_buf_ops kept_dma_ops = { .mmap = kept_mmap };

/* What mremap() may enlarge gets there. */
static vm_fault_t grown_fault(struct vm_fault *vmf)
{
	struct foo *buf = vmf->vma->vm_private_data;

	if (vmf->pgoff > buf->nr_pages)
/*          ^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[pgoff-bound]: the index may be buf->nr_pages itself, one past the end
 * of buf->pages, and user space reaches what lies there: compare with >=
 */
		return VM_FAULT_SIGBUS;
	vmf->page = buf->pages[vmf->pgoff];
	get_page(vmf->page);
	return 0;
}
static const struct vm_operations_struct grown_ops = { .fault = grown_fault };
static int grown_mmap(struct dma_buf *dmabuf, struct vm_area_struct *vma)
{
	vma->vm_private_data = dmabuf->priv;
	vma->vm_ops = &grown_ops;
	return 0;
}
static const struct dma_buf_ops grown_dma_ops = { .mmap = grown_mmap };
