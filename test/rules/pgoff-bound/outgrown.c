/* release: 6.12 5.10 */
/* file: drivers/foo/foo.c */
/* What the handler indexes is made as large as the mapping, which mremap() enlarges. */
static vm_fault_t foo_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;
	unsigned int n = (vmf->address - vmf->vma->vm_start) >> PAGE_SHIFT;

	if (!foo->used[n])
/*           ^^^^^^^^^^^^ warning[pgoff-bound]: foo->used is as large as the mapping was when foo_mmap() made it
 * (kzalloc()), and mremap() can enlarge the mapping: user space reaches what lies past foo->used; set VM_DONTEXPAND
 * in foo_mmap(), or return VM_FAULT_SIGBUS where n is out of range
 */
		return VM_FAULT_SIGBUS;
	get_page(foo->used[n]);
	vmf->page = foo->used[n];
	return 0;
}
static const struct vm_operations_struct foo_ops = { .fault = foo_fault };
static int foo_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = kzalloc(sizeof(*foo) + vma_pages(vma) * sizeof(foo->used[0]), GFP_KERNEL);

	if (!foo)
		return -ENOMEM;
	foo->n = vma_pages(vma);
	vma->vm_private_data = foo;
	vma->vm_ops = &foo_ops;
	return 0;
}
static const struct file_operations foo_fops = { .mmap = foo_mmap };

/* In a member. */
static vm_fault_t member_fault(struct vm_fault *vmf)
{
	struct vm_area_struct *vma = vmf->vma;
	struct foo *foo = vma->vm_private_data;

	vmf->page = foo->pages[(vmf->address - vma->vm_start) >> PAGE_SHIFT];
/*                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[pgoff-bound]: foo->pages is as
 * large as the mapping was when member_mmap() made it (kvcalloc()), and mremap() can enlarge the mapping: user space
 * reaches what lies past foo->pages; set VM_DONTEXPAND in member_mmap(), or return VM_FAULT_SIGBUS where
 * (vmf->address - vma->vm_start) >> PAGE_SHIFT is out of range
 */
	get_page(vmf->page);
	return 0;
}
static const struct vm_operations_struct member_ops = { .fault = member_fault };
static int member_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;
	unsigned long size = vma->vm_end - vma->vm_start;

	foo->pages = kvcalloc(size / PAGE_SIZE, sizeof(*foo->pages), GFP_KERNEL);
	if (!foo->pages)
		return -ENOMEM;
	vma->vm_private_data = foo;
	vma->vm_ops = &member_ops;
	return 0;
}
static const struct file_operations member_fops = { .mmap = member_mmap };

/* A buffer, by its bytes. */
static vm_fault_t bytes_fault(struct vm_fault *vmf)
{
	void *buf = vmf->vma->vm_private_data;

	vmf->page = vmalloc_to_page(buf + (vmf->address - vmf->vma->vm_start));
/*                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[pgoff-bound]: the object is as
 * large as the mapping was when bytes_mmap() made it (vzalloc()), and mremap() can enlarge the mapping: user space
 * reaches what lies past it; set VM_DONTEXPAND in bytes_mmap(), or return VM_FAULT_SIGBUS where buf + (vmf->address -
 * vmf->vma->vm_start) is out of range
 */
	get_page(vmf->page);
	return 0;
}
static const struct vm_operations_struct bytes_ops = { .fault = bytes_fault };
static int bytes_mmap(struct file *file, struct vm_area_struct *vma)
{
	void *buf = vzalloc(vma->vm_end - vma->vm_start);

	if (!buf)
		return -ENOMEM;
	vma->vm_private_data = buf;
	vma->vm_ops = &bytes_ops;
	return 0;
}
static const struct file_operations bytes_fops = { .mmap = bytes_mmap };

/* Clean: it cannot grow. */
static const struct vm_operations_struct fixed_ops = { .fault = member_fault };
static int fixed_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = kzalloc(struct_size(foo, pages, vma_pages(vma)), GFP_KERNEL);

	if (!foo)
		return -ENOMEM;
	vma->vm_flags |= VM_DONTEXPAND;
	vma->vm_private_data = foo;
	vma->vm_ops = &fixed_ops;
	return 0;
}
static const struct file_operations fixed_fops = { .mmap = fixed_mmap };

/* Clean: the handler compares. */
static vm_fault_t held_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;
	unsigned int n = (vmf->address - vmf->vma->vm_start) >> PAGE_SHIFT;

	if (n >= foo->n)
		return VM_FAULT_SIGBUS;
	get_page(foo->used[n]);
	vmf->page = foo->used[n];
	return 0;
}
static const struct vm_operations_struct held_ops = { .fault = held_fault };
static int held_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = kzalloc(sizeof(*foo) + vma_pages(vma) * sizeof(foo->used[0]), GFP_KERNEL);

	if (!foo)
		return -ENOMEM;
	foo->n = vma_pages(vma);
	vma->vm_private_data = foo;
	vma->vm_ops = &held_ops;
	return 0;
}
static const struct file_operations held_fops = { .mmap = held_mmap };

/* Clean: what is as large as the mapping is a bitmap, and the pages lie elsewhere. */
static vm_fault_t other_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;

	vmf->page = foo->pages[(vmf->address - vmf->vma->vm_start) >> PAGE_SHIFT];
	get_page(vmf->page);
	return 0;
}
static const struct vm_operations_struct other_ops = { .fault = other_fault };
static int other_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = kzalloc(sizeof(*foo) + BITS_TO_LONGS(vma_pages(vma)) * sizeof(long), GFP_KERNEL);

	if (!foo)
		return -ENOMEM;
	foo->pages = foo_pages_of(file, vma_pages(vma));
	if (!foo->pages)
		return -ENOMEM;
	vma->vm_private_data = foo;
	vma->vm_ops = &other_ops;
	return 0;
}
static const struct file_operations other_fops = { .mmap = other_mmap };
