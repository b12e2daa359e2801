/* release: 6.1 6.12 */
/* Kept first, */
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
		slate->below = vma->vm_ops;
		vma->vm_ops = &slate_ops;
	}
	return ret;
}
static const struct file_operations slate_fops = { .mmap = slate_mmap };

/* by way of a variable, */
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
	before = vma->vm_ops;
	vma->vm_ops = &chalk_ops;
	if (!chalk->old)
		chalk->old = before;
	return 0;
}
static const struct file_operations chalk_fops = { .mmap = chalk_mmap };

/* and the table of its own is overwritten by the other driver. */
static vm_fault_t board_fault(struct vm_fault *vmf)
{
	struct board *board = vmf->vma->vm_file->private_data;

	return board->below->fault(vmf);
}
static const struct vm_operations_struct board_ops = { .fault = board_fault };
static int board_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct board *board = file->private_data;
	int ret;

	vma->vm_ops = &board_ops;
	ret = board->host->map(file, vma);
	if (ret)
		return ret;
	board->below = vma->vm_ops;
	vma->vm_ops = &board_ops;
	return 0;
}
static const struct file_operations board_fops = { .mmap = board_mmap };

/* Nothing calls through what is kept. */
static void easel_show(struct easel *easel)
{
	pr_info("%ps\n", easel->ops);
}
static vm_fault_t easel_fault(struct vm_fault *vmf)
{
	struct easel *easel = vmf->vma->vm_file->private_data;

	vmf->page = easel_page_of(easel, vmf->pgoff);
	return vmf->page ? 0 : VM_FAULT_SIGBUS;
}
static const struct vm_operations_struct easel_ops = { .fault = easel_fault };
static int easel_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct easel *easel = file->private_data;

	vma->vm_ops = &easel_ops;
	easel->ops = vma->vm_ops;
	return 0;
}
static const struct file_operations easel_fops = { .mmap = easel_mmap };
/* expect: none */
