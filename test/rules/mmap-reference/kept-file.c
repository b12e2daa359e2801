/* release: 6.12 6.1 5.10 */
/* The device's file is kept until close, which puts it; core puts the file that is in vm_file by then. */
struct ctx { struct file *dev_filp; struct file *db_filp; struct kref refs; };

static void ctx_open(struct vm_area_struct *vma)
{
	struct ctx *ctx = vma->vm_private_data;

	get_file(ctx->dev_filp);
}

static void ctx_close(struct vm_area_struct *vma)
{
	struct ctx *ctx = vma->vm_private_data;

	fput(ctx->dev_filp);
}

static vm_fault_t ctx_fault(struct vm_fault *vmf)
{
	return VM_FAULT_SIGBUS;
}

static const struct vm_operations_struct ctx_vm_ops = {
	.open = ctx_open,
	.close = ctx_close,
	.fault = ctx_fault,
};

static int ctx_mmap(struct file *filp, struct vm_area_struct *vma)
{
	struct ctx *ctx = filp->private_data;

	vma->vm_ops = &ctx_vm_ops;
	vma->vm_private_data = ctx;
	vma->vm_file = ctx->db_filp;
	get_file(vma->vm_file);
	return 0;
}

static void drop_file(struct ctx *ctx)
{
	fput(ctx->dev_filp);
}

static void late_close(struct vm_area_struct *vma)
{
	struct ctx *ctx = vma->vm_private_data;

	if (!ctx)
		return;
	drop_file(ctx);
}

static const struct vm_operations_struct late_vm_ops = {
	.open = ctx_open,
	.close = late_close,
	.fault = ctx_fault,
};

static int late_mmap(struct file *filp, struct vm_area_struct *vma)
{
	struct ctx *ctx = filp->private_data;

	if (vma->vm_pgoff)
		return -EINVAL;
	vma->vm_ops = &late_vm_ops;
	vma->vm_private_data = ctx;
	vma->vm_file = get_file(ctx->db_filp);
	return 0;
}

/* Nothing is put by this close. */
static void idle_close(struct vm_area_struct *vma)
{
	struct ctx *ctx = vma->vm_private_data;

	ctx_idle(ctx);
}

static const struct vm_operations_struct idle_vm_ops = {
	.open = ctx_open,
	.close = idle_close,
	.fault = ctx_fault,
};

static int idle_mmap(struct file *filp, struct vm_area_struct *vma)
{
	struct ctx *ctx = filp->private_data;

	vma->vm_ops = &idle_vm_ops;
	vma->vm_private_data = ctx;
	vma->vm_file = ctx->db_filp;
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-reference]: idle_mmap() puts another file into vma->vm_file and never
 * drops the reference that the VMA has to the file before: core drops only the one that is there when the VMA goes,
 * so that file is never released; call vma_set_file(), or fput() the file before
 */
	get_file(vma->vm_file);
	return 0;
}

static const struct vm_operations_struct bare_vm_ops = { .fault = ctx_fault };

/* A file that is handed in under another type is the one of the mmap as far as is known. */
int map_region(void *handle, struct vm_area_struct *vma, void *priv)
{
	vma->vm_ops = &bare_vm_ops;
	vma->vm_file = (struct file *)handle;
	vma->vm_private_data = priv;
	return 0;
}

static const struct file_operations ctx_fops = { .mmap = ctx_mmap };
static const struct file_operations late_fops = { .mmap = late_mmap };
static const struct file_operations idle_fops = { .mmap = idle_mmap };
