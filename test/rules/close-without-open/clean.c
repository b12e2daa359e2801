/* release: 6.12 6.3 */
/* expect: none */
static void foo_open(struct vm_area_struct *vma)
{
	foo_get(vma->vm_private_data);
}
static void foo_close(struct vm_area_struct *vma)
{
	foo_put(vma->vm_private_data);
}
static const struct vm_operations_struct both_ops = { .open = foo_open, .close = foo_close };
static int both_mmap(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_ops = &both_ops;
	return 0;
}

/* The pieces are counted, and no fork makes a whole of its own. */
static void size_close(struct vm_area_struct *vma)
{
	struct foo *foo = vma->vm_private_data;

	foo->left -= vma->vm_end - vma->vm_start;
	if (!foo->left)
		foo_put(foo);
}
static const struct vm_operations_struct size_ops = { .close = size_close };
static int size_mmap(struct file *file, struct vm_area_struct *vma)
{
	vm_flags_set(vma, VM_DONTCOPY);
	vma->vm_ops = &size_ops;
	return 0;
}

/* It only flushes. */
static void flush_close(struct vm_area_struct *vma)
{
	struct foo *foo = vma->vm_private_data;

	foo_flush(foo);
}
static const struct vm_operations_struct flush_ops = { .close = flush_close };
static int flush_mmap(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_ops = &flush_ops;
	return 0;
}

/* The pieces are counted, whatever the VMA is called. */
static void piece_close(struct vm_area_struct *piece)
{
	struct foo *foo = piece->vm_private_data;

	foo->left -= piece->vm_end - piece->vm_start;
	if (!foo->left)
		foo_put(foo);
}
static const struct vm_operations_struct piece_ops = { .close = piece_close };
static int piece_mmap(struct file *file, struct vm_area_struct *vma)
{
	vm_flags_set(vma, VM_DONTCOPY);
	vma->vm_ops = &piece_ops;
	return 0;
}
