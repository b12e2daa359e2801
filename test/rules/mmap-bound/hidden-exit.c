/* release: 6.12 5.4 */
/* A statement in capitals that no one here defines may hide a goto: what it leaves to is not what stands behind. */
struct qux { unsigned long base, size; bool is_mapped; };
struct qux_file { struct qux *qux; unsigned long mapped; };

static int trace_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct qux_file *data = file->private_data;
	struct qux *qux = data->qux;

	if (qux->is_mapped) {
		unsigned long size = vma->vm_end - vma->vm_start;
		int ret = 0;

		vma->vm_pgoff = 0;
		if (size > qux->size) {
			quxTRACE("%s: too large", __func__);
			quxLEAVE(QUX_INVALID);
		}
		ret = io_remap_pfn_range(vma, vma->vm_start, qux->base >> PAGE_SHIFT, size, vma->vm_page_prot);
		if (ret != 0) {
			quxTRACE("%s: %d", __func__, ret);
			data->mapped = 0;
			quxLEAVE(QUX_RESOURCES);
		}
		data->mapped = vma->vm_start;
		return 0;
	}
OnError:
	return -ENOTTY;
}
static const struct file_operations trace_fops = { .mmap = trace_mmap };

static int goto_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct qux *qux = file->private_data;
	unsigned long size = vma->vm_end - vma->vm_start;
	int rc;

	if (vma->vm_pgoff || size > qux->size)
		GOTO(out, rc = -EINVAL);
	rc = remap_pfn_range(vma, vma->vm_start, qux->base >> PAGE_SHIFT, size, vma->vm_page_prot);
out:
	return rc;
}
static const struct file_operations goto_fops = { .mmap = goto_mmap };

static int bare_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct qux *qux = file->private_data;
	unsigned long size = vma->vm_end - vma->vm_start;

	if (vma->vm_pgoff || size > qux->size) {
		FAIL_INVALID;
	}
	return remap_pfn_range(vma, vma->vm_start, qux->base >> PAGE_SHIFT, size, vma->vm_page_prot);
}
static const struct file_operations bare_fops = { .mmap = bare_mmap };

static int else_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct qux *qux = file->private_data;
	unsigned long size = vma->vm_end - vma->vm_start;

	if (!vma->vm_pgoff && size <= qux->size)
		qux->is_mapped = true;
	else
		RETURN(-EINVAL);
	return remap_pfn_range(vma, vma->vm_start, qux->base >> PAGE_SHIFT, size, vma->vm_page_prot);
}
static const struct file_operations else_fops = { .mmap = else_mmap };

/* Broken: it prints, locks, or is no last word, and the way goes on. */
static int print_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct qux *qux = file->private_data;
	unsigned long size = vma->vm_end - vma->vm_start;

	if (vma->vm_pgoff || size > qux->size)
		quxREPORT("too large");
	return remap_pfn_range(vma, vma->vm_start, qux->base >> PAGE_SHIFT, size, vma->vm_page_prot);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]:
 * the length of what remap_pfn_range() maps is never bounds-checked: user space maps what lies past the object;
 * return -EINVAL where it is too large
 */
}
static const struct file_operations print_fops = { .mmap = print_mmap };

static int flag_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct qux *qux = file->private_data;
	unsigned long size = vma->vm_end - vma->vm_start;

	if (vma->vm_pgoff || size > qux->size)
		QUX_SET_LARGE(qux);
	return remap_pfn_range(vma, vma->vm_start, qux->base >> PAGE_SHIFT, size, vma->vm_page_prot);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]:
 * the length of what remap_pfn_range() maps is never bounds-checked: user space maps what lies past the object;
 * return -EINVAL where it is too large
 */
}
static const struct file_operations flag_fops = { .mmap = flag_mmap };

static int first_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct qux *qux = file->private_data;
	unsigned long size = vma->vm_end - vma->vm_start;

	ENTRY(qux);
	return remap_pfn_range(vma, vma->vm_start, qux->base >> PAGE_SHIFT, size, vma->vm_page_prot);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]:
 * the length of what remap_pfn_range() maps is never bounds-checked: user space maps what lies past the object;
 * return -EINVAL where it is too large
 */
}
static const struct file_operations first_fops = { .mmap = first_mmap };
