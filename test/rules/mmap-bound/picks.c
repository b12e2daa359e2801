/* release: 6.12 6.1 */
/* Some bits of the offset pick one of several things, and the test lets their number through. */
static int lens_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct lens *lens = file->private_data;
	unsigned int plane = vma->vm_pgoff & LENS_MASK;
	unsigned long size = vma->vm_end - vma->vm_start;

	if (plane > lens->num_planes)
/*          ^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]: the index may be lens->num_planes itself, one past the end,
 * and user space maps what lies there: compare with >=
 */
		return -EINVAL;
	if (size > lens->planes[plane].length)
		return -EINVAL;
	return remap_pfn_range(vma, vma->vm_start, lens->planes[plane].pfn, size, vma->vm_page_prot);
}
static const struct file_operations lens_fops = { .mmap = lens_mmap };

/* Here it does not, and where nothing is compared the mask may be all there are. */
static int iris_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct lens *lens = file->private_data;
	unsigned int plane = vma->vm_pgoff & LENS_MASK;
	unsigned long size = vma->vm_end - vma->vm_start;

	if (plane >= lens->num_planes)
		return -EINVAL;
	if (size > lens->planes[plane].length)
		return -EINVAL;
	return remap_pfn_range(vma, vma->vm_start, lens->planes[plane].pfn, size, vma->vm_page_prot);
}
static const struct file_operations iris_fops = { .mmap = iris_mmap };
static int shade_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct lens *lens = file->private_data;
	unsigned int plane = vma->vm_pgoff % LENS_PLANES;
	unsigned long size = vma->vm_end - vma->vm_start;

	if (size > lens->planes[plane].length)
		return -EINVAL;
	return remap_pfn_range(vma, vma->vm_start, lens->planes[plane].pfn, size, vma->vm_page_prot);
}
static const struct file_operations shade_fops = { .mmap = shade_mmap };

/* The upper bits pick it. */
static int shed_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct lens *lens = file->private_data;
	unsigned int plane = vma->vm_pgoff >> (LENS_SHIFT - PAGE_SHIFT);
	unsigned long size = vma->vm_end - vma->vm_start;

	if (plane > lens->num_planes)
/*          ^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]: the index may be lens->num_planes itself, one past the end,
 * and user space maps what lies there: compare with >=
 */
		return -EINVAL;
	if (size > lens->planes[plane].length)
		return -EINVAL;
	return remap_pfn_range(vma, vma->vm_start, lens->planes[plane].pfn, size, vma->vm_page_prot);
}
static const struct file_operations shed_fops = { .mmap = shed_mmap };
static int barn_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct lens *lens = file->private_data;
	unsigned int plane = vma->vm_pgoff >> (LENS_SHIFT - PAGE_SHIFT);
	unsigned long size = vma->vm_end - vma->vm_start;

	if (plane >= lens->num_planes)
		return -EINVAL;
	if (size > lens->planes[plane].length)
		return -EINVAL;
	return remap_pfn_range(vma, vma->vm_start, lens->planes[plane].pfn, size, vma->vm_page_prot);
}
static const struct file_operations barn_fops = { .mmap = barn_mmap };

/* A callee gives it back through a pointer. */
#define LOFT_MASK (BIT_MASK(3) - 1)
static int loft_find(struct lens *lens, unsigned long offset, unsigned int *plane)
{
	*plane = (offset >> PAGE_SHIFT) & LOFT_MASK;
	if (*plane > lens->num_planes)
/*          ^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]: the index may be lens->num_planes itself, one past the end,
 * and user space maps what lies there: compare with >=
 */
		return -EINVAL;
	return 0;
}
static int loft_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct lens *lens = file->private_data;
	unsigned long size = vma->vm_end - vma->vm_start;
	unsigned int plane;
	int ret = loft_find(lens, vma->vm_pgoff << PAGE_SHIFT, &plane);

	if (ret)
		return ret;
	if (size > lens->planes[plane].length)
		return -EINVAL;
	return remap_pfn_range(vma, vma->vm_start, lens->planes[plane].pfn, size, vma->vm_page_prot);
}
static const struct file_operations loft_fops = { .mmap = loft_mmap };
static int attic_find(struct lens *lens, unsigned long offset, unsigned int *plane)
{
	*plane = (offset >> PAGE_SHIFT) & LOFT_MASK;
	if (*plane >= lens->num_planes)
		return -EINVAL;
	return 0;
}
static int attic_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct lens *lens = file->private_data;
	unsigned long size = vma->vm_end - vma->vm_start;
	unsigned int plane;
	int ret = attic_find(lens, vma->vm_pgoff << PAGE_SHIFT, &plane);

	if (ret)
		return ret;
	if (size > lens->planes[plane].length)
		return -EINVAL;
	return remap_pfn_range(vma, vma->vm_start, lens->planes[plane].pfn, size, vma->vm_page_prot);
}
static const struct file_operations attic_fops = { .mmap = attic_mmap };
