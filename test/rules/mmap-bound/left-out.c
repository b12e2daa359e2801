/* release: 6.12 6.1 */
static int first_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct box *box = file->private_data;
	unsigned long off = vma->vm_pgoff;

	if (off >= box->pages || vma_pages(vma) > box->pages - off)
		return -ENXIO;
	return remap_pfn_range(vma, vma->vm_start, box->pfn, vma->vm_end - vma->vm_start, vma->vm_page_prot);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]:
 * vm_pgoff is held against the object and is not in the frame that remap_pfn_range() is handed: whatever part user
 * space asks for, it gets the beginning; add vm_pgoff to the frame
 */
}
static const struct file_operations first_fops = { .mmap = first_mmap };

/* Clean: it is added. */
static int part_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct box *box = file->private_data;
	unsigned long off = vma->vm_pgoff;

	if (off >= box->pages || vma_pages(vma) > box->pages - off)
		return -ENXIO;
	return remap_pfn_range(vma, vma->vm_start, box->pfn + off, vma->vm_end - vma->vm_start, vma->vm_page_prot);
}
static const struct file_operations part_fops = { .mmap = part_mmap };

/* Clean: it is none. */
static int none_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct box *box = file->private_data;

	if (vma->vm_pgoff != 0)
		return -EINVAL;
	if (vma->vm_pgoff + vma_pages(vma) > box->pages)
		return -ENXIO;
	return remap_pfn_range(vma, vma->vm_start, box->pfn, vma->vm_end - vma->vm_start, vma->vm_page_prot);
}
static const struct file_operations none_fops = { .mmap = none_mmap };

/* It may pick what is mapped: out of an array, or by a call. */
static int pick_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct box *box = file->private_data;
	unsigned long off = vma->vm_pgoff;
	unsigned long pfn;

	if (off >= box->pages || vma_pages(vma) > box->pages - off)
		return -ENXIO;
	pfn = box_frame(box, off);
	return remap_pfn_range(vma, vma->vm_start, pfn, vma->vm_end - vma->vm_start, vma->vm_page_prot);
}
static const struct file_operations pick_fops = { .mmap = pick_mmap };

static int region_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct box *box = file->private_data;
	unsigned long off = vma->vm_pgoff;

	if (off < box->registers || off + vma_pages(vma) > box->pages)
		return -ENXIO;
	return remap_pfn_range(vma, vma->vm_start, box->pfn, vma->vm_end - vma->vm_start, vma->vm_page_prot);
}
static const struct file_operations region_fops = { .mmap = region_mmap };
