/* release: 6.12 */
/* generic_file_mmap() refuses files that nothing can be read from. */
static void raw_get(struct raw *raw)
{
	atomic_inc(&raw->maps);
}
static void raw_open(struct vm_area_struct *vma)
{
	raw_get(file_inode(vma->vm_file)->i_private);
}
static void raw_close(struct vm_area_struct *vma)
{
	struct raw *raw = file_inode(vma->vm_file)->i_private;

	atomic_dec(&raw->maps);
}
static const struct vm_operations_struct raw_ops = {
	.open = raw_open,
	.close = raw_close,
};
static int raw_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct raw *raw = file_inode(file)->i_private;
	int ret;

	atomic_inc(&raw->maps);
	ret = generic_file_mmap(file, vma);
	if (ret == 0)
		vma->vm_ops = &raw_ops;
	return ret;
/*      ^^^^^^^^^^^ warning[mmap-reference]: raw_mmap() fails here and keeps what atomic_inc() took, which close gives
 * back (atomic_dec()), and core does not call close after a failed mmap: give it back before this return
 */
}
static const struct file_operations raw_fops = { .mmap = raw_mmap };

static const struct address_space_operations raw_aops = { .dirty_folio = filemap_dirty_folio };
static const struct address_space_operations raw_link_aops = { .read_folio = raw_link_read };
