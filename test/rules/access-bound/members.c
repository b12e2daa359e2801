/* release: 6.12 6.1 */
/* What stands behind the member copies what it is told. */
static int video_access(struct vm_area_struct *vma, unsigned long addr, void *buf, int len, int write)
{
	struct video *video = vma->vm_private_data;
	unsigned long offset = addr - vma->vm_start;

	if (len < 1)
		return -EIO;
	return video->device->funcs->access_memory(video, offset, buf, len, write);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[access-bound]: neither
 * the start of the access nor its end is bounds-checked: a debugger reaches what lies past the object; compare len
 * with what is left behind the start
 */
}
static const struct vm_operations_struct video_ops = { .access = video_access };

static int start_access(struct vm_area_struct *vma, unsigned long addr, void *buf, int len, int write)
{
	struct video *video = vma->vm_private_data;
	unsigned long offset = addr - vma->vm_start;

	if (offset >= video->size)
		return -EIO;
	return video->device->funcs->access_memory(video, offset, buf, len, write);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[access-bound]: the start
 * of the access is bounds-checked, but its end is not: a debugger reaches what lies past the object; compare len
 * with what is left behind the start
 */
}
static const struct vm_operations_struct start_ops = { .access = start_access };

static int whole_access(struct vm_area_struct *vma, unsigned long addr, void *buf, int len, int write)
{
	struct video *video = vma->vm_private_data;
	unsigned long offset = addr - vma->vm_start;

	if (len < 1 || offset + len > video->size)
		return -EIO;
	return video->device->funcs->access_memory(video, offset, buf, len, write);
}
static const struct vm_operations_struct whole_ops = { .access = whole_access };

/* Of any other it is not known whether it compares. */
static int other_access(struct vm_area_struct *vma, unsigned long addr, void *buf, int len, int write)
{
	struct video *video = vma->vm_private_data;

	return video->device->funcs->copy_memory(video, addr - vma->vm_start, buf, len, write);
}
static const struct vm_operations_struct other_ops = { .access = other_access };

/* What a handler of its own does is said there. */
static int outer_access(struct vm_area_struct *vma, unsigned long addr, void *buf, int len, int write)
{
	if (write)
		return -EACCES;
	return video_access(vma, addr, buf, len, write);
}
static const struct vm_operations_struct outer_ops = { .access = outer_access };
