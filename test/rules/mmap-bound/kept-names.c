/* release: 6.12 */
/* What names the object is no offset in it: the functions behind the member take it for one. */
static int find_plane(struct vb2_queue *q, unsigned long offset, unsigned int *_buffer, unsigned int *_plane)
{
	struct vb2_buffer *vb;
	unsigned int buffer, plane;

	for (buffer = 0; buffer < q->num_buffers; ++buffer) {
		vb = q->bufs[buffer];
		for (plane = 0; plane < vb->num_planes; ++plane) {
			if (vb->planes[plane].m.offset == offset) {
				*_buffer = buffer;
				*_plane = plane;
				return 0;
			}
		}
	}
	return -EINVAL;
}

static int found_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct vb2_queue *q = file->private_data;
	unsigned int buffer, plane;
	struct vb2_buffer *vb;

	if (!(vma->vm_flags & VM_SHARED))
		return -EINVAL;
	if (find_plane(q, vma->vm_pgoff << PAGE_SHIFT, &buffer, &plane))
		return -EINVAL;
	vb = q->bufs[buffer];
	if (vma->vm_end - vma->vm_start > PAGE_ALIGN(vb->planes[plane].length))
		return -EINVAL;
	return q->mem_ops->mmap(vb->planes[plane].mem_priv, vma);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]: vm_pgoff names the object, which
 * is found by vb->planes[plane].m.offset, and q->mem_ops->mmap() takes it for an offset in that object: a mapping of
 * any but the first fails, or has other pages; set vm_pgoff to 0 first
 */
}
static const struct file_operations found_fops = { .mmap = found_mmap };

static int picked_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;
	unsigned int plane = (vma->vm_pgoff >> FOO_SHIFT) & FOO_MASK;

	if (!(vma->vm_flags & VM_SHARED))
		return -EINVAL;
	if (plane >= foo->num_planes)
		return -EINVAL;
	if (vma->vm_end - vma->vm_start > foo->planes[plane].length)
		return -EINVAL;
	return foo->mem_ops->mmap(foo->planes[plane].mem_priv, vma);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]: vm_pgoff names the object,
 * which is picked by bits of it (plane), and foo->mem_ops->mmap() takes it for an offset in that object: a mapping of
 * any but the first fails, or has other pages; set vm_pgoff to 0 first
 */
}
static const struct file_operations picked_fops = { .mmap = picked_mmap };

/* Clean: the name is taken off. */
static int cleared_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct vb2_queue *q = file->private_data;
	unsigned int buffer, plane;
	struct vb2_buffer *vb;

	if (!(vma->vm_flags & VM_SHARED))
		return -EINVAL;
	if (find_plane(q, vma->vm_pgoff << PAGE_SHIFT, &buffer, &plane))
		return -EINVAL;
	vb = q->bufs[buffer];
	if (vma->vm_end - vma->vm_start > PAGE_ALIGN(vb->planes[plane].length))
		return -EINVAL;
	vma->vm_pgoff = 0;
	return q->mem_ops->mmap(vb->planes[plane].mem_priv, vma);
}
static const struct file_operations cleared_fops = { .mmap = cleared_mmap };

/* Clean: it begins at the start. */
static int whole_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;

	if (!(vma->vm_flags & VM_SHARED) || vma->vm_pgoff != 0)
		return -EINVAL;
	if (vma->vm_end - vma->vm_start > foo->length)
		return -EINVAL;
	return foo->mem_ops->mmap(foo->mem_priv, vma);
}
static const struct file_operations whole_fops = { .mmap = whole_mmap };
