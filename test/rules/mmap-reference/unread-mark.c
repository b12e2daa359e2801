/* release: 6.12 */
/* A number, in a type of its own name. */
typedef struct reel { struct mutex lock; struct page **pages; unsigned int size; char mapped; } Reel;
static int reel_mmap(struct file *file, struct vm_area_struct *vma)
{
	Reel *reel = file->private_data;

	mutex_lock(&reel->lock);
	reel->mapped = 1;
/*      ^^^^^^^^^^^^^^^^ warning[mmap-reference]: reel_mmap() notes in reel->mapped that it has mapped, and nothing
 * asks for it: what is mapped may be replaced or freed under the mapping; test mapped where that is done
 */
	vma->vm_private_data = reel;
	vma->vm_ops = &reel_vm_ops;
	mutex_unlock(&reel->lock);
	return 0;
}
static const struct file_operations reel_fops = { .mmap = reel_mmap };
static long reel_ioctl(struct file *file, unsigned int cmd, unsigned long arg)
{
	Reel *reel = file->private_data;

	return reel_resize(reel, arg);
}

/* A truth, that is taken back. */
struct coil { struct page **pages; bool is_mapped; };
static int coil_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct coil *coil = file->private_data;

	coil->is_mapped = true;
/*      ^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-reference]: coil_mmap() notes in coil->is_mapped that it has mapped, and
 * nothing asks for it: what is mapped may be replaced or freed under the mapping; test is_mapped where that is done
 */
	vma->vm_private_data = coil;
	vma->vm_ops = &coil_vm_ops;
	return 0;
}
static const struct file_operations coil_fops = { .mmap = coil_mmap };
static int coil_release(struct inode *inode, struct file *file)
{
	struct coil *coil = file->private_data;

	coil->is_mapped = false;
	coil_free(coil);
	return 0;
}

/* By a helper, a bit. */
struct bolt { struct page **pages; unsigned int in_use : 1; };
static void bolt_mark(struct bolt *bolt)
{
	bolt->in_use = 1;
/*      ^^^^^^^^^^^^^^^^ warning[mmap-reference]: bolt_mmap() notes in bolt->in_use that it has mapped, and nothing
 * asks for it: what is mapped may be replaced or freed under the mapping; test in_use where that is done
 */
}
static int bolt_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct bolt *bolt = file->private_data;

	bolt_mark(bolt);
	vma->vm_private_data = bolt;
	vma->vm_ops = &bolt_vm_ops;
	return 0;
}
static const struct file_operations bolt_fops = { .mmap = bolt_mmap };

/* Behind the mapping, beside what was worked out before. */
struct dock { void *raw; unsigned int shift; unsigned int shown : 1; int order; };
static int dock_prepare(struct dock *dock)
{
	if (dock->order == 4)
		dock->shift = 2;
	else
		dock->shift = 5;
	return 0;
}
static int dock_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct dock *dock = file->private_data;
	unsigned long size = vma->vm_end - vma->vm_start;

	dock_prepare(dock);
	if (vma->vm_pgoff || size > (PAGE_SIZE << dock->order))
		return -EINVAL;
	if (remap_pfn_range(vma, vma->vm_start, virt_to_phys(dock->raw) >> PAGE_SHIFT, size, vma->vm_page_prot))
		return -EAGAIN;
	dock->shown = 1;
/*      ^^^^^^^^^^^^^^^ warning[mmap-reference]: dock_mmap() notes in dock->shown that it has mapped, and nothing asks
 * for it: what is mapped may be replaced or freed under the mapping; test shown where that is done
 */
	return 0;
}
static const struct file_operations dock_fops = { .mmap = dock_mmap };
