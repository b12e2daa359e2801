/* release: 6.12 */
#include <linux/mm.h>
/* Each slot has a counter of its own, which open counts up: only the last reference gives the slot back. */
struct ctx {
	int num;
	char *user[8];
	char *kernel[8];
	int ref[8];
	int seen[8];
};

static int ctx_find(struct ctx *ctx, struct vm_area_struct *vma)
{
	int i;

	for (i = 0; i < ctx->num; i++)
		if (ctx->user[i] == (char *)vma->vm_start)
			return i;
	return -1;
}

static void slot_open(struct vm_area_struct *vma)
{
	struct ctx *ctx = vma->vm_file->private_data;
	int i;

	for (i = 0; i < ctx->num; i++)
		if (ctx->user[i] == (char *)vma->vm_start)
			break;
	if (i < ctx->num)
		ctx->ref[i]++;
}

static void slot_close(struct vm_area_struct *vma)
{
	struct ctx *ctx = vma->vm_file->private_data;
	int i = ctx_find(ctx, vma);

	if (i < 0)
		return;
	if (--ctx->ref[i] <= 0) {
		vfree(ctx->kernel[i]);
		ctx->num--;
	}
}
static const struct vm_operations_struct slot_ops = { .open = slot_open, .close = slot_close };

/* The same with an early way out. */
static void early_close(struct vm_area_struct *vma)
{
	struct ctx *ctx = vma->vm_file->private_data;
	int i = ctx_find(ctx, vma);

	ctx->ref[i] -= 1;
	if (ctx->ref[i] > 0)
		return;
	ctx->num--;
}
static const struct vm_operations_struct early_ops = { .open = slot_open, .close = early_close };

/* Each copy counts down what belongs to the slot. */
static void each_close(struct vm_area_struct *vma)
{
	struct ctx *ctx = vma->vm_file->private_data;
	int i = ctx_find(ctx, vma);

	if (--ctx->ref[i] <= 0)
		vfree(ctx->kernel[i]);
	ctx->num--;
/*      ^^^^^^^^^^ warning[close-without-open]: close handler each_close() counts ctx->num down, but open handler
 * slot_open() takes nothing for it: a fork, a split or mremap() copies the VMA with its vm_private_data, and each
 * copy drops it once more; take a reference in open
 */
}
static const struct vm_operations_struct each_ops = { .open = slot_open, .close = each_close };

/* What is tested is another counter, which open leaves as it is. */
static void other_close(struct vm_area_struct *vma)
{
	struct ctx *ctx = vma->vm_file->private_data;
	int i = ctx_find(ctx, vma);

	if (--ctx->seen[i] <= 0)
		ctx->num--;
/*              ^^^^^^^^^^ warning[close-without-open]: close handler other_close() counts ctx->num down, but open
 * handler slot_open() takes nothing for it: a fork, a split or mremap() copies the VMA with its vm_private_data, and
 * each copy drops it once more; take a reference in open
 */
}
static const struct vm_operations_struct other_ops = { .open = slot_open, .close = other_close };

static int ctx_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct ctx *ctx = file->private_data;
	int i = ctx->num;
	char *memory;

	if (i >= 8)
		return -ENOMEM;
	memory = vmalloc_user(vma->vm_end - vma->vm_start);
	if (!memory)
		return -ENOMEM;
	if (remap_vmalloc_range(vma, memory, 0)) {
		vfree(memory);
		return -EINVAL;
	}
	ctx->kernel[i] = memory;
	ctx->user[i] = (char *)vma->vm_start;
	ctx->num++;
	switch (ctx->seen[0]) {
	case 0:
		vma->vm_ops = &slot_ops;
		break;
	case 1:
		vma->vm_ops = &early_ops;
		break;
	case 2:
		vma->vm_ops = &each_ops;
		break;
	default:
		vma->vm_ops = &other_ops;
		break;
	}
	slot_open(vma);
	return 0;
}
static const struct file_operations ctx_fops = { .mmap = ctx_mmap };
