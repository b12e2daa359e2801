/* release: 6.12 6.1 */
/* mprotect() changes VM_WRITE between mmap and close. */
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
/*          ^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-reference]: close handler foo_close() gives back (atomic_dec()) by
 * VM_WRITE, which mprotect() changes while the mapping lives: what it gives back is then not what mmap or open
 * took; test VM_MAYWRITE
 */
		atomic_dec(&foo->writers);
}
static const struct vm_operations_struct foo_ops = { .open = foo_open, .close = foo_close };

static void put_writer(struct foo *foo)
{
	atomic_dec(&foo->writers);
}

static void bar_open(struct vm_area_struct *vma)
{
	struct foo *foo = vma->vm_private_data;

	if (!(vma->vm_flags & VM_EXEC))
/*            ^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-reference]: open handler bar_open() takes (atomic_inc()) by VM_EXEC,
 * which mprotect() changes while the mapping lives: what it takes is then not what close gives back; test
 * VM_MAYEXEC
 */
		return;
	atomic_inc(&foo->writers);
}

static void bar_close(struct vm_area_struct *vma)
{
	struct foo *foo = vma->vm_private_data;

	if (vma->vm_flags & VM_MAYEXEC)
		put_writer(foo);
}
static const struct vm_operations_struct bar_ops = { .open = bar_open, .close = bar_close };
