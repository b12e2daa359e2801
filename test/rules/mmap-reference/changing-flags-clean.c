/* release: 6.12 6.1 */
/* expect: none */
/* By flags that stay, and by one of the driver's own. */
static void foo_open(struct vm_area_struct *vma)
{
	struct foo *foo = vma->vm_file->private_data;

	if (vma->vm_flags & VM_MAYWRITE)
		atomic_inc(&foo->writers);
}

static void foo_close(struct vm_area_struct *vma)
{
	struct foo *foo = vma->vm_file->private_data;

	if (vma->vm_flags & VM_WRITE)
		flush_foo(foo->area);
	if (vma->vm_flags & VM_MAYWRITE)
		atomic_dec(&foo->writers);
}
static const struct vm_operations_struct foo_ops = { .open = foo_open, .close = foo_close };

/* The driver is told of mprotect(). */
static int told_mprotect(struct vm_area_struct *vma, unsigned long start, unsigned long end, unsigned long flags)
{
	return recount(vma->vm_private_data, vma->vm_flags, flags);
}

static void told_open(struct vm_area_struct *vma)
{
	struct foo *foo = vma->vm_private_data;

	if (vma->vm_flags & VM_WRITE)
		atomic_inc(&foo->writers);
}

static void told_close(struct vm_area_struct *vma)
{
	struct foo *foo = vma->vm_private_data;

	if (vma->vm_flags & VM_WRITE)
		atomic_dec(&foo->writers);
}
static const struct vm_operations_struct told_ops = {
	.open = told_open,
	.close = told_close,
	.mprotect = told_mprotect,
};
