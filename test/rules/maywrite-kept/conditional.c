/* release: 6.12 */
/* Some objects may not be written: what is mapped of these for reading is made writable later. */
static int foo_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;

	if ((vma->vm_flags & VM_WRITE) && !(foo->flags & FOO_WRITE))
/*           ^^^^^^^^^^^^^^^^^^^^^^^^ warning[maywrite-kept]: foo_mmap() refuses VM_WRITE under a condition, but the
 * mapping keeps VM_MAYWRITE: mprotect() makes it writable afterwards without asking the driver; clear
 * VM_MAYWRITE under the same condition
 */
		return -EPERM;
	return remap_pfn_range(vma, vma->vm_start, foo->pfn, PAGE_SIZE, vma->vm_page_prot);
}

static int bar_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;

	if (!(foo->flags & FOO_WRITE) && (vma->vm_flags & VM_WRITE))
/*                                        ^^^^^^^^^^^^^^^^^^^^^^^^ warning[maywrite-kept]: bar_mmap() refuses VM_WRITE
 * under a condition, but the mapping keeps VM_MAYWRITE: mprotect() makes it writable afterwards without
 * asking the driver; clear VM_MAYWRITE under the same condition
 */
		return -EINVAL;
	return remap_pfn_range(vma, vma->vm_start, foo->pfn, PAGE_SIZE, vma->vm_page_prot);
}

static int cleared_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;

	if (!(foo->flags & FOO_WRITE)) {
		if (vma->vm_flags & VM_WRITE)
			return -EPERM;
		vm_flags_clear(vma, VM_MAYWRITE);
	}
	return remap_pfn_range(vma, vma->vm_start, foo->pfn, PAGE_SIZE, vma->vm_page_prot);
}

/* Core looks at that for shared mappings. */
static int mode_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;

	if ((vma->vm_flags & VM_WRITE) && !(file->f_mode & FMODE_WRITE))
		return -EACCES;
	return remap_pfn_range(vma, vma->vm_start, foo->pfn, PAGE_SIZE, vma->vm_page_prot);
}

/* Writers are served in another way, and none is refused. */
static int counted_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;

	if ((vma->vm_flags & VM_WRITE) && !foo->writers)
		foo->writers = 1;
	return remap_pfn_range(vma, vma->vm_start, foo->pfn, PAGE_SIZE, vma->vm_page_prot);
}

static const struct file_operations foo_fops = { .mmap = foo_mmap };
static const struct file_operations bar_fops = { .mmap = bar_mmap };
static const struct file_operations cleared_fops = { .mmap = cleared_mmap };
static const struct file_operations mode_fops = { .mmap = mode_mmap };
static const struct file_operations counted_fops = { .mmap = counted_mmap };

/* What is neither read nor written is refused, and then other things are. */
static int neither_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct camera *cam = file->private_data;

	if (!(vma->vm_flags & (VM_WRITE | VM_READ))) {
		mutex_unlock(&cam->lock);
		return -EACCES;
	}
	if (cam->io != IO_MMAP || vma->vm_end - vma->vm_start != cam->length) {
		mutex_unlock(&cam->lock);
		return -EINVAL;
	}
	mutex_unlock(&cam->lock);
	return vm_iomap_memory(vma, cam->start, cam->length);
}
static const struct file_operations neither_fops = { .mmap = neither_mmap };
