/* release: 6.12 6.1 */
/* A page of the slab allocator is mapped to nobody: the insertion refuses it. */
struct rec {
	u64 data;
};

struct queue {
	struct rec *rec;
	struct rec *other;
	struct rec *page;
	void *cached;
};

struct entry {
	void *address;
	void *kept;
	void *paged;
	void *both;
};

static struct kmem_cache *queue_cache;

static int queue_init(struct queue *q, struct entry *entry, size_t size)
{
	q->rec = kzalloc(PAGE_SIZE, GFP_USER);
	if (!q->rec)
		return -ENOMEM;
	q->page = (void *)get_zeroed_page(GFP_USER);
	q->cached = kmem_cache_alloc(queue_cache, GFP_KERNEL);
	q->other = kzalloc(size, GFP_KERNEL);
	entry->address = q->rec;
	entry->kept = q->other;
	entry->paged = q->page;
	entry->both = q->rec;
	return 0;
}

static void queue_later(struct queue *q, struct entry *entry)
{
	entry->both = q->page;
}

static void queue_exit(struct queue *q)
{
	kfree(q->rec);
	q->rec = NULL;
}

static int member_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct entry *entry = file->private_data;

	return vm_insert_page(vma, vma->vm_start, virt_to_page(entry->address));
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[memory-kind]: member_mmap()
 * hands vm_insert_page() the page of entry->address, which kzalloc() gave: that page is one of the slab allocator,
 * and the call always fails with -EINVAL; allocate the memory by get_zeroed_page()
 */
}

static const struct file_operations member_fops = { .mmap = member_mmap };

static int cached_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct queue *q = file->private_data;
	struct page *page = virt_to_page(q->cached);

	return vm_insert_page(vma, vma->vm_start, page);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[memory-kind]: cached_mmap() hands vm_insert_page() the
 * page of q->cached, which kmem_cache_alloc() gave: that page is one of the slab allocator, and the call always fails
 * with -EINVAL; allocate the memory by get_zeroed_page()
 */
}

static const struct file_operations cached_fops = { .mmap = cached_mmap };

static int here_mmap(struct file *file, struct vm_area_struct *vma)
{
	void *mem = kzalloc(PAGE_SIZE, GFP_KERNEL);
	int err;

	if (!mem)
		return -ENOMEM;
	err = vm_insert_page(vma, vma->vm_start, virt_to_page(mem));
/*            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[memory-kind]: here_mmap() hands
 * vm_insert_page() the page of mem, which kzalloc() gave: that page is one of the slab allocator, and the call always
 * fails with -EINVAL; allocate the memory by get_zeroed_page()
 */
	if (err)
		kfree(mem);
	return err;
}

static const struct file_operations here_fops = { .mmap = here_mmap };

static vm_fault_t queue_fault(struct vm_fault *vmf)
{
	struct queue *q = vmf->vma->vm_private_data;

	return vmf_insert_page(vmf->vma, vmf->address, virt_to_page(q->rec));
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[memory-kind]: queue_fault() hands
 * vmf_insert_page() the page of q->rec, which kzalloc() gave: that page is one of the slab allocator, and the call
 * always fails with VM_FAULT_SIGBUS; allocate the memory by get_zeroed_page()
 */
}

static const struct vm_operations_struct queue_ops = { .fault = queue_fault };

/* A whole page, and one that may be of either allocator by its size. */
static int paged_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct entry *entry = file->private_data;

	return vm_insert_page(vma, vma->vm_start, virt_to_page(entry->paged));
}

static const struct file_operations paged_fops = { .mmap = paged_mmap };

static int kept_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct entry *entry = file->private_data;

	return vm_insert_page(vma, vma->vm_start, virt_to_page(entry->kept));
}

static const struct file_operations kept_fops = { .mmap = kept_mmap };

/* One or the other is there. */
static int both_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct entry *entry = file->private_data;

	return vm_insert_page(vma, vma->vm_start, virt_to_page(entry->both));
}

static const struct file_operations both_fops = { .mmap = both_mmap };
