/* release: 6.12 4.14 */
/* expect: none */
struct ring { void *entries; void *shadow; void *either; void *asked; size_t bytes; };
struct other { void *entries; };

static int ring_setup(struct ring *ring, struct other *other, size_t bytes, bool big)
{
	ring->entries = vmalloc_user(bytes);
	ring->shadow = (void *)__get_free_pages(GFP_KERNEL | __GFP_ZERO, get_order(bytes));
	/* Another struct has a member of that name. */
	other->entries = kzalloc(bytes, GFP_KERNEL);
	/* One or the other. */
	ring->either = big ? vzalloc(bytes) : kzalloc(bytes, GFP_KERNEL);
	/* Unknown which. */
	ring->asked = kvzalloc(bytes, GFP_KERNEL);
	ring->bytes = bytes;
	return 0;
}

static int ring_fault(struct vm_fault *vmf)
{
	struct ring *ring = vmf->vma->vm_private_data;
	struct page *page;

	if (vmf->pgoff >= ring->bytes >> PAGE_SHIFT)
		return VM_FAULT_SIGBUS;
	switch (vmf->vma->vm_flags & VM_SHARED ? 0 : 1) {
	case 0:
		page = vmalloc_to_page(ring->entries + (vmf->pgoff << PAGE_SHIFT));
		break;
	default:
		page = virt_to_page(ring->shadow + (vmf->pgoff << PAGE_SHIFT));
		break;
	}
	get_page(page);
	vmf->page = page;
	return 0;
}
static const struct vm_operations_struct ring_ops = { .fault = ring_fault };

static int either_fault(struct vm_fault *vmf)
{
	struct ring *ring = vmf->vma->vm_private_data;
	struct page *page;

	if (vmf->pgoff >= ring->bytes >> PAGE_SHIFT)
		return VM_FAULT_SIGBUS;
	page = virt_to_page(ring->either + (vmf->pgoff << PAGE_SHIFT));
	get_page(page);
	vmf->page = page;
	return 0;
}
static const struct vm_operations_struct either_ops = { .fault = either_fault };

static int asked_fault(struct vm_fault *vmf)
{
	struct ring *ring = vmf->vma->vm_private_data;
	void *at = ring->asked + (vmf->pgoff << PAGE_SHIFT);
	struct page *page;

	if (vmf->pgoff >= ring->bytes >> PAGE_SHIFT)
		return VM_FAULT_SIGBUS;
	page = is_vmalloc_addr(at) ? vmalloc_to_page(at) : virt_to_page(at);
	get_page(page);
	vmf->page = page;
	return 0;
}
static const struct vm_operations_struct asked_ops = { .fault = asked_fault };

static int ring_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct ring *ring = file->private_data;

	vma->vm_ops = &ring_ops;
	return remap_vmalloc_range(vma, ring->entries, 0);
}
static const struct file_operations ring_fops = { .mmap = ring_mmap };

/* Coherent memory is wherever the architecture has it. */
static int coherent_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct device *dev = file->private_data;
	dma_addr_t bus;
	void *mem = dma_alloc_coherent(dev, PAGE_SIZE, &bus, GFP_KERNEL);

	if (!mem)
		return -ENOMEM;
	if (vma->vm_end - vma->vm_start > PAGE_SIZE || vma->vm_pgoff) {
		dma_free_coherent(dev, PAGE_SIZE, mem, bus);
		return -EINVAL;
	}
	vma->vm_private_data = mem;
	return remap_pfn_range(vma, vma->vm_start, virt_to_phys(mem) >> PAGE_SHIFT, PAGE_SIZE, vma->vm_page_prot);
}
static const struct file_operations coherent_fops = { .mmap = coherent_mmap };

/* A buffer of somebody else beside one for user space; memory of two kinds, one of them right. */
struct queue { void *vaddr; void *mixed; struct dma_buf *dbuf; };

static void *queue_alloc(size_t size, bool small)
{
	struct queue *queue = kzalloc(sizeof(*queue), GFP_KERNEL);

	queue->vaddr = vmalloc_user(size);
	if (small)
		queue->mixed = kzalloc(size, GFP_KERNEL);
	else
		queue->mixed = vmalloc_user(size);
	return queue;
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

	if (queue->dbuf)
		return remap_vmalloc_range(vma, queue->mixed, 0);
	return remap_vmalloc_range(vma, queue->vaddr, 0);
}
static const struct vb2_mem_ops queue_memops = { .mmap = queue_mmap };
