/* release: 6.12 6.1 */
/* One function maps for readers and for writers: which it is each call says as a number. */
struct ledger { struct page *page; int mode; };
static int ledger_map(struct ledger *ledger, struct vm_area_struct *vma, bool write_ok)
{
	if (vma->vm_end - vma->vm_start != PAGE_SIZE)
		return -EINVAL;
	if (!write_ok && (vma->vm_flags & VM_WRITE))
/*                        ^^^^^^^^^^^^^^^^^^^^^^^^ warning[maywrite-kept]: reader_mmap() refuses VM_WRITE, but the
 * mapping keeps VM_MAYWRITE: mprotect() makes it writable afterwards without asking the driver; clear VM_MAYWRITE
 */
		return -EPERM;
	return vm_insert_page(vma, vma->vm_start, ledger->page);
}
static int reader_mmap(struct file *file, struct vm_area_struct *vma)
{
	return ledger_map(file->private_data, vma, false);
}
static const struct file_operations reader_fops = { .mmap = reader_mmap };
static int writer_mmap(struct file *file, struct vm_area_struct *vma)
{
	return ledger_map(file->private_data, vma, true);
}
static const struct file_operations writer_fops = { .mmap = writer_mmap };

/* A mode of the object may be anything. */
static int mode_map(struct ledger *ledger, struct vm_area_struct *vma, bool write_ok)
{
	if (vma->vm_end - vma->vm_start != PAGE_SIZE)
		return -EINVAL;
	if (!write_ok && (vma->vm_flags & VM_WRITE))
/*                        ^^^^^^^^^^^^^^^^^^^^^^^^ warning[maywrite-kept]: mode_mmap() refuses VM_WRITE under a
 * condition, but the mapping keeps VM_MAYWRITE: mprotect() makes it writable afterwards without asking the driver;
 * clear VM_MAYWRITE under the same condition
 */
		return -EPERM;
	return vm_insert_page(vma, vma->vm_start, ledger->page);
}
static int mode_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct ledger *ledger = file->private_data;

	return mode_map(ledger, vma, ledger->mode);
}
static const struct file_operations mode_fops = { .mmap = mode_mmap };

/* Readers lose the bit that mprotect() asks. */
static int shut_map(struct ledger *ledger, struct vm_area_struct *vma, bool write_ok)
{
	if (vma->vm_end - vma->vm_start != PAGE_SIZE)
		return -EINVAL;
	if (!write_ok && (vma->vm_flags & VM_WRITE))
		return -EPERM;
	if (!write_ok)
		vm_flags_clear(vma, VM_MAYWRITE);
	return vm_insert_page(vma, vma->vm_start, ledger->page);
}
static int shut_mmap(struct file *file, struct vm_area_struct *vma)
{
	return shut_map(file->private_data, vma, false);
}
static const struct file_operations shut_fops = { .mmap = shut_mmap };
