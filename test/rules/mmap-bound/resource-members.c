/* release: 6.12 */
/* A resource that a struct of the file has, or points to, starts at an address. */
struct foo { struct device *dev; struct resource *res; phys_addr_t base; };
struct bar { struct device *dev; const struct resource res, *other; };
struct range { unsigned long start, npages; };
struct baz { struct range *res; };

static int pointer_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;

	if (vma->vm_pgoff || vma->vm_end - vma->vm_start > resource_size(foo->res))
		return -EINVAL;
	return io_remap_pfn_range(vma, vma->vm_start, foo->res->start, vma->vm_end - vma->vm_start, vma->vm_page_prot);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]:
 * io_remap_pfn_range() takes the number of a frame, and foo->res->start counts bytes: user space is given other
 * memory; shift it right by PAGE_SHIFT
 */
}
static const struct file_operations pointer_fops = { .mmap = pointer_mmap };

static int embedded_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct bar *bar = file->private_data;

	if (vma->vm_pgoff || vma->vm_end - vma->vm_start > resource_size(&bar->res))
		return -EINVAL;
	return remap_pfn_range(vma, vma->vm_start, bar->res.start, vma->vm_end - vma->vm_start, vma->vm_page_prot);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]:
 * remap_pfn_range() takes the number of a frame, and bar->res.start counts bytes: user space is given other memory;
 * shift it right by PAGE_SHIFT
 */
}
static const struct file_operations embedded_fops = { .mmap = embedded_mmap };

static int summed_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct bar *bar = file->private_data;
	unsigned long pages = resource_size(bar->other) >> PAGE_SHIFT;
	unsigned long pgoff = vma->vm_pgoff;

	if (pgoff >= pages || vma_pages(vma) > pages - pgoff)
		return -EINVAL;
	return io_remap_pfn_range(vma, vma->vm_start, bar->other->start + pgoff, vma->vm_end - vma->vm_start, vma->vm_page_prot);
/*                                                    ^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]: pages and bytes
 * in one sum: pgoff counts pages, bar->other->start counts bytes, and another place of the object is reached than was
 * asked for; shift pgoff left by PAGE_SHIFT
 */
}
static const struct file_operations summed_fops = { .mmap = summed_mmap };

/* One mistake is told once. */
static int shifted_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;
	unsigned long pages = resource_size(foo->res) >> PAGE_SHIFT;
	unsigned long pgoff = vma->vm_pgoff;

	if (pgoff >= pages || vma_pages(vma) > pages - pgoff)
		return -EINVAL;
	return io_remap_pfn_range(vma, vma->vm_start, (foo->res->start + pgoff) >> PAGE_SHIFT, vma->vm_end - vma->vm_start, vma->vm_page_prot);
/*                                                     ^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]: pages and bytes in
 * one sum: pgoff counts pages, foo->res->start counts bytes, and another place of the object is reached than was
 * asked for; shift pgoff left by PAGE_SHIFT
 */
}
static const struct file_operations shifted_fops = { .mmap = shifted_mmap };

/* Clean: it is made a frame. */
static int frame_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;
	unsigned long pages = resource_size(foo->res) >> PAGE_SHIFT;

	if (vma->vm_pgoff >= pages || vma_pages(vma) > pages - vma->vm_pgoff)
		return -EINVAL;
	return io_remap_pfn_range(vma, vma->vm_start, PHYS_PFN(foo->res->start) + vma->vm_pgoff, vma->vm_end - vma->vm_start, vma->vm_page_prot);
}
static const struct file_operations frame_fops = { .mmap = frame_mmap };

/* Clean: in bytes until the end. */
static int bytes_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct bar *bar = file->private_data;
	unsigned long size = resource_size(&bar->res), off = vma->vm_pgoff << PAGE_SHIFT;

	if (vma->vm_pgoff >= size >> PAGE_SHIFT || vma->vm_end - vma->vm_start > size - off)
		return -EINVAL;
	return io_remap_pfn_range(vma, vma->vm_start, (bar->res.start + off) >> PAGE_SHIFT, vma->vm_end - vma->vm_start, vma->vm_page_prot);
}
static const struct file_operations bytes_fops = { .mmap = bytes_mmap };

/* Clean: another struct, which counts frames. */
static int range_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct baz *baz = file->private_data;

	if (vma->vm_pgoff || vma_pages(vma) > baz->res->npages)
		return -EINVAL;
	return remap_pfn_range(vma, vma->vm_start, baz->res->start, vma->vm_end - vma->vm_start, vma->vm_page_prot);
}
static const struct file_operations range_fops = { .mmap = range_mmap };
