/* release: 4.18 6.6 */
/* expect: none */
struct win { unsigned long base, bytes; };

/* There is none. */
static int none_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct win *win = file->private_data;
	unsigned long offset = vma->vm_pgoff << PAGE_SHIFT;
	unsigned long size = vma->vm_end - vma->vm_start;

	if (offset || size > win->bytes)
		return -EINVAL;
	return remap_pfn_range(vma, vma->vm_start + offset, win->base >> PAGE_SHIFT, size, vma->vm_page_prot);
}
static const struct file_operations none_fops = { .mmap = none_mmap };

static int less_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct win *win = file->private_data;
	unsigned long offset = vma->vm_pgoff << PAGE_SHIFT;
	unsigned long size = vma->vm_end - vma->vm_start;

	if (offset >= PAGE_SIZE || size > win->bytes)
		return -EINVAL;
	return remap_pfn_range(vma, vma->vm_start + offset, win->base >> PAGE_SHIFT, size, vma->vm_page_prot);
}
static const struct file_operations less_fops = { .mmap = less_mmap };

/* It is taken away first. */
static int taken_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct win *win = file->private_data;
	unsigned long size = vma->vm_end - vma->vm_start;

	if (size > win->bytes)
		return -EINVAL;
	vma->vm_pgoff = 0;
	return remap_pfn_range(vma, vma->vm_start + (vma->vm_pgoff << PAGE_SHIFT), win->base >> PAGE_SHIFT, size,
			       vma->vm_page_prot);
}
static const struct file_operations taken_fops = { .mmap = taken_mmap };

/* The mapping is what the file is, and only the rest of it is filled. */
static int rest_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct win *win = file->private_data;
	unsigned long offset = vma->vm_pgoff << PAGE_SHIFT;
	unsigned long size = vma->vm_end - vma->vm_start;

	if (size > win->bytes || offset >= size)
		return -EINVAL;
	return remap_pfn_range(vma, vma->vm_start + offset, win->base >> PAGE_SHIFT, size - offset,
			       vma->vm_page_prot);
}
static const struct file_operations rest_fops = { .mmap = rest_mmap };

/* The object of that name is the first. */
static int first_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct win *win = file->private_data;
	unsigned long size = vma->vm_end - vma->vm_start;

	if (vma->vm_pgoff != WIN_FIRST || size > win->bytes)
		return -EINVAL;
	return remap_pfn_range(vma, vma->vm_start + (vma->vm_pgoff << PAGE_SHIFT), win->base >> PAGE_SHIFT, size,
			       vma->vm_page_prot);
}
static const struct file_operations first_fops = { .mmap = first_mmap };
