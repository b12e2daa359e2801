/* release: 6.12 7.1 */
/* expect: none */
/* A level of a page table hangs in the one above, and goes with them. */
static void rig_free_level(struct rig *rig, p4d_t *p4d)
{
	p4d_free(rig->mm, p4d);
}
static int rig_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct rig *rig = file->private_data;
	p4d_t *p4d;
	pud_t *pud;

	p4d = p4d_alloc(vma->vm_mm, pgd_offset(vma->vm_mm, vma->vm_start), vma->vm_start);
	if (!p4d)
		return -ENOMEM;
	pud = pud_alloc(vma->vm_mm, p4d, vma->vm_start);
	if (!pud)
		return -ENOMEM;
	return rig_fill(rig, pud);
}
static const struct file_operations rig_fops = { .mmap = rig_mmap };
