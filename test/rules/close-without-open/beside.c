/* release: 4.4 6.12 */
/* Each mapping is counted, and holds a reference besides; a macro of a header refuses NULL. */
void buf_unref(struct buf *buf)
{
	check_buf_null_return(buf);
	kref_put(&buf->ref, buf_release);
}
static void buf_open(struct vm_area_struct *vma)
/*          ^^^^^^^^ warning[close-without-open]: open handler buf_open() takes nothing for what close handler
 * buf_close() gives back (kref_put()): core calls open for a copy of the VMA, which a fork, a split or mremap()
 * makes, and close for each; take a reference in open
 */
{
	struct buf *buf = vma->vm_private_data;

	check_buf_null_return(buf);
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
	kref_get(&buf->ref);
	buf->mappings++;
	return 0;
}
