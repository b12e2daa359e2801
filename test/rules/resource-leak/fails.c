/* release: 6.12 5.10 */
struct ring { struct device *dev; void *regs; unsigned long size; };
struct slot { void *mem; dma_addr_t bus; };

/* A later step fails, and the return behind it forgets what the steps before it took. */
static int early_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct ring *ring = file->private_data;
	struct slot *slot;
	int err;

	slot = kzalloc(sizeof(*slot), GFP_KERNEL);
	if (!slot)
		return -ENOMEM;
	if (vma->vm_pgoff > ring->size)
		return -EINVAL;
/*              ^^^^^^^^^^^^^^^ warning[resource-leak]: early_mmap() fails here and keeps what kzalloc() took, which
 * it gives back on another way out (kfree()): nothing else leads to it, so it is lost for good; give
 * it back before this return
 */
	err = remap_pfn_range(vma, vma->vm_start, ring->size, PAGE_SIZE, vma->vm_page_prot);
	kfree(slot);
	return err;
}

/* The record that alone leads to the memory goes, the memory stays. */
static void slot_release(struct slot *slot)
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
		kfree(slot);
		return err;
/*              ^^^^^^^^^^^ warning[resource-leak]: nested_mmap() fails here and keeps what ring_alloc_coherent()
 * took, though what alone led to it is freed: nothing else leads to it, so it is lost for good; give
 * it back before this return
 */
	}
	vma->vm_private_data = slot;
	return 0;
}

/* An entry that was looked up is put on the way out that works, and not on the one for a wrong type. */
static int entry_mmap(struct ib_ucontext *context, struct vm_area_struct *vma)
{
	struct rdma_user_mmap_entry *entry;
	int err;

	entry = rdma_user_mmap_entry_get_pgoff(context, vma->vm_pgoff);
	if (!entry)
		return -EINVAL;
	if (entry->npages > 4)
		return -EPERM;
/*              ^^^^^^^^^^^^^^ warning[resource-leak]: entry_mmap() fails here and keeps what
 * rdma_user_mmap_entry_get_pgoff() took, which it gives back on another way out (rdma_user_mmap_entry_put()): nothing
 * else leads to it, so it is lost for good; give it back before this return
 */
	err = rdma_user_mmap_io(context, vma, 7, PAGE_SIZE, vma->vm_page_prot, entry);
	rdma_user_mmap_entry_put(entry);
	return err;
}

/* By the driver's own names: what one return gives back the other keeps. */
static int own_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct ring *ring = file->private_data;
	struct slot *slot = ring_find_slot(ring, vma->vm_pgoff);

	if (!slot)
		return -ENOENT;
	if (vma->vm_flags & VM_WRITE) {
		slot_put(slot);
		return -EPERM;
	}
	if (vma->vm_end - vma->vm_start != PAGE_SIZE)
		return -EINVAL;
/*              ^^^^^^^^^^^^^^^ warning[resource-leak]: own_mmap() fails here and keeps what ring_find_slot() took,
 * which it gives back on another way out (slot_put()): nothing else leads to it, so it is lost for
 * good; give it back before this return
 */
	vma->vm_private_data = slot;
	return 0;
}

static int reg_access(struct vm_area_struct *vma, unsigned long addr, void *buf, int len, int write)
{
	void __iomem *regs = ioremap(vma->vm_pgoff << PAGE_SHIFT, PAGE_SIZE);

	if (!regs)
		return -ENOMEM;
	if (write)
		return -EACCES;
/*              ^^^^^^^^^^^^^^^ warning[resource-leak]: reg_access() fails here and keeps what ioremap() took, which
 * it gives back on another way out (iounmap()): nothing else leads to it, so it is lost for good; give
 * it back before this return
 */
	memcpy_fromio(buf, regs, len);
	iounmap(regs);
	return len;
}

static const struct vm_operations_struct reg_ops = { .access = reg_access };
static const struct file_operations early_fops = { .mmap = early_mmap };
static const struct file_operations nested_fops = { .mmap = nested_mmap };
static const struct ib_device_ops entry_ops = { .mmap = entry_mmap };
static const struct file_operations own_fops = { .mmap = own_mmap };
