/* release: 6.12 6.1 */
/* One member is given what another one holds. */
struct ring {
	void *desc;
	void *frames;
};

struct handle {
	void *address;
	void *frame;
	void *round;
	void *trip;
};

static int ring_init(struct ring *ring, struct handle *handle)
{
	ring->desc = vzalloc(PAGE_SIZE);
	if (!ring->desc)
		return -ENOMEM;
	ring->frames = (void *)__get_free_page(GFP_KERNEL | __GFP_ZERO);
	handle->address = ring->desc;
	handle->frame = ring->frames;
	handle->round = handle->trip;
	handle->trip = handle->round;
	return 0;
}

static int ring_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct handle *handle = file->private_data;

	return vm_insert_page(vma, vma->vm_start, virt_to_page(handle->address));
/*                                                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[memory-kind]: ring_mmap() asks
 * virt_to_page() about handle->address, which vzalloc() gave: that address lies outside of the linear mapping, and
 * what comes out is another page, or none; use vmalloc_to_page() for each page
 */
}

static const struct file_operations ring_fops = { .mmap = ring_mmap };

static int frame_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct handle *handle = file->private_data;

	return vm_insert_page(vma, vma->vm_start, virt_to_page(handle->frame));
}

static const struct file_operations frame_fops = { .mmap = frame_mmap };

/* Nothing says what is there. */
static int round_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct handle *handle = file->private_data;

	return vm_insert_page(vma, vma->vm_start, virt_to_page(handle->round));
}

static const struct file_operations round_fops = { .mmap = round_mmap };
