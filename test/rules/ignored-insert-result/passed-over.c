/* release: 6.12 6.3 */
/* The loop ends where an insertion fails, and mmap succeeds all the same. */
static int plain_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;
	unsigned long off;
	int res;

	for (off = 0; off < foo->size; off += PAGE_SIZE) {
		res = vm_insert_page(vma, vma->vm_start + off, vmalloc_to_page(foo->area + off));
		if (res) {
			pr_warn_once("foo: vm_insert_page() failed\n");
			break;
		}
	}
	return 0;
/*      ^^^^^^^^^ warning[ignored-insert-result]: plain_mmap() returns 0 although vm_insert_page() has failed: the mapping
 * has a hole that no fault fills, and an access to it gets SIGBUS; return the error
 */
}
static const struct file_operations plain_fops = { .mmap = plain_mmap };

/* Only the inner loop ends. */
static void ring_open(struct vm_area_struct *vma)
{
}
static const struct vm_operations_struct ring_ops = { .open = ring_open };

static int ring_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;
	unsigned long start = vma->vm_start;
	int err = -EINVAL;
	int i, n;

	mutex_lock(&foo->lock);
	if (!foo->blocks)
		goto out;
	for (i = 0; i < foo->count; i++) {
		for (n = 0; n < foo->pages; n++) {
			err = vm_insert_page(vma, start, vmalloc_to_page(foo->blocks[i] + n));
			if (unlikely(err))
				break;
			start += PAGE_SIZE;
		}
	}
	vma->vm_ops = &ring_ops;
	err = 0;
out:
	mutex_unlock(&foo->lock);
	return err;
/*      ^^^^^^^^^^^ warning[ignored-insert-result]: ring_mmap() returns 0 although vm_insert_page() has failed: the mapping
 * has a hole that no fault fills, and an access to it gets SIGBUS; return the error
 */
}
static const struct file_operations ring_fops = { .mmap = ring_mmap };

/* In a callee. */
static int part_insert(struct vm_area_struct *vma, struct foo *foo)
{
	int err = vm_insert_page(vma, vma->vm_start, foo->page);

	if (err)
		pr_warn("foo: no page\n");
	return 0;
}

static int part_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;
	int ret = part_insert(vma, foo);

	if (ret)
		return ret;
	return 0;
/*      ^^^^^^^^^ warning[ignored-insert-result]: part_mmap() returns 0 although vm_insert_page() has failed: the mapping has
 * a hole that no fault fills, and an access to it gets SIGBUS; return the error
 */
}
static const struct file_operations part_fops = { .mmap = part_mmap };

/* The error goes back; what is there already is fine. */
static int good_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;
	int err = vm_insert_page(vma, vma->vm_start, foo->page);

	if (err && err != -EBUSY)
		return err;
	return 0;
}
static const struct file_operations good_fops = { .mmap = good_mmap };

/* Another way to map stands in for it. */
static int other_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;
	int err = vm_iomap_memory(vma, foo->base, foo->size);

	if (err == 0)
		return 0;
	return remap_pfn_range(vma, vma->vm_start, foo->pfn, PAGE_SIZE, vma->vm_page_prot);
}
static const struct file_operations other_fops = { .mmap = other_mmap };

/* It is tried again. */
static int again_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;
	int err;

	do {
		err = vm_insert_page(vma, vma->vm_start, foo->page);
	} while (err == -ENOMEM);
	return err;
}
static const struct file_operations again_fops = { .mmap = again_mmap };

/* All is taken out again, and the fault does it. */
static vm_fault_t lazy_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;

	return vmf_insert_page(vmf->vma, vmf->address, foo->page);
}
static const struct vm_operations_struct lazy_ops = { .fault = lazy_fault };

static int lazy_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;

	vm_flags_set(vma, VM_MIXEDMAP | VM_DONTEXPAND);
	vma->vm_private_data = foo;
	vma->vm_ops = &lazy_ops;
	if (vm_insert_page(vma, vma->vm_start, foo->page))
		pr_debug("foo: later\n");
	return 0;
}
static const struct file_operations lazy_fops = { .mmap = lazy_mmap };

static int undone_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;

	vma->vm_ops = &ring_ops;
	if (vm_insert_page(vma, vma->vm_start, foo->page))
		zap_vma_ptes(vma, vma->vm_start, PAGE_SIZE);
	return 0;
}
static const struct file_operations undone_fops = { .mmap = undone_mmap };
