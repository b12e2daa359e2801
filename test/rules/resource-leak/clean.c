/* release: 6.12 5.10 */
/* expect: none */
struct ring { struct device *dev; void *regs; unsigned long size; struct list_head slots; void *last; };
struct slot { void *mem; dma_addr_t bus; struct list_head node; };

static int early_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct ring *ring = file->private_data;
	struct slot *slot;
	int err = -EINVAL;

	slot = kzalloc(sizeof(*slot), GFP_KERNEL);
	if (!slot)
		return -ENOMEM;
	if (vma->vm_pgoff <= ring->size)
		err = remap_pfn_range(vma, vma->vm_start, ring->size, PAGE_SIZE, vma->vm_page_prot);
	kfree(slot);
	return err;
}

/* It is on a list of the device from there on. */
static int listed_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct ring *ring = file->private_data;
	struct slot *slot = kzalloc(sizeof(*slot), GFP_KERNEL);

	if (!slot)
		return -ENOMEM;
	list_add(&slot->node, &ring->slots);
	if (vma->vm_pgoff)
		return -EINVAL;
	vma->vm_private_data = slot;
	return 0;
}

/* The device has it. */
static int kept_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct ring *ring = file->private_data;

	ring->last = kzalloc(64, GFP_KERNEL);
	if (!ring->last)
		return -ENOMEM;
	if (vma->vm_pgoff)
		return -EINVAL;
	vma->vm_private_data = ring->last;
	return 0;
}

/* What opaque callees do with it is unknown. */
static int handed_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct slot *slot = kzalloc(sizeof(*slot), GFP_KERNEL);

	if (!slot)
		return -ENOMEM;
	if (slot_attach(file->private_data, slot))
		return -EBUSY;
	vma->vm_private_data = slot;
	return 0;
}

/* Its record gives it back as well. */
static void slot_free(struct slot *slot)
{
	ring_free_coherent(slot->mem, slot->bus);
	kfree(slot);
}

static int nested_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct ring *ring = file->private_data;
	struct slot *slot = kzalloc(sizeof(*slot), GFP_KERNEL);
	int err;

	if (!slot)
		return -ENOMEM;
	slot->mem = ring_alloc_coherent(ring, &slot->bus);
	if (!slot->mem) {
		kfree(slot);
		return -ENOMEM;
	}
	err = remap_pfn_range(vma, vma->vm_start, virt_to_phys(slot->mem) >> PAGE_SHIFT, PAGE_SIZE,
			      vma->vm_page_prot);
	if (err) {
		slot_free(slot);
		return err;
	}
	vma->vm_private_data = slot;
	return 0;
}

/* It frees itself where its scope ends, or with the device. */
static int scoped_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct slot *slot __free(kfree) = kzalloc(sizeof(*slot), GFP_KERNEL);

	if (!slot)
		return -ENOMEM;
	return vma->vm_pgoff ? -EINVAL : 0;
}

static int taken_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct slot *slot __free(slot_free) = kzalloc(sizeof(*slot), GFP_KERNEL);

	if (!slot)
		return -ENOMEM;
	if (vma->vm_pgoff)
		return -EINVAL;
	vma->vm_private_data = no_free_ptr(slot);
	return 0;
}

static int managed_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct ring *ring = file->private_data;
	struct slot *slot = devm_kzalloc(ring->dev, sizeof(*slot), GFP_KERNEL);

	if (!slot)
		return -ENOMEM;
	if (vma->vm_pgoff)
		return -EINVAL;
	vma->vm_private_data = slot;
	return 0;
}

static int entry_mmap(struct ib_ucontext *context, struct vm_area_struct *vma)
{
	struct rdma_user_mmap_entry *entry;
	int err = -EPERM;

	entry = rdma_user_mmap_entry_get_pgoff(context, vma->vm_pgoff);
	if (!entry)
		return -EINVAL;
	if (entry->npages <= 4)
		err = rdma_user_mmap_io(context, vma, 7, PAGE_SIZE, vma->vm_page_prot, entry);
	rdma_user_mmap_entry_put(entry);
	return err;
}

/* A name that only finds takes nothing. */
static int found_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct ring *ring = file->private_data;
	struct slot *slot = ring_find_slot(ring, vma->vm_pgoff);

	if (!slot)
		return -ENOENT;
	if (vma->vm_end - vma->vm_start != PAGE_SIZE)
		return -EINVAL;
	vma->vm_private_data = slot;
	return 0;
}

static int reg_access(struct vm_area_struct *vma, unsigned long addr, void *buf, int len, int write)
{
	void __iomem *regs;

	if (write)
		return -EACCES;
	regs = ioremap(vma->vm_pgoff << PAGE_SHIFT, PAGE_SIZE);
	if (!regs)
		return -ENOMEM;
	memcpy_fromio(buf, regs, len);
	iounmap(regs);
	return len;
}

static const struct vm_operations_struct reg_ops = { .access = reg_access };
static const struct file_operations early_fops = { .mmap = early_mmap };
static const struct file_operations listed_fops = { .mmap = listed_mmap };
static const struct file_operations kept_fops = { .mmap = kept_mmap };
static const struct file_operations handed_fops = { .mmap = handed_mmap };
static const struct file_operations nested_fops = { .mmap = nested_mmap };
static const struct file_operations scoped_fops = { .mmap = scoped_mmap };
static const struct file_operations taken_fops = { .mmap = taken_mmap };
static const struct file_operations managed_fops = { .mmap = managed_mmap };
static const struct ib_device_ops entry_ops = { .mmap = entry_mmap };
static const struct file_operations found_fops = { .mmap = found_mmap };
