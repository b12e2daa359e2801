/* release: 6.12 6.1 */
/* What an insertion gave is lost one call above it. */
static vm_fault_t map_foo(struct vm_fault *vmf, struct foo *foo)
{
	if (!foo->ready)
		return VM_FAULT_SIGBUS;
	return vmf_insert_pfn(vmf->vma, vmf->address, foo->pfn);
}
static vm_fault_t lost_fault(struct vm_fault *vmf)
{
	map_foo(vmf, vmf->vma->vm_private_data);
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[ignored-insert-result]: fault handler lost_fault() drops the
 * result of map_foo(): when it fails there is no entry, and the access faults again, for ever where the failure
 * stays; return the result
 */
	return VM_FAULT_NOPAGE;
}
static const struct vm_operations_struct lost_ops = { .fault = lost_fault };

static vm_fault_t kept_fault(struct vm_fault *vmf)
{
	return map_foo(vmf, vmf->vma->vm_private_data);
}
static const struct vm_operations_struct kept_ops = { .fault = kept_fault };

/* The caller of this one has nothing to lose. */
static void prepare_foo(struct vm_fault *vmf, struct foo *foo)
{
	foo->last = vmf->address;
}
static vm_fault_t prepared_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;

	prepare_foo(vmf, foo);
	return map_foo(vmf, foo);
}
static const struct vm_operations_struct prepared_ops = { .fault = prepared_fault };

/* Of a function that maps the errno is lost likewise, and of one two calls further down. */
static int map_ring(struct ring *ring, struct vm_area_struct *vma)
{
	if (vma->vm_end - vma->vm_start != ring->bytes)
		return -EINVAL;
	return remap_pfn_range(vma, vma->vm_start, ring->pfn, ring->bytes, vma->vm_page_prot);
}
static int map_any(struct ring *ring, struct vm_area_struct *vma)
{
	int ret = map_ring(ring, vma);

	if (ret)
		dev_err(ring->dev, "not mapped: %d\n", ret);
	return ret;
}
static int dropped_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct ring *ring = file->private_data;

	if (!(vma->vm_flags & VM_SHARED))
		return -EINVAL;
	map_any(ring, vma);
/*      ^^^^^^^^^^^^^^^^^^ warning[ignored-insert-result]: dropped_mmap() drops the result of map_any(): when it fails
 * there is no entry, and the caller is told that all is well; check it and return the error
 */
	return 0;
}
static const struct file_operations dropped_fops = { .mmap = dropped_mmap };

static int handed_mmap(struct file *file, struct vm_area_struct *vma)
{
	if (!(vma->vm_flags & VM_SHARED))
		return -EINVAL;
	return map_any(file->private_data, vma);
}
static const struct file_operations handed_fops = { .mmap = handed_mmap };

/* One error for another is no loss, and none at all where a test before has told the ways apart. */
static int matched_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct ring *ring = file->private_data;
	int match = 1, ret;

	if (!(vma->vm_flags & VM_SHARED))
		return -EINVAL;
	if (vma->vm_pgoff == 0)
		ret = map_any(ring, vma);
	else
		match = 0;
	if (!match)
		ret = -EINVAL;
	return ret;
}
static const struct file_operations matched_fops = { .mmap = matched_mmap };
