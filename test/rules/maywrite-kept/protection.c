/* release: 6.12 */
/* What asks vm_page_prot asks what the mapping may do now: mprotect() changes that. */
static int foo_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;
	const pgprot_t ro = PAGE_READONLY;
	int ret;

	switch (foo->type) {
	case 0:
		ret = vm_iomap_memory(vma, foo->phys, foo->size);
		break;
	case 1:
		if (vma->vm_page_prot.pgprot != ro.pgprot) {
/*                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[maywrite-kept]: foo_mmap() refuses a vm_page_prot
 * that lets write, but the mapping keeps VM_MAYWRITE: mprotect() makes it writable afterwards without asking the
 * driver; clear VM_MAYWRITE
 */
			ret = -EPERM;
			goto done;
		}
		ret = vm_iomap_memory(vma, foo->phys, foo->size);
		break;
	default:
		ret = -EINVAL;
		goto done;
	}
	vma->vm_private_data = foo;
done:
	if (ret == 0)
		foo->start = vma->vm_start;
	return ret;
}
static const struct file_operations foo_fops = { .mmap = foo_mmap };
static int bar_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;

	if (pgprot_val(vma->vm_page_prot) != pgprot_val(PAGE_READONLY))
/*          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[maywrite-kept]: bar_mmap() refuses a
 * vm_page_prot that lets write, but the mapping keeps VM_MAYWRITE: mprotect() makes it writable afterwards without
 * asking the driver; clear VM_MAYWRITE
 */
		return -EPERM;
	return vm_iomap_memory(vma, foo->phys, foo->size);
}
static const struct file_operations bar_fops = { .mmap = bar_mmap };
static int baz_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;

	if (pgprot_val(vma->vm_page_prot) & _PAGE_RW)
/*          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[maywrite-kept]: baz_mmap() refuses a vm_page_prot that
 * lets write, but the mapping keeps VM_MAYWRITE: mprotect() makes it writable afterwards without asking the driver;
 * clear VM_MAYWRITE
 */
		return -EPERM;
	return vm_iomap_memory(vma, foo->phys, foo->size);
}
static const struct file_operations baz_fops = { .mmap = baz_mmap };
static int eq_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;

	if (foo->ro && vma->vm_page_prot.pgprot == PAGE_READONLY.pgprot)
/*                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[maywrite-kept]: eq_mmap() refuses a
 * vm_page_prot that lets write, but the mapping keeps VM_MAYWRITE: mprotect() makes it writable afterwards without
 * asking the driver; clear VM_MAYWRITE
 */
		return vm_iomap_memory(vma, foo->phys, foo->size);
	return -EPERM;
}
static const struct file_operations eq_fops = { .mmap = eq_mmap };
/* Here the other half is done, or what is asked is that it may be written. */
static int ok_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;

	if (pgprot_val(vma->vm_page_prot) & _PAGE_RW)
		return -EPERM;
	vm_flags_clear(vma, VM_MAYWRITE);
	return vm_iomap_memory(vma, foo->phys, foo->size);
}
static const struct file_operations ok_fops = { .mmap = ok_mmap };
static int ok2_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;

	if (!(pgprot_val(vma->vm_page_prot) & _PAGE_RW))
		return -EPERM;
	return vm_iomap_memory(vma, foo->phys, foo->size);
}
static const struct file_operations ok2_fops = { .mmap = ok2_mmap };
