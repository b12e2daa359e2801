/* release: 6.12 4.14 */
/* A failure that is a positive number is none: core hands it to user space as the address. */
static int one_mmap(struct file *file, struct vm_area_struct *vma)
{
	if (remap_pfn_range(vma, vma->vm_start, box_frame(file), PAGE_SIZE, vma->vm_page_prot))
		return 1;
/*              ^^^^^^^^^ error[vm-fault-as-errno]: mmap handler one_mmap() returns 1, but its result is 0 or a
 * negative errno: core drops the mapping, and mmap() hands the number to user space as the address of it; return a
 * negative errno instead
 */
	return 0;
}
static const struct file_operations one_fops = { .mmap = one_mmap };

/* By way of a variable, */
static int kept_mmap(struct file *file, struct vm_area_struct *vma)
{
	int ret = EINVAL;

	if (!box_ready(file))
		goto out;
	ret = remap_pfn_range(vma, vma->vm_start, box_frame(file), PAGE_SIZE, vma->vm_page_prot);
out:
	return ret;
/*      ^^^^^^^^^^^ error[vm-fault-as-errno]: mmap handler kept_mmap() returns EINVAL, but its result is 0 or a
 * negative errno: core drops the mapping, and mmap() hands the number to user space as the address of it; return a
 * negative errno instead
 */
}
static const struct file_operations kept_fops = { .mmap = kept_mmap };

/* of a macro, */
#define BOX_FAILED 2
static int macro_mmap(struct file *file, struct vm_area_struct *vma)
{
	if (!box_ready(file))
		return BOX_FAILED;
/*              ^^^^^^^^^^^^^^^^^^ error[vm-fault-as-errno]: mmap handler macro_mmap() returns 2, but its result is 0
 * or a negative errno: core drops the mapping, and mmap() hands the number to user space as the address of it; return
 * a negative errno instead
 */
	return remap_pfn_range(vma, vma->vm_start, box_frame(file), PAGE_SIZE, vma->vm_page_prot);
}
static const struct file_operations macro_fops = { .mmap = macro_mmap };

/* of a choice, */
static int choice_mmap(struct file *file, struct vm_area_struct *vma)
{
	return remap_pfn_range(vma, vma->vm_start, box_frame(file), PAGE_SIZE, vma->vm_page_prot) ? 1 : 0;
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[vm-fault-as-errno]:
 * mmap handler choice_mmap() returns 1, but its result is 0 or a negative errno: core drops the mapping, and mmap()
 * hands the number to user space as the address of it; return a negative errno instead
 */
}
static const struct file_operations choice_fops = { .mmap = choice_mmap };

/* from a callee, and from another op. */
static int box_map(struct file *file, struct vm_area_struct *vma)
{
	if (!box_ready(file))
		return 3;
	return remap_pfn_range(vma, vma->vm_start, box_frame(file), PAGE_SIZE, vma->vm_page_prot);
}
static int callee_mmap(struct file *file, struct vm_area_struct *vma)
{
	return box_map(file, vma);
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^ error[vm-fault-as-errno]: mmap handler callee_mmap() returns 3, but its result is 0
 * or a negative errno: core drops the mapping, and mmap() hands the number to user space as the address of it; return
 * a negative errno instead
 */
}
static const struct file_operations callee_fops = { .mmap = callee_mmap };

static int box_mremap(struct vm_area_struct *vma)
{
	return 1;
/*      ^^^^^^^^^ error[vm-fault-as-errno]: mremap handler box_mremap() returns 1, but its result is 0 or a negative
 * errno: a positive number is no error code, and reaches user space as it is; return a negative errno instead
 */
}
static const struct vm_operations_struct box_ops = { .mremap = box_mremap };

/* Nothing of it leaves here. */
static int turned_mmap(struct file *file, struct vm_area_struct *vma)
{
	if (box_map(file, vma))
		return -EAGAIN;
	return 0;
}
static const struct file_operations turned_fops = { .mmap = turned_mmap };

static int box_is_mmapped(struct box *box, struct vm_area_struct *vma)
{
	if (box->vma == vma)
		return 1;
	return 0;
}
