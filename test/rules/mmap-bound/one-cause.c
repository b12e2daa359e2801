/* release: 6.12 */
/* Several files map by one function, which bounds nothing: it is said once, with those that call it. */
/* file: drivers/misc/unit/map.c */
int unit_map(phys_addr_t base, struct vm_area_struct *vma)
{
	return remap_pfn_range(vma, vma->vm_start, base >> PAGE_SHIFT, vma->vm_end - vma->vm_start, vma->vm_page_prot);
}

/* file: drivers/misc/unit/queue.c */
static int queue_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct unit *unit = file->private_data;

	return unit_map(unit->queue, vma);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]: the length of what remap_pfn_range() maps in unit_map()
 * is never bounds-checked: user space maps what lies past the object; return -EINVAL where it is too large
 */
}
static const struct file_operations queue_fops = { .mmap = queue_mmap };

/* file: drivers/misc/unit/ring.c */
static int ring_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct unit *unit = file->private_data;

	return unit_map(unit->ring, vma);
}
static const struct file_operations ring_fops = { .mmap = ring_mmap };

/* This one asks before. */
/* file: drivers/misc/unit/table.c */
static int table_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct unit *unit = file->private_data;

	if (vma->vm_end - vma->vm_start > unit->table_size)
		return -EINVAL;
	return unit_map(unit->table, vma);
}
static const struct file_operations table_fops = { .mmap = table_mmap };

/* By itself. */
/* file: drivers/misc/unit/self.c */
static int self_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct unit *unit = file->private_data;

	return remap_pfn_range(vma, vma->vm_start, unit->self >> PAGE_SHIFT, vma->vm_end - vma->vm_start, vma->vm_page_prot);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]:
 * the length of what remap_pfn_range() maps is never bounds-checked: user space maps what lies past the object;
 * return -EINVAL where it is too large
 */
}
static const struct file_operations self_fops = { .mmap = self_mmap };
