/* release: 6.12 6.1 */
/* vm_private_data is a void pointer: that another object hangs there no compiler tells. */
struct ring {
	struct device *dev;
	unsigned long base;
};

struct ring_file {
	struct list_head entry;
	struct ring *ring;
};

struct ring_user {
	struct ring_file file;
	int id;
};

static vm_fault_t ring_fault(struct vm_fault *vmf)
{
	struct ring *ring = vmf->vma->vm_private_data;

	if (vmf->pgoff)
		return VM_FAULT_SIGBUS;
	vmf->page = virt_to_page((void *)ring->base);
	get_page(vmf->page);
	return 0;
}
static const struct vm_operations_struct ring_ops = { .fault = ring_fault };

static int file_mmap(struct file *file, struct vm_area_struct *vma)
{
	vm_flags_set(vma, VM_DONTEXPAND);
	vma->vm_ops = &ring_ops;
	vma->vm_private_data = file;
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-reference]: file_mmap() stores file, a struct file, in
 * vm_private_data, and fault of ring_ops takes it for a struct ring: it reads and writes another object than it
 * means; store the struct ring
 */
	return 0;
}

static int user_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct ring_file *user = file->private_data;

	vm_flags_set(vma, VM_DONTEXPAND);
	vma->vm_ops = &ring_ops;
	vma->vm_private_data = user;
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-reference]: user_mmap() stores user, a struct ring_file, in
 * vm_private_data, and fault of ring_ops takes it for a struct ring: it reads and writes another object than it
 * means; store the struct ring
 */
	return 0;
}

static int clean_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct ring_file *user = file->private_data;

	vm_flags_set(vma, VM_DONTEXPAND);
	vma->vm_ops = &ring_ops;
	vma->vm_private_data = user->ring;
	return 0;
}

static int void_mmap(struct file *file, struct vm_area_struct *vma)
{
	void *ring = file->private_data;

	vm_flags_set(vma, VM_DONTEXPAND);
	vma->vm_ops = &ring_ops;
	vma->vm_private_data = ring;
	return 0;
}

/* One that begins with the other is hung there. */
static vm_fault_t member_fault(struct vm_fault *vmf)
{
	struct ring_file *file = vmf->vma->vm_private_data;

	if (vmf->pgoff)
		return VM_FAULT_SIGBUS;
	vmf->page = virt_to_page((void *)file->ring->base);
	get_page(vmf->page);
	return 0;
}
static const struct vm_operations_struct member_ops = { .fault = member_fault };

static int member_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct ring_user *user = file->private_data;

	vm_flags_set(vma, VM_DONTEXPAND);
	vma->vm_ops = &member_ops;
	vma->vm_private_data = user;
	return 0;
}

/* How a struct of a header begins is not known. */
static vm_fault_t header_fault(struct vm_fault *vmf)
{
	struct ring_buffer *buffer = vmf->vma->vm_private_data;

	if (vmf->pgoff)
		return VM_FAULT_SIGBUS;
	vmf->page = virt_to_page((void *)buffer->base);
	get_page(vmf->page);
	return 0;
}
static const struct vm_operations_struct header_ops = { .fault = header_fault };

static int header_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct ring_user *user = file->private_data;

	vm_flags_set(vma, VM_DONTEXPAND);
	vma->vm_ops = &header_ops;
	vma->vm_private_data = user;
	return 0;
}

static const struct file_operations file_fops = { .mmap = file_mmap };
static const struct file_operations user_fops = { .mmap = user_mmap };
static const struct file_operations clean_fops = { .mmap = clean_mmap };
static const struct file_operations void_fops = { .mmap = void_mmap };
static const struct file_operations member_fops = { .mmap = member_mmap };
static const struct file_operations header_fops = { .mmap = header_mmap };
