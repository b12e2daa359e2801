/* release: 6.12 5.4 */
struct bin { struct page **pages; unsigned int count; struct mutex lock; void *mem; };

/* Filled and mapped by one function. */
static int bin_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct bin *bin = file->private_data;
	unsigned long count = vma_pages(vma);
	unsigned int i;

	if (count != bin->count)
		return -EINVAL;
	for (i = 0; i < count; i++) {
		bin->pages[i] = alloc_page(GFP_KERNEL | __GFP_NOWARN);
		if (!bin->pages[i])
			return -ENOMEM;
	}
	return vm_map_pages(vma, bin->pages, count);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[uncleared-memory]: bin_mmap() maps memory (vm_map_pages())
 * that alloc_page() gave uncleared, and nobody has written to it: user space reads what its last user in the kernel
 * left there; allocate it with __GFP_ZERO, or clear it first
 */
}
static const struct file_operations bin_fops = { .mmap = bin_mmap };

/* A page at a time, by way of variables. */
struct tub { struct page **pages; unsigned int count; };
static int tub_mmap(struct file *file, struct vm_area_struct *vma)
{
	unsigned long count = vma_pages(vma), at = vma->vm_start;
	struct tub *tub = file->private_data;
	struct page **pages = tub->pages, *page;
	gfp_t gfp = GFP_HIGHUSER;
	unsigned int i;
	int ret = 0;

	if (count > tub->count)
		return -EINVAL;
	for (i = 0; i < count; i++) {
		page = alloc_page(gfp);
		if (!page)
			return -ENOMEM;
		pages[i] = page;
	}
	for (i = 0; i < count && !ret; i++, at += PAGE_SIZE)
		ret = vm_insert_page(vma, at, pages[i]);
/*                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[uncleared-memory]: tub_mmap() maps memory
 * (vm_insert_page()) that alloc_page() gave uncleared, and nobody has written to it: user space reads what its last
 * user in the kernel left there; allocate it with __GFP_ZERO, or clear it first
 */
	return ret;
}
static const struct file_operations tub_fops = { .mmap = tub_mmap };

/* By a helper that is handed the object, and one that makes them ready for the device. */
struct vat { struct device *dev; struct page **pages; dma_addr_t *dma; unsigned int count; };
static int vat_fill(struct vat *vat, unsigned int count)
{
	unsigned int i;

	vat->pages = kmalloc_array(count, sizeof(vat->pages[0]), GFP_KERNEL);
	if (!vat->pages)
		return -ENOMEM;
	for (i = 0; i < count; i++) {
		vat->pages[i] = alloc_pages(GFP_KERNEL | GFP_DMA32, 0);
		if (vat->pages[i] == NULL)
			return -ENOMEM;
	}
	vat->count = count;
	return 0;
}
static int vat_ready(struct vat *vat)
{
	unsigned int i;

	for (i = 0; i < vat->count; i++)
		vat->dma[i] = dma_map_page(vat->dev, vat->pages[i], 0, PAGE_SIZE, DMA_FROM_DEVICE);
	return 0;
}
static int vat_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct vat *vat = file->private_data;
	int ret = vat_fill(vat, vma_pages(vma));

	if (ret < 0)
		return ret;
	ret = vat_ready(vat);
	if (ret < 0)
		return ret;
	return vm_map_pages_zero(vma, vat->pages, vat->count);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[uncleared-memory]: vat_mmap() maps memory
 * (vm_map_pages_zero()) that alloc_pages() gave uncleared, and nobody has written to it: user space reads what its
 * last user in the kernel left there; allocate it with __GFP_ZERO, or clear it first
 */
}
static const struct file_operations vat_fops = { .mmap = vat_mmap };

/* All of them by one call. */
static int jar_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct bin *jar = file->private_data;
	unsigned long count = vma_pages(vma);

	if (alloc_pages_bulk_array(GFP_KERNEL, count, jar->pages) != count)
		return -ENOMEM;
	return vm_insert_pages(vma, vma->vm_start, jar->pages, &count);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[uncleared-memory]: jar_mmap() maps
 * memory (vm_insert_pages()) that alloc_pages_bulk_array() gave uncleared, and nobody has written to it: user space
 * reads what its last user in the kernel left there; allocate it with __GFP_ZERO, or clear it first
 */
}
static const struct file_operations jar_fops = { .mmap = jar_mmap };

/* When the file is opened; a fault maps them. */
struct pot { struct page *pages[16]; };
static int pot_open(struct inode *inode, struct file *file)
{
	struct pot *pot = kzalloc(sizeof(*pot), GFP_KERNEL);
	int i;

	if (!pot)
		return -ENOMEM;
	for (i = 0; i < 16; i++) {
		pot->pages[i] = alloc_page(GFP_KERNEL);
		if (!pot->pages[i])
			return -ENOMEM;
	}
	file->private_data = pot;
	return 0;
}
static vm_fault_t pot_fault(struct vm_fault *vmf)
{
	struct pot *pot = vmf->vma->vm_private_data;

	if (vmf->pgoff >= 16)
		return VM_FAULT_SIGBUS;
	get_page(pot->pages[vmf->pgoff]);
	vmf->page = pot->pages[vmf->pgoff];
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[uncleared-memory]: pot_fault() hands core a page that alloc_page()
 * gave uncleared, and nobody has written to it: user space reads what its last user in the kernel left there;
 * allocate it with __GFP_ZERO, or clear it first
 */
	return 0;
}
static const struct vm_operations_struct pot_vm_ops = { .fault = pot_fault };
static int pot_mmap(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_private_data = file->private_data;
	vma->vm_ops = &pot_vm_ops;
	return 0;
}
static const struct file_operations pot_fops = { .open = pot_open, .mmap = pot_mmap };
