/* release: 6.12 5.15 */
/* What close drops may be found where it hands the VMA on, or reached by a conversion. */
static void put_close(struct vm_area_struct *vma)
{
	foo_put(vma->vm_private_data);
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[close-without-open]: close handler put_close() calls
 * foo_put(vma->vm_private_data), but put_ops has no open: a fork, a split or mremap() copies the VMA with its
 * vm_private_data, and each copy drops it once more; take a reference in open
 */
}
static const struct vm_operations_struct put_ops = { .close = put_close };

static void outer_close(struct vm_area_struct *vma)
{
	foo_unpin_pages(vma->vm_private_data);
	put_close(vma);
/*      ^^^^^^^^^^^^^^ warning[close-without-open]: close handler outer_close() calls put_close(vma), which calls
 * foo_put(vma->vm_private_data), but outer_ops has no open: a fork, a split or mremap() copies the VMA with its
 * vm_private_data, and each copy drops it once more; take a reference in open
 */
}
static const struct vm_operations_struct outer_ops = { .close = outer_close };

static void convert_close(struct vm_area_struct *vma)
{
	struct foo *foo = to_foo(vma->vm_private_data);

	foo_put(foo);
/*      ^^^^^^^^^^^^ warning[close-without-open]: close handler convert_close() calls foo_put(foo), but convert_ops
 * has no open: a fork, a split or mremap() copies the VMA with its vm_private_data, and each copy drops it once more;
 * take a reference in open
 */
}
static const struct vm_operations_struct convert_ops = { .close = convert_close };

static int all_mmap(struct file *file, struct vm_area_struct *vma)
{
	switch (foo_kind(file)) {
	case 0:
		vma->vm_ops = &put_ops;
		return 0;
	case 1:
		vma->vm_ops = &outer_ops;
		return 0;
	default:
		vma->vm_ops = &convert_ops;
		return 0;
	}
}

/* The pieces are counted below. */
static void sized_put(struct vm_area_struct *vma)
{
	if (vma_pages(vma) == 1)
		foo_put(vma->vm_private_data);
}
static void sized_close(struct vm_area_struct *vma)
{
	sized_put(vma);
}
static const struct vm_operations_struct sized_ops = { .close = sized_close };
static int sized_mmap(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_ops = &sized_ops;
	return 0;
}
