/* release: 6.12 */
/* The rest of a length, in types of the kernel: an offset or address is as unsigned as a size. */
static void res_close(struct vm_area_struct *vma)
{
	struct res *res = vma->vm_private_data;
	unsigned long size = vma->vm_end - vma->vm_start;
	resource_size_t rest;

	rest = res->mapped - size;
	if (rest > 0) {
/*          ^^^^^^^^ warning[mmap-reference]: close handler res_close() tests rest > 0, which is unsigned: where the
 * length of the mapping was rounded up to pages it wraps instead of falling below 0, and res_put() is never called;
 * make rest signed
 */
		res->mapped = rest;
		return;
	}
	res_put(res);
}
static const struct vm_operations_struct res_ops = { .close = res_close };

static int res_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct res *res = res_get(file, vma->vm_pgoff);

	if (!res)
		return -EINVAL;
	if (vma->vm_end - vma->vm_start != PAGE_ALIGN(res->size)) {
		res_put(res);
		return -EINVAL;
	}
	vm_flags_set(vma, VM_DONTCOPY | VM_DONTEXPAND);
	res->mapped = res->size;
	vma->vm_private_data = res;
	vma->vm_ops = &res_ops;
	return 0;
}

static void span_close(struct vm_area_struct *vma)
{
	struct span *span = vma->vm_private_data;
	unsigned long size = vma->vm_end - vma->vm_start;
	ulong rest;

	rest = span->mapped - size;
	if (rest > 0) {
/*          ^^^^^^^^ warning[mmap-reference]: close handler span_close() tests rest > 0, which is unsigned: where the
 * length of the mapping was rounded up to pages it wraps instead of falling below 0, and span_put() is never called;
 * make rest signed
 */
		span->mapped = rest;
		return;
	}
	span_put(span);
}
static const struct vm_operations_struct span_ops = { .close = span_close };

static int span_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct span *span = span_get(file, vma->vm_pgoff);

	if (!span)
		return -EINVAL;
	if (vma->vm_end - vma->vm_start != PAGE_ALIGN(span->size)) {
		span_put(span);
		return -EINVAL;
	}
	vm_flags_set(vma, VM_DONTCOPY | VM_DONTEXPAND);
	span->mapped = span->size;
	vma->vm_private_data = span;
	vma->vm_ops = &span_ops;
	return 0;
}

static void kept_close(struct vm_area_struct *vma)
{
	struct kept *kept = vma->vm_private_data;
	unsigned long size = vma->vm_end - vma->vm_start;
	s64 rest;

	rest = kept->mapped - size;
	if (rest > 0) {
		kept->mapped = rest;
		return;
	}
	kept_put(kept);
}
static const struct vm_operations_struct kept_ops = { .close = kept_close };

static int kept_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct kept *kept = kept_get(file, vma->vm_pgoff);

	if (!kept)
		return -EINVAL;
	if (vma->vm_end - vma->vm_start != PAGE_ALIGN(kept->size)) {
		kept_put(kept);
		return -EINVAL;
	}
	vm_flags_set(vma, VM_DONTCOPY | VM_DONTEXPAND);
	kept->mapped = kept->size;
	vma->vm_private_data = kept;
	vma->vm_ops = &kept_ops;
	return 0;
}

