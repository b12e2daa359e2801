/* release: 6.12 6.1 */
/* One helper counts up and down, by the sign of what it is handed. */
struct kiln { atomic_t maps; unsigned long pfn; unsigned long size; };
static void kiln_count(struct kiln *kiln, int n)
{
	kiln_note(kiln);
	atomic_add(n, &kiln->maps);
}
static void kiln_open(struct vm_area_struct *vma)
{
	kiln_count(vma->vm_private_data, 1);
}
static void kiln_close(struct vm_area_struct *vma)
{
	kiln_count(vma->vm_private_data, -1);
}
static const struct vm_operations_struct kiln_ops = { .open = kiln_open, .close = kiln_close };
static int kiln_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct kiln *kiln = file->private_data;

	vma->vm_private_data = kiln;
	vma->vm_ops = &kiln_ops;
	atomic_inc(&kiln->maps);
	return vm_iomap_memory(vma, kiln->pfn, kiln->size);
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-reference]: kiln_mmap() fails here and keeps
 * what atomic_inc() took, which close gives back (atomic_add()), and core does not call close after a failed mmap:
 * give it back before this return
 */
}
static const struct file_operations kiln_fops = { .mmap = kiln_mmap };

/* mmap takes none. */
static void oven_open(struct vm_area_struct *vma)
{
	kiln_count(vma->vm_private_data, 1);
}
static void oven_close(struct vm_area_struct *vma)
{
	kiln_count(vma->vm_private_data, -1);
}
static const struct vm_operations_struct oven_ops = { .open = oven_open, .close = oven_close };
static int oven_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct kiln *kiln = file->private_data;
	int ret = vm_iomap_memory(vma, kiln->pfn, kiln->size);

	if (ret)
		return ret;
	vma->vm_private_data = kiln;
	vma->vm_ops = &oven_ops;
/*      ^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-reference]: oven_mmap() takes nothing for the mapping, and close of
 * oven_ops gives something back (atomic_add()): core calls open for copies alone, so munmap() drops a reference that
 * another user holds; do in mmap what open does (atomic_add())
 */
	return 0;
}
static const struct file_operations oven_fops = { .mmap = oven_mmap };
