/* release: 6.12 */
/* file: drivers/foo/foo.c */
/* One of several kinds of mappings may not be written: a case of a switch, and a function for it. */
static void foo_open(struct vm_area_struct *vma)
{
}
static const struct vm_operations_struct foo_ops = { .open = foo_open };

static int foo_map_status(struct foo *foo, struct vm_area_struct *vma)
{
	int ret;

	if (vma->vm_flags & VM_WRITE) {
/*          ^^^^^^^^^^^^^^^^^^^^^^^^ warning[maywrite-kept]: foo_map_status() refuses VM_WRITE, but the mapping keeps
 * VM_MAYWRITE: mprotect() makes it writable afterwards without asking the driver; clear VM_MAYWRITE
 */
		dev_info(foo->dev, "read only\n");
		ret = -EPERM;
		goto bail;
	}
	vma->vm_ops = &foo_ops;
	ret = 0;
bail:
	return ret;
}

static int foo_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;

	switch (vma->vm_pgoff) {
	case 0:
		if (vma_pages(vma) != 1 || (vma->vm_flags & (VM_WRITE | VM_EXEC)))
/*                                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[maywrite-kept]: foo_mmap()
 * refuses VM_WRITE, but the mapping keeps VM_MAYWRITE: mprotect() makes it writable afterwards without
 * asking the driver; clear VM_MAYWRITE
 */
			return -EINVAL;
		break;
	case 1:
		return foo_map_status(foo, vma);
	case 2:
		if (vma->vm_flags & VM_WRITE)
			return -EPERM;
		vm_flags_clear(vma, VM_MAYWRITE);
		break;
	default:
		break;
	}
	vma->vm_ops = &foo_ops;
	return 0;
}
static const struct file_operations foo_fops = { .mmap = foo_mmap };

/* The flags in a variable; a message and a put on the way out. */
static int bar_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct bar *bar = file->private_data;
	unsigned long flags = vma->vm_flags;
	int ret = 0;

	if (bar->readonly) {
		if (flags & VM_WRITE) {
/*                  ^^^^^^^^^^^^^^^^ warning[maywrite-kept]: bar_mmap() refuses VM_WRITE, but the mapping keeps
 * VM_MAYWRITE: mprotect() makes it writable afterwards without asking the driver; clear VM_MAYWRITE
 */
			bar_put(bar);
			return -EINVAL;
		}
	} else if (bar->part) {
		flags &= ~VM_MAYWRITE;
	}
	vm_flags_reset(vma, flags | VM_IO);
	vma->vm_ops = &foo_ops;
	return ret;
}
static const struct file_operations bar_fops = { .mmap = bar_mmap };

/* Private mappings alone are refused. */
static int private_mmap(struct file *file, struct vm_area_struct *vma)
{
	if ((vma->vm_flags & VM_WRITE) && !(vma->vm_flags & VM_SHARED))
/*           ^^^^^^^^^^^^^^^^^^^^^^^^ warning[maywrite-kept]: private_mmap() refuses VM_WRITE of private mappings, but
 * the mapping keeps VM_MAYWRITE: mprotect() makes it writable afterwards without asking the driver; clear
 * VM_MAYWRITE of those
 */
		return -EINVAL;
	vma->vm_ops = &foo_ops;
	vm_flags_set(vma, VM_DONTEXPAND);
	return 0;
}
static const struct file_operations private_fops = { .mmap = private_mmap };

static int private_clean_mmap(struct file *file, struct vm_area_struct *vma)
{
	if ((vma->vm_flags & VM_WRITE) && !(vma->vm_flags & VM_SHARED))
		return -EINVAL;
	if (!(vma->vm_flags & VM_SHARED))
		vm_flags_clear(vma, VM_MAYWRITE);
	vma->vm_ops = &foo_ops;
	return 0;
}
static const struct file_operations private_clean_fops = { .mmap = private_clean_mmap };

/* Nothing is shared: the private mapping is what was meant. */
static int alone_mmap(struct file *file, struct vm_area_struct *vma)
{
	if (vma->vm_flags & (VM_WRITE | VM_EXEC | VM_SHARED | VM_MAYSHARE))
/*          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[maywrite-kept]: alone_mmap()
 * refuses VM_WRITE of private mappings, but the mapping keeps VM_MAYWRITE: mprotect() makes it
 * writable afterwards without asking the driver; clear VM_MAYWRITE of those
 */
		return -EINVAL;
	vma->vm_ops = &foo_ops;
	return 0;
}
static const struct file_operations alone_fops = { .mmap = alone_mmap };

static int alone_clean_mmap(struct file *file, struct vm_area_struct *vma)
{
	if (vma->vm_flags & (VM_WRITE | VM_EXEC | VM_SHARED | VM_MAYSHARE))
		return -EINVAL;
	vm_flags_clear(vma, VM_MAYWRITE | VM_MAYEXEC);
	vma->vm_ops = &foo_ops;
	return 0;
}
static const struct file_operations alone_clean_fops = { .mmap = alone_clean_mmap };

/* The flag is taken away, and comes back. */
static int taken_mmap(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_ops = &foo_ops;
	vm_flags_mod(vma, VM_DONTEXPAND, VM_WRITE);
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[maywrite-kept]: taken_mmap() clears VM_WRITE, but the
 * mapping keeps VM_MAYWRITE: mprotect() makes it writable afterwards without asking the driver; clear
 * VM_MAYWRITE too
 */
	return 0;
}
static const struct file_operations taken_fops = { .mmap = taken_mmap };

static int taken_clean_mmap(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_ops = &foo_ops;
	vm_flags_mod(vma, VM_DONTEXPAND, VM_WRITE | VM_MAYWRITE);
	return 0;
}
static const struct file_operations taken_clean_fops = { .mmap = taken_clean_mmap };

/* Both may be mapped, each in its way. */
static int both_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;

	if (vma->vm_flags & VM_WRITE)
		foo->writers++;
	else
		foo->readers++;
	vma->vm_ops = &foo_ops;
	return 0;
}
static const struct file_operations both_fops = { .mmap = both_mmap };

/* One name is a function here and a macro there. */
#ifdef CONFIG_FOO
static bool can_map(struct foo *foo)
{
	return foo->ready;
}
static int arm_map(struct foo *foo, struct vm_area_struct *vma)
{
	if (vma->vm_flags & VM_WRITE)
/*          ^^^^^^^^^^^^^^^^^^^^^^^^ warning[maywrite-kept]: arm_map() refuses VM_WRITE, but the mapping keeps
 * VM_MAYWRITE: mprotect() makes it writable afterwards without asking the driver; clear VM_MAYWRITE
 */
		return -EPERM;
	vma->vm_ops = &foo_ops;
	return 0;
}
#else
#define can_map(foo) false
static int arm_map(struct foo *foo, struct vm_area_struct *vma)
{
	return -ENXIO;
}
#endif
static int arm_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;

	if (!can_map(foo))
		return -ENXIO;
	return arm_map(foo, vma);
}
static const struct file_operations arm_fops = { .mmap = arm_mmap };
