/* release: 6.12 6.1 */

/* Two files have a table of that name, and what stands behind a member installs the other one. */
/* file: drivers/misc/unit/core.c */
struct unit { struct unit_info *info; };
struct unit_info { void *mem; unsigned long size; unsigned long pfn; int (*mmap)(struct unit_info *info, struct vm_area_struct *vma); };

static vm_fault_t unit_fault(struct vm_fault *vmf)
{
	struct unit *unit = vmf->vma->vm_private_data;
	struct page *page = vmalloc_to_page(unit->info->mem + (vmf->pgoff << PAGE_SHIFT));
/*                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[pgoff-bound]:
 * unit->info->mem + (vmf->pgoff << PAGE_SHIFT) is bounds-checked in unit_mmap() alone, and mremap() can enlarge the
 * mapping: user space reaches what lies past the object; set VM_DONTEXPAND in unit_mmap(), or return VM_FAULT_SIGBUS
 * where it is out of range
 */

	get_page(page);
	vmf->page = page;
	return 0;
}

static const struct vm_operations_struct unit_vm_ops = { .fault = unit_fault };

static int unit_map_own(struct vm_area_struct *vma)
{
	vma->vm_ops = &unit_vm_ops;
	return 0;
}

static int unit_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct unit *unit = file->private_data;

	if (vma->vm_pgoff)
		return -EINVAL;
	if (vma->vm_end - vma->vm_start > unit->info->size)
		return -EINVAL;
	vma->vm_private_data = unit;
	if (unit->info->mmap)
		return unit->info->mmap(unit->info, vma);
	return unit_map_own(vma);
}

static const struct file_operations unit_fops = { .mmap = unit_mmap };

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
