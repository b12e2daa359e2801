/* release: 6.12 */
/* The ioctl stands in another file of the driver than the fault handler. */
/* file: drivers/foo/foo.h */
struct foo_ctx {
	struct mutex status_lock;
	struct mutex work_lock;
	bool started;
	unsigned long pfn;
	struct foo_work work;
};
int foo_map(struct foo_ctx *ctx, struct vm_area_struct *vma);
/* file: drivers/foo/context.c */
#include "foo.h"
static vm_fault_t foo_fault(struct vm_fault *vmf)
{
	struct foo_ctx *ctx = vmf->vma->vm_private_data;
	vm_fault_t ret = VM_FAULT_SIGBUS;

	if (vmf->pgoff > 0)
		return VM_FAULT_SIGBUS;
	mutex_lock(&ctx->status_lock);
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-lock-order]: fault handler foo_fault() takes &ctx->status_lock
 * under mmap_lock, and foo_start() holds it over copy_from_user(), which may take mmap_lock: two tasks may wait for
 * each other for ever; release the lock before user memory is touched
 */
	if (ctx->started)
		ret = vmf_insert_pfn(vmf->vma, vmf->address, ctx->pfn);
	mutex_unlock(&ctx->status_lock);
	return ret;
}

static const struct vm_operations_struct foo_ops = { .fault = foo_fault };

int foo_map(struct foo_ctx *ctx, struct vm_area_struct *vma)
{
	if (!(vma->vm_flags & VM_SHARED))
		return -EINVAL;
	mutex_lock(&ctx->work_lock);
	vm_flags_set(vma, VM_IO | VM_PFNMAP | VM_DONTEXPAND);
	vma->vm_private_data = ctx;
	vma->vm_ops = &foo_ops;
	mutex_unlock(&ctx->work_lock);
	return 0;
}
/* file: drivers/foo/file.c */
#include "foo.h"
static long foo_start(struct foo_ctx *ctx, struct foo_work __user *arg)
{
	int err = 0;

	mutex_lock(&ctx->status_lock);
	if (copy_from_user(&ctx->work, arg, sizeof(ctx->work)))
		err = -EFAULT;
	else
		ctx->started = true;
	mutex_unlock(&ctx->status_lock);
	return err;
}

/* What user space hands over is there before the lock is taken. */
static long foo_queue(struct foo_ctx *ctx, struct foo_work __user *arg)
{
	struct foo_work work;

	if (copy_from_user(&work, arg, sizeof(work)))
		return -EFAULT;
	mutex_lock(&ctx->work_lock);
	ctx->work = work;
	mutex_unlock(&ctx->work_lock);
	return 0;
}

static long foo_ioctl(struct file *file, unsigned int cmd, unsigned long arg)
{
	struct foo_ctx *ctx = file->private_data;

	if (cmd == FOO_QUEUE)
		return foo_queue(ctx, (void __user *)arg);
	return foo_start(ctx, (void __user *)arg);
}

static int foo_file_mmap(struct file *file, struct vm_area_struct *vma)
{
	return foo_map(file->private_data, vma);
}

static const struct file_operations foo_fops = { .unlocked_ioctl = foo_ioctl, .mmap = foo_file_mmap };
/* file: drivers/foo/monitor.c */
/* A struct of its own by the same name. */
struct foo_ctx {
	struct mutex work_lock;
	char text[64];
};

static ssize_t foo_show(struct foo_ctx *ctx, char __user *to, size_t count)
{
	ssize_t left;

	mutex_lock(&ctx->work_lock);
	left = copy_to_user(to, ctx->text, count);
	mutex_unlock(&ctx->work_lock);
	return left ? -EFAULT : count;
}

static int foo_monitor_mmap(struct file *file, struct vm_area_struct *vma)
{
	return -ENODEV;
}

static const struct file_operations foo_monitor_fops = { .mmap = foo_monitor_mmap };
