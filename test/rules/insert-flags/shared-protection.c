/* release: 6.12 2.6.12 */
/* The entries are as writable as the protection says that makes them, whatever the mapping may. */
static int foo_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;

	if (vma->vm_pgoff || vma->vm_end - vma->vm_start != foo->size)
		return -EINVAL;
	return remap_pfn_range(vma, vma->vm_start, foo->pfn, foo->size, PAGE_SHARED);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[insert-flags]: foo_mmap()
 * calls remap_pfn_range() with PAGE_SHARED, also where the mapping has no VM_WRITE: what was mapped for reading, of a
 * file that is open for reading alone, can be written; hand it vma->vm_page_prot
 */
}
static const struct file_operations foo_fops = { .mmap = foo_mmap };

static int set_mmap(struct fb_info *info, struct vm_area_struct *vma)
{
	struct foo *foo = info->par;

	if (vma->vm_pgoff || vma->vm_end - vma->vm_start != foo->size)
		return -EINVAL;
	if (!(vma->vm_flags & VM_SHARED))
		return -EINVAL;
	vma->vm_page_prot = PAGE_SHARED;
	return io_remap_pfn_range(vma, vma->vm_start, foo->pfn, foo->size, vma->vm_page_prot);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[insert-flags]:
 * set_mmap() calls io_remap_pfn_range() with PAGE_SHARED, also where the mapping has no VM_WRITE: what was mapped for
 * reading, of a file that is open for reading alone, can be written; hand it vma->vm_page_prot
 */
}
static const struct fb_ops set_ops = { .fb_mmap = set_mmap };

/* Here it has to be for writing, or follows the mapping. */
static int both_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;

	if ((vma->vm_flags & (VM_SHARED | VM_WRITE)) != (VM_SHARED | VM_WRITE))
		return -EPERM;
	if (vma->vm_pgoff || vma->vm_end - vma->vm_start != foo->size)
		return -EINVAL;
	return remap_pfn_range(vma, vma->vm_start, foo->pfn, foo->size, PAGE_SHARED);
}
static const struct file_operations both_fops = { .mmap = both_mmap };

static int asked_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;
	pgprot_t prot = vma->vm_flags & VM_WRITE ? PAGE_SHARED : PAGE_READONLY;

	if (vma->vm_pgoff || vma->vm_end - vma->vm_start != foo->size)
		return -EINVAL;
	return remap_pfn_range(vma, vma->vm_start, foo->pfn, foo->size, prot);
}
static const struct file_operations asked_fops = { .mmap = asked_mmap };

static int own_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;

	if (vma->vm_pgoff || vma->vm_end - vma->vm_start != foo->size)
		return -EINVAL;
	return remap_pfn_range(vma, vma->vm_start, foo->pfn, foo->size, vma->vm_page_prot);
}
static const struct file_operations own_fops = { .mmap = own_mmap };

static int some_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;
	struct buf *buf;

	if (vma->vm_flags & VM_WRITE)
		buf = foo_writer(foo);
	else
		buf = foo_reader(foo);
	if (!buf || vma->vm_pgoff || vma->vm_end - vma->vm_start != buf->size)
		return -EINVAL;
	return remap_pfn_range(vma, vma->vm_start, buf->pfn, buf->size, PAGE_SHARED);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[insert-flags]:
 * some_mmap() calls remap_pfn_range() with PAGE_SHARED, also where the mapping has no VM_WRITE: what was mapped for
 * reading, of a file that is open for reading alone, can be written; hand it vma->vm_page_prot
 */
}
static const struct file_operations some_fops = { .mmap = some_mmap };
