/* release: 6.12 6.1 */
/* An address where the number of a page belongs. */
static int buffer_map(struct vm_area_struct *vma, struct buffer *buffer, unsigned int which)
{
	void *addr;

	if (which >= buffer->count)
		return -EINVAL;
	if (which == 0)
		addr = buffer->head;
	else
		addr = buffer->parts + PAGE_SIZE * which;
	if (vma->vm_end - vma->vm_start > buffer->size)
		return -EINVAL;
	vma->vm_pgoff = (unsigned long)addr;
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]: vm_pgoff counts pages, and addr, which is stored in
 * it, counts bytes: a fault asks for another page than is meant; shift it right by PAGE_SHIFT
 */
	vma->vm_ops = &buffer_vm_ops;
	return 0;
}

static int buffer_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct buffer *buffer = file->private_data;

	return buffer_map(vma, buffer, buffer->which);
}
static const struct file_operations buffer_fops = { .mmap = buffer_mmap };

static int phys_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct buffer *buffer = file->private_data;

	if (vma->vm_end - vma->vm_start > buffer->size)
		return -EINVAL;
	vma->vm_pgoff = virt_to_phys(buffer->mem);
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]: vm_pgoff counts pages, and
 * virt_to_phys(buffer->mem), which is stored in it, counts bytes: a fault asks for another page than is meant; shift
 * it right by PAGE_SHIFT
 */
	return remap_pfn_range(vma, vma->vm_start, buffer->pfn, vma->vm_end - vma->vm_start, vma->vm_page_prot);
}
static const struct file_operations phys_fops = { .mmap = phys_mmap };

static int base_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct buffer *buffer = file->private_data;
	phys_addr_t base = buffer_base(buffer);

	if (vma->vm_end - vma->vm_start > buffer->size)
		return -EINVAL;
	vma->vm_pgoff = base;
/*      ^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]: vm_pgoff counts pages, and base, which is stored in it, counts
 * bytes: a fault asks for another page than is meant; shift it right by PAGE_SHIFT
 */
	vma->vm_ops = &buffer_vm_ops;
	return 0;
}
static const struct file_operations base_fops = { .mmap = base_mmap };

/* What user space has asked for, in bytes. */
static int asked_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct buffer *buffer = file->private_data;
	unsigned long offset = vma->vm_pgoff << PAGE_SHIFT;

	if (offset < buffer->first || offset - buffer->first >= buffer->size)
		return -EINVAL;
	vma->vm_pgoff = offset - buffer->first;
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]: vm_pgoff counts pages, and offset - buffer->first,
 * which is stored in it, counts bytes: a fault asks for another page than is meant; shift it right by PAGE_SHIFT
 */
	vma->vm_ops = &buffer_vm_ops;
	return 0;
}
static const struct file_operations asked_fops = { .mmap = asked_mmap };

/* Clean: shifted, a number of an object, a cookie, and what is kept of it. */
static int clean_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct buffer *buffer = file->private_data;
	void *addr = buffer->mem;
	phys_addr_t base = buffer_base(buffer);
	dma_addr_t pfn = buffer_pfn(buffer);
	unsigned long *frames = buffer->frames;
	unsigned long old = vma->vm_pgoff;
	unsigned long offset = vma->vm_pgoff << PAGE_SHIFT;
	struct vm_region *region = buffer->region;

	vma->vm_ops = &buffer_vm_ops;
	region->vm_pgoff = (unsigned long)addr;
	switch (buffer->kind) {
	case 0:
		vma->vm_pgoff = (unsigned long)addr >> PAGE_SHIFT;
		break;
	case 1:
		vma->vm_pgoff = PFN_DOWN(base);
		break;
	case 2:
		vma->vm_pgoff = pfn;
		break;
	case 3:
		vma->vm_pgoff = frames[0];
		break;
	case 4:
		vma->vm_pgoff = *frames;
		break;
	case 5:
		vma->vm_pgoff = (offset - buffer->first) >> PAGE_SHIFT;
		break;
	case 6:
		vma->vm_pgoff = buffer->index;
		break;
	case 7:
		vma->vm_pgoff += page_to_pfn(virt_to_page(addr));
		break;
	default:
		vma->vm_pgoff = old;
	}
	return 0;
}
static const struct file_operations clean_fops = { .mmap = clean_mmap };
