/* expect: none */
/* release: 4.4 6.12 */
/* Each mapping is counted, and holds a reference besides; a macro of a header refuses NULL. */
void buf_unref(struct buf *buf)
{
	check_buf_null_return(buf);
	kref_put(&buf->ref, buf_release);
}
static void buf_open(struct vm_area_struct *vma)
{
	struct buf *buf = vma->vm_private_data;

	check_buf_null_return(buf);
	kref_get(&buf->ref);
	mutex_lock(&buf->lock);
	buf->mappings++;
	mutex_unlock(&buf->lock);
}
static void buf_close(struct vm_area_struct *vma)
{
	struct buf *buf = vma->vm_private_data;

	check_buf_null_return(buf);
	mutex_lock(&buf->lock);
	if (--buf->mappings == 0)
		buf->is_mapped = false;
	mutex_unlock(&buf->lock);
	buf_unref(buf);
}
const struct vm_operations_struct buf_ops = { .open = buf_open, .close = buf_close };
int buf_mmap(struct vm_area_struct *vma, struct buf *buf)
{
	vma->vm_private_data = buf;
	vma->vm_ops = &buf_ops;
	buf_open(vma);
	return 0;
}

/* The last of the mappings gives back the reference that all of them share. */
static void area_open(struct vm_area_struct *vma)
{
	struct area *area = vma->vm_private_data;

	mutex_lock(&area->lock);
	area->mappings++;
	mutex_unlock(&area->lock);
}
static void area_close(struct vm_area_struct *vma)
{
	struct area *area = vma->vm_private_data;
	bool is_last;

	mutex_lock(&area->lock);
	is_last = --area->mappings == 0;
	mutex_unlock(&area->lock);
	if (is_last)
		kref_put(&area->ref, area_release);
}
const struct vm_operations_struct area_ops = { .open = area_open, .close = area_close };
static int area_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct area *area = file->private_data;

	kref_get(&area->ref);
	vma->vm_private_data = area;
	vma->vm_ops = &area_ops;
	area_open(vma);
	return 0;
}
