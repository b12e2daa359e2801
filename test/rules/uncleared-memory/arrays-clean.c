/* release: 6.12 5.4 */
/* expect: none */
struct bin { struct page **pages; unsigned int count; struct mutex lock; void *mem; };

/* Asked for cleared. */
static int bin_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct bin *bin = file->private_data;
	unsigned long count = vma_pages(vma);
	unsigned int i;

	if (count != bin->count)
		return -EINVAL;
	for (i = 0; i < count; i++) {
		bin->pages[i] = alloc_page(GFP_KERNEL | __GFP_ZERO);
		if (!bin->pages[i])
			return -ENOMEM;
	}
	return vm_map_pages(vma, bin->pages, count);
}
static const struct file_operations bin_fops = { .mmap = bin_mmap };

/* Cleared when it is there. */
static int cup_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct bin *cup = file->private_data;
	unsigned long count = vma_pages(vma);
	unsigned int i;

	if (count != cup->count)
		return -EINVAL;
	for (i = 0; i < count; i++) {
		cup->pages[i] = alloc_page(GFP_KERNEL);
		if (!cup->pages[i])
			return -ENOMEM;
		clear_highpage(cup->pages[i]);
	}
	return vm_map_pages(vma, cup->pages, count);
}
static const struct file_operations cup_fops = { .mmap = cup_mmap };

/* By way of its address, in a helper. */
static void mug_clear(struct bin *mug, unsigned int count)
{
	unsigned int i;

	for (i = 0; i < count; i++)
		memset(page_address(mug->pages[i]), 0, PAGE_SIZE);
}
static int mug_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct bin *mug = file->private_data;
	unsigned long count = vma_pages(vma);
	unsigned int i;

	if (count != mug->count)
		return -EINVAL;
	for (i = 0; i < count; i++)
		mug->pages[i] = alloc_page(GFP_KERNEL);
	mug_clear(mug, count);
	return vm_map_pages(vma, mug->pages, count);
}
static const struct file_operations mug_fops = { .mmap = mug_mmap };

/* All at once where the kernel has them side by side. */
static int tun_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct bin *tun = file->private_data;
	unsigned long count = vma_pages(vma);
	unsigned int i;

	if (count != tun->count)
		return -EINVAL;
	for (i = 0; i < count; i++)
		tun->pages[i] = alloc_page(GFP_KERNEL);
	tun->mem = vmap(tun->pages, count, VM_MAP, PAGE_KERNEL);
	if (!tun->mem)
		return -ENOMEM;
	memset(tun->mem, 0, count << PAGE_SHIFT);
	return vm_map_pages(vma, tun->pages, count);
}
static const struct file_operations tun_fops = { .mmap = tun_mmap };

/* Out of sight. */
static int can_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct bin *can = file->private_data;
	unsigned long count = vma_pages(vma);
	unsigned int i;

	if (count != can->count)
		return -EINVAL;
	for (i = 0; i < count; i++)
		can->pages[i] = alloc_page(GFP_KERNEL);
	can_fill_from_device(can);
	return vm_map_pages(vma, can->pages, count);
}
static const struct file_operations can_fops = { .mmap = can_mmap };

/* When the file is opened; the device writes to them, and another call does. */
struct pot { struct device *dev; struct page *pages[16]; dma_addr_t dma[16]; };
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
		pot->dma[i] = dma_map_page(pot->dev, pot->pages[i], 0, PAGE_SIZE, DMA_FROM_DEVICE);
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

/* Of another object's array of that name. */
struct lid { struct page **pages; unsigned int count; };
struct box { struct page **pages; };
static int box_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct box *box = file->private_data;
	struct lid *lid = box_lid(file);
	unsigned long count = vma_pages(vma);
	unsigned int i;

	if (count != lid->count)
		return -EINVAL;
	for (i = 0; i < count; i++)
		lid->pages[i] = alloc_page(GFP_KERNEL);
	return vm_map_pages(vma, box->pages, count);
}
static const struct file_operations box_fops = { .mmap = box_mmap };
