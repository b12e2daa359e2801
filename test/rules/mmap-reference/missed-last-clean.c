/* release: 6.12 */
/* One is left. */
static void group_drop(struct group *group)
{
	if (atomic_add_unless(&group->maps, -1, 1))
		return;

	mutex_lock(&group->owner->lock);
	if (atomic_dec_and_test(&group->maps))
		list_del_init(&group->mapped);
	mutex_unlock(&group->owner->lock);
}

static void group_open(struct vm_area_struct *vma)
{
	struct group *group = vma->vm_private_data;

	atomic_inc(&group->maps);
}

static void group_close(struct vm_area_struct *vma)
{
	group_drop(vma->vm_private_data);
}
const struct vm_operations_struct group_ops = { .open = group_open, .close = group_close };

/* Where none was left another count is lowered. */
static void credit_close(struct vm_area_struct *vma)
{
	struct group *group = vma->vm_private_data;

	if (atomic_add_unless(&group->credits, -1, 0))
		return;
	if (atomic_dec_and_test(&group->maps))
		kfree(group);
}
const struct vm_operations_struct credit_ops = { .open = group_open, .close = credit_close };

/* It can be less than 0. */
static void buf_close(struct vm_area_struct *vma)
{
	struct buf *buf = vma->vm_private_data;
	long rest;

	rest = buf->mapped - (vma->vm_end - vma->vm_start);
	if (rest > 0) {
		buf->mapped = rest;
		return;
	}
	buf_put(buf);
}
static const struct vm_operations_struct buf_ops = { .close = buf_close };

static int buf_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct buf *buf = buf_get(file, vma->vm_pgoff);

	if (!buf)
		return -EINVAL;
	if (vma->vm_end - vma->vm_start != PAGE_ALIGN(buf->size)) {
		buf_put(buf);
		return -EINVAL;
	}
	vm_flags_set(vma, VM_DONTCOPY | VM_DONTEXPAND);
	buf->mapped = buf->size;
	vma->vm_private_data = buf;
	vma->vm_ops = &buf_ops;
	return 0;
}
static const struct file_operations buf_fops = { .mmap = buf_mmap };

/* The parts of the mapping make up what it had. */
static void block_close(struct vm_area_struct *vma)
{
	struct block *block = vma->vm_private_data;
	unsigned long rest = block->left - (vma->vm_end - vma->vm_start);

	if (rest > 0) {
		block->left = rest;
		return;
	}
	block_put(block);
}
static const struct vm_operations_struct block_ops = { .close = block_close };

static int block_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct block *block = block_get(file, vma->vm_pgoff);

	if (!block)
		return -EINVAL;
	vm_flags_set(vma, VM_DONTCOPY | VM_DONTEXPAND);
	block->left = vma->vm_end - vma->vm_start;
	vma->vm_private_data = block;
	vma->vm_ops = &block_ops;
	return 0;
}
static const struct file_operations block_fops = { .mmap = block_mmap };

/* expect: none */
