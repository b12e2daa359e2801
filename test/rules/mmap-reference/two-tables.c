/* release: 6.12 6.1 */

/* Two files have a table of that name, and each function installs that of its own. */
/* file: drivers/misc/unit/core.c */
struct unit { int users; struct unit_info *info; };
struct unit_info { unsigned long pfn; int (*mmap)(struct unit_info *info, struct vm_area_struct *vma); };

static void unit_open(struct vm_area_struct *vma)
{
	struct unit *unit = vma->vm_private_data;

	unit->users++;
}

static void unit_close(struct vm_area_struct *vma)
{
	struct unit *unit = vma->vm_private_data;

	unit->users--;
}

static const struct vm_operations_struct unit_vm_ops = { .open = unit_open, .close = unit_close };

static int unit_map_own(struct vm_area_struct *vma)
{
	vma->vm_ops = &unit_vm_ops;
	unit_open(vma);
	return 0;
}

static int unit_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct unit *unit = file->private_data;
	int ret = 0;

	if (vma->vm_pgoff)
		return -EINVAL;
	vma->vm_private_data = unit;
	if (unit->info->mmap) {
		ret = unit->info->mmap(unit->info, vma);
		return ret;
	}
	return unit_map_own(vma);
}

static const struct file_operations unit_fops = { .mmap = unit_mmap };

/* This one forgets it. */
static int forgets_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct unit *unit = file->private_data;

	if (vma->vm_pgoff)
		return -EINVAL;
	vma->vm_private_data = unit;
	vma->vm_ops = &unit_vm_ops;
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-reference]: forgets_mmap() takes nothing for the mapping, and close of
 * unit_vm_ops gives something back (unit->users--): core calls open for copies alone, so munmap() drops a reference
 * that another user holds; do in mmap what open does (unit->users++)
 */
	return 0;
}

static const struct file_operations forgets_fops = { .mmap = forgets_mmap };

/* file: drivers/misc/unit/card.c */
static vm_fault_t card_fault(struct vm_fault *vmf)
{
	return VM_FAULT_SIGBUS;
}

static const struct vm_operations_struct unit_vm_ops = { .fault = card_fault };

static int card_map(struct unit_info *info, struct vm_area_struct *vma)
{
	vma->vm_ops = &unit_vm_ops;
	return vm_iomap_memory(vma, info->pfn << PAGE_SHIFT, PAGE_SIZE);
}

int card_probe(struct unit_info *info)
{
	info->mmap = card_map;
	return 0;
}
