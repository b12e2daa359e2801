/* release: 6.1 6.12 */
/* The table of the other driver is kept for a fault to call, and was overwritten already. */
static vm_fault_t slate_fault(struct vm_fault *vmf)
{
	struct slate *slate = vmf->vma->vm_file->private_data;

	if (slate->is_gone)
		return VM_FAULT_SIGBUS;
	return slate->below->fault(vmf);
}
static const struct vm_operations_struct slate_ops = { .fault = slate_fault };
static int slate_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct slate *slate = file->private_data;
	int ret = slate->host->map(file, vma);

	if (!ret) {
		vma->vm_ops = &slate_ops;
		slate->below = vma->vm_ops;
/*              ^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-reference]: slate_mmap() keeps vma->vm_ops in slate->below
 * after it has put slate_ops there: the table that was there is lost, and slate_fault(), which calls through
 * slate->below, comes back to slate_ops until the stack overflows; keep the old table before the store to vm_ops
 */
	}
	return ret;
}
static const struct file_operations slate_fops = { .mmap = slate_mmap };

/* By way of a variable, */
static vm_fault_t chalk_fault(struct vm_fault *vmf)
{
	struct chalk *chalk = vmf->vma->vm_private_data;

	return chalk->old->fault(vmf);
}
static const struct vm_operations_struct chalk_ops = { .fault = chalk_fault };
static int chalk_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct chalk *chalk = file->private_data;
	const struct vm_operations_struct *before;
	int ret;

	ret = call_mmap(chalk->file, vma);
	if (ret)
		return ret;
	vma->vm_ops = &chalk_ops;
	before = vma->vm_ops;
	if (!chalk->old)
		chalk->old = before;
/*              ^^^^^^^^^^^^^^^^^^^ warning[mmap-reference]: chalk_mmap() keeps vma->vm_ops in chalk->old after it has
 * put chalk_ops there: the table that was there is lost, and chalk_fault(), which calls through chalk->old, comes
 * back to chalk_ops until the stack overflows; keep the old table before the store to vm_ops
 */
	return 0;
}
static const struct file_operations chalk_fops = { .mmap = chalk_mmap };

/* in a variable of the file, */
static const struct vm_operations_struct *board_below;
static vm_fault_t board_fault(struct vm_fault *vmf)
{
	if (!board_below || !board_below->fault)
		return VM_FAULT_SIGBUS;
	return board_below->fault(vmf);
}
static const struct vm_operations_struct board_ops = { .fault = board_fault };
static int board_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct board *board = file->private_data;
	int ret = board->host->map(file, vma);

	if (ret)
		return ret;
	vma->vm_ops = &board_ops;
	board_below = vma->vm_ops;
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-reference]: board_mmap() keeps vma->vm_ops in board_below after it has
 * put board_ops there: the table that was there is lost, and board_fault(), which calls through board_below, comes
 * back to board_ops until the stack overflows; keep the old table before the store to vm_ops
 */
	return 0;
}
static const struct file_operations board_fops = { .mmap = board_mmap };

/* and as a copy. */
static vm_fault_t easel_fault(struct vm_fault *vmf)
{
	struct easel *easel = vmf->vma->vm_file->private_data;

	return easel->ops.fault(vmf);
}
static const struct vm_operations_struct easel_ops = { .fault = easel_fault };
static int easel_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct easel *easel = file->private_data;
	int ret = easel->host->map(file, vma);

	if (ret)
		return ret;
	vma->vm_ops = &easel_ops;
	easel->ops = *vma->vm_ops;
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-reference]: easel_mmap() keeps vma->vm_ops in easel->ops after it has
 * put easel_ops there: the table that was there is lost, and easel_fault(), which calls through easel->ops, comes
 * back to easel_ops until the stack overflows; keep the old table before the store to vm_ops
 */
	return 0;
}
static const struct file_operations easel_fops = { .mmap = easel_mmap };
