/* So many pages in bytes are a size, whichever of the two is written first. */
#define BANKS 16

static int bank_mmap(struct file *file, struct vm_area_struct *vma)
{
	unsigned long off = vma->vm_pgoff << PAGE_SHIFT;

	if (off > (PAGE_SIZE << 4))
/*          ^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]: the offset may be PAGE_SIZE << 4 itself, one past the end, and
 * user space maps what lies there: compare with >=
 */
		return -EINVAL;
	return vm_insert_page(vma, vma->vm_start, virt_to_page(banks + off));
}
static const struct file_operations bank_fops = { .mmap = bank_mmap };

static int banks_mmap(struct file *file, struct vm_area_struct *vma)
{
	unsigned long off = vma->vm_pgoff << PAGE_SHIFT;

	if (off > BANKS * PAGE_SIZE)
/*          ^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]: the offset may be BANKS * PAGE_SIZE itself, one past the end,
 * and user space maps what lies there: compare with >=
 */
		return -EINVAL;
	return vm_insert_page(vma, vma->vm_start, virt_to_page(banks + off));
}
static const struct file_operations banks_fops = { .mmap = banks_mmap };

/* The last one. */
static int last_mmap(struct file *file, struct vm_area_struct *vma)
{
	unsigned long off = vma->vm_pgoff << PAGE_SHIFT;

	if (off > PAGE_SIZE * (BANKS - 1))
		return -EINVAL;
	return vm_insert_page(vma, vma->vm_start, virt_to_page(banks + off));
}
static const struct file_operations last_fops = { .mmap = last_mmap };

static int right_mmap(struct file *file, struct vm_area_struct *vma)
{
	unsigned long off = vma->vm_pgoff << PAGE_SHIFT;

	if (off >= PAGE_SIZE << 4)
		return -EINVAL;
	return vm_insert_page(vma, vma->vm_start, virt_to_page(banks + off));
}
static const struct file_operations right_fops = { .mmap = right_mmap };
