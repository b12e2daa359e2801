/* release: 6.12 4.14 */
struct ring { void *entries; void *shadow; u8 *regs; size_t bytes; };

static int ring_setup(struct ring *ring, size_t bytes)
{
	ring->entries = vzalloc(bytes);
	if (!ring->entries)
		return -ENOMEM;
	ring->shadow = kzalloc(bytes, GFP_KERNEL);
	if (!ring->shadow) {
		vfree(ring->entries);
		ring->entries = NULL;
		return -ENOMEM;
	}
	ring->bytes = bytes;
	return 0;
}

/* What the module stores in a member, through a helper of the handler. */
static struct page *ring_page(struct ring *ring, unsigned long n)
{
	return virt_to_page(ring->entries + n * PAGE_SIZE);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[memory-kind]: ring_page() asks virt_to_page() about ring->entries +
 * n * PAGE_SIZE, which vzalloc() gave: that address lies outside of the linear mapping, and what comes
 * out is another page, or none; use vmalloc_to_page() for each page
 */
}

static int ring_fault(struct vm_fault *vmf)
{
	struct ring *ring = vmf->vma->vm_private_data;
	struct page *page;

	if (vmf->pgoff >= ring->bytes >> PAGE_SHIFT)
		return VM_FAULT_SIGBUS;
	page = ring_page(ring, vmf->pgoff);
	get_page(page);
	vmf->page = page;
	return 0;
}
static const struct vm_operations_struct ring_ops = { .fault = ring_fault };

static int shadow_fault(struct vm_fault *vmf)
{
	struct ring *ring = vmf->vma->vm_private_data;
	void *base = ring->shadow;
	struct page *page;

	if (vmf->pgoff >= ring->bytes >> PAGE_SHIFT)
		return VM_FAULT_SIGBUS;
	page = vmalloc_to_page(base + (vmf->pgoff << PAGE_SHIFT));
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[memory-kind]: shadow_fault() asks vmalloc_to_page() about base +
 * (vmf->pgoff << PAGE_SHIFT), which kzalloc() gave: that memory is not mapped by vmalloc(), and the walk
 * of its page table gives no page, or a wrong one; use virt_to_page()
 */
	get_page(page);
	vmf->page = page;
	return 0;
}
static const struct vm_operations_struct shadow_ops = { .fault = shadow_fault };

/* Allocated where it is mapped. */
static int ring_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct ring *ring = file->private_data;
	void *mem = vmalloc(PAGE_SIZE);

	if (!mem)
		return -ENOMEM;
	memset(mem, 0, PAGE_SIZE);
	ring->regs = mem;
	vma->vm_ops = &ring_ops;
	return remap_vmalloc_range(vma, mem, 0);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[memory-kind]: ring_mmap() maps mem by remap_vmalloc_range(), which vmalloc()
 * gave without VM_USERMAP: the call always fails with -EINVAL; allocate it by vmalloc_user()
 */
}
static const struct file_operations ring_fops = { .mmap = ring_mmap };


static int window_mmap(struct file *file, struct vm_area_struct *vma)
{
	void *regs = ioremap(0xfe000000, PAGE_SIZE);

	if (!regs)
		return -ENOMEM;
	if (vma->vm_end - vma->vm_start > PAGE_SIZE || vma->vm_pgoff) {
		iounmap(regs);
		return -EINVAL;
	}
	vma->vm_private_data = regs;
	return remap_pfn_range(vma, vma->vm_start, virt_to_phys(regs) >> PAGE_SHIFT, PAGE_SIZE, vma->vm_page_prot);
/*                                                 ^^^^^^^^^^^^^^^^^^ error[memory-kind]: window_mmap() asks virt_to_phys() about regs,
 * which ioremap() gave: that address lies outside of the linear mapping, and what comes out is another
 * page, or none; keep the physical address that was mapped, and use that
 */
}
static const struct file_operations window_fops = { .mmap = window_mmap };

/* What another driver mapped is beside the point: nothing here is for user space. */
struct queue { void *vaddr; struct dma_buf *dbuf; };

static void *queue_alloc(size_t size)
{
	struct queue *queue = kzalloc(sizeof(*queue), GFP_KERNEL);

	queue->vaddr = vzalloc(size);
	return queue;
}

static void queue_user(struct queue *queue, struct page **pages, int count, unsigned long offset)
{
	queue->vaddr = vm_map_ram(pages, count, -1);
	queue->vaddr += offset;
}

static int queue_attach(struct queue *queue)
{
	struct iosys_map map;
	int err = dma_buf_vmap(queue->dbuf, &map);

	queue->vaddr = err ? NULL : map.vaddr;
	return err;
}

static int queue_mmap(void *priv, struct vm_area_struct *vma)
{
	struct queue *queue = priv;

	return remap_vmalloc_range(vma, queue->vaddr, 0);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[memory-kind]: queue_mmap() maps queue->vaddr by
 * remap_vmalloc_range(), which vzalloc() gave without VM_USERMAP: the call always fails with -EINVAL; allocate it by
 * vmalloc_user()
 */
}

static void *queue_vaddr(struct queue *queue)
{
	return queue->vaddr;
}
static const struct vb2_mem_ops queue_memops = { .vaddr = queue_vaddr, .mmap = queue_mmap };
