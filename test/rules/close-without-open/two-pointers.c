/* release: 6.12 6.1 */

/* The flags come two pointers away from the function that installs the table: the behavior of the buffer, and its chip. */
/* file: drivers/misc/gear/common/gear.h */
struct gear;
struct buffer { struct kref ref; struct behavior *behavior; void *private; unsigned long pfn; };
struct behavior { int (*mmap)(struct buffer *buf, struct vm_area_struct *vma, void *args); };
struct chip_funcs { int (*mmap)(struct gear *gear, struct vm_area_struct *vma, unsigned long pfn, unsigned long bus, size_t size); };

/* file: drivers/misc/gear/common/memory.c */
static int buffer_access(struct vm_area_struct *vma, unsigned long addr, void *buf, int len, int write)
{
	return -EIO;
}
static void buffer_close(struct vm_area_struct *vma)
{
	struct buffer *buf = vma->vm_private_data;

	buffer_put(buf);
/*      ^^^^^^^^^^^^^^^ warning[close-without-open]: close handler buffer_close() calls buffer_put(buf), but
 * buffer_ops has no open: a fork, a split or mremap() copies the VMA with its vm_private_data, and each copy drops it
 * once more; take a reference in open
 */
}
static const struct vm_operations_struct buffer_ops = { .close = buffer_close, .access = buffer_access };

int gear_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct gear *gear = file->private_data;
	struct buffer *buf;
	int rc;

	buf = buffer_get(gear, vma->vm_pgoff);
	if (!buf)
		return -EINVAL;
	vma->vm_ops = &buffer_ops;
	vma->vm_private_data = buf;
	rc = buf->behavior->mmap(buf, vma, NULL);
	if (rc)
		buffer_put(buf);
	return rc;
}
static const struct file_operations gear_fops = { .mmap = gear_mmap };

/* file: drivers/misc/gear/common/command.c */
static int command_mmap(struct buffer *buf, struct vm_area_struct *vma, void *args)
{
	struct command *cmd = buf->private;

	return cmd->gear->funcs->mmap(cmd->gear, vma, cmd->pfn, cmd->bus,
				      cmd->size);
}
static struct behavior command_behavior = { .mmap = command_mmap };

/* file: drivers/misc/gear/one/one.c */
static int one_mmap(struct gear *gear, struct vm_area_struct *vma, unsigned long pfn, unsigned long bus, size_t size)
{
	vm_flags_set(vma, VM_IO | VM_DONTEXPAND | VM_DONTCOPY);
	return vm_iomap_memory(vma, bus, size);
}
static const struct chip_funcs one_funcs = { .mmap = one_mmap };

/* file: drivers/misc/gear/two/two.c */
static int two_mmap(struct gear *gear, struct vm_area_struct *vma, unsigned long pfn, unsigned long bus, size_t size)
{
	vm_flags_set(vma, VM_IO | VM_DONTEXPAND);
	return vm_iomap_memory(vma, bus, size);
}
static const struct chip_funcs two_funcs = { .mmap = two_mmap };
