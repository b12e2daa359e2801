/* release: 6.12 6.3 */
/* What no fork and no split copies mremap() does. */
static int no_split(struct vm_area_struct *vma, unsigned long addr)
{
	return -EINVAL;
}
static void split_close(struct vm_area_struct *vma)
{
	foo_put(vma->vm_private_data);
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[close-without-open]: close handler split_close() calls
 * foo_put(vma->vm_private_data), but split_ops has no open: mremap() copies the VMA with its vm_private_data, and
 * each copy drops it once more; take a reference in open
 */
}
static const struct vm_operations_struct split_ops = { .close = split_close, .may_split = no_split };
static int split_mmap(struct file *file, struct vm_area_struct *vma)
{
	vm_flags_set(vma, VM_DONTCOPY);
	vma->vm_ops = &split_ops;
	return 0;
}

/* Not copied by a fork, and the mapping takes all of the object: user space may unmap a part of it. */
static void whole_close(struct vm_area_struct *vma)
{
	foo_put(vma->vm_private_data);
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[close-without-open]: close handler whole_close() calls
 * foo_put(vma->vm_private_data), but whole_ops has no open: a split or mremap() copies the VMA with its
 * vm_private_data, and each copy drops it once more; take a reference in open
 */
}
static const struct vm_operations_struct whole_ops = { .close = whole_close };
static int whole_mmap(struct file *file, struct vm_area_struct *vma)
{
	if (vma->vm_end - vma->vm_start != FOO_SIZE)
		return -EINVAL;
	vm_flags_set(vma, VM_DONTCOPY | VM_DONTEXPAND);
	vma->vm_ops = &whole_ops;
	return 0;
}

/* Who calls the function that installs keeps a fork away. */
static void below_close(struct vm_area_struct *vma)
{
	foo_put(vma->vm_private_data);
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[close-without-open]: close handler below_close() calls
 * foo_put(vma->vm_private_data), but below_ops has no open: a split or mremap() copies the VMA with its
 * vm_private_data, and each copy drops it once more; take a reference in open
 */
}
static const struct vm_operations_struct below_ops = { .close = below_close };
static void below_install(struct vm_area_struct *vma)
{
	vma->vm_ops = &below_ops;
}
static int below_mmap(struct file *file, struct vm_area_struct *vma)
{
	if (vma->vm_end - vma->vm_start != FOO_SIZE)
		return -EINVAL;
	vm_flags_set(vma, VM_DONTCOPY | VM_DONTEXPAND);
	below_install(vma);
	return 0;
}
static const struct file_operations below_fops = { .mmap = below_mmap };

/* A mapping that fails has no copies, whatever its flags. */
static void refused_close(struct vm_area_struct *vma)
{
	foo_put(vma->vm_private_data);
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[close-without-open]: close handler refused_close() calls
 * foo_put(vma->vm_private_data), but refused_ops has no open: mremap() copies the VMA with its vm_private_data, and
 * each copy drops it once more; take a reference in open
 */
}
static const struct vm_operations_struct refused_ops = { .close = refused_close, .may_split = no_split };
static int refused_map(struct foo *foo, struct vm_area_struct *vma)
{
	int err;

	if (foo->mapped)
		return -EBUSY;
	err = foo_start(foo);
	if (err)
		return err;
	vm_flags_set(vma, VM_DONTCOPY);
	return 0;
}
static int refused_mmap(struct file *file, struct vm_area_struct *vma)
{
	int ret = refused_map(file->private_data, vma);

	if (ret)
		foo_stop(file->private_data);
	vma->vm_ops = &refused_ops;
	return ret;
}

/* The same with more ways to fail than are told apart. */
static void many_close(struct vm_area_struct *vma)
{
	foo_put(vma->vm_private_data);
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[close-without-open]: close handler many_close() calls
 * foo_put(vma->vm_private_data), but many_ops has no open: mremap() copies the VMA with its vm_private_data, and each
 * copy drops it once more; take a reference in open
 */
}
static const struct vm_operations_struct many_ops = { .close = many_close, .may_split = no_split };
static int many_insert(struct foo *foo, struct vm_area_struct *vma)
{
	if (vma->vm_flags & VM_WRITE)
		return -EPERM;
	vm_flags_set(vma, VM_DONTCOPY);
	if (vma->vm_pgoff)
		return -EINVAL;
	return vm_insert_page(vma, vma->vm_start, foo->page);
}
static int many_map(struct foo *foo, int cpu, struct vm_area_struct *vma)
{
	int err;

	if (!foo_has(foo, cpu))
		return -EINVAL;
	if (foo->mapped) {
		err = many_insert(foo, vma);
		if (!err)
			err = foo_count(foo);
		return err;
	}
	err = foo_start(foo);
	if (err)
		return err;
	foo->ids = kcalloc(foo->pages, sizeof(*foo->ids), GFP_KERNEL);
	if (!foo->ids)
		return -ENOMEM;
	err = many_insert(foo, vma);
	if (!err)
		foo->mapped = true;
	return err;
}
static int many_mmap(struct file *file, struct vm_area_struct *vma)
{
	int ret = many_map(file->private_data, 0, vma);

	if (ret)
		foo_stop(file->private_data);
	vma->vm_ops = &many_ops;
	return ret;
}

/* Core closes the copy when the member refuses the move. */
static int stay_mremap(struct vm_area_struct *vma)
{
	return -EPERM;
}
static void stay_close(struct vm_area_struct *vma)
{
	foo_put(vma->vm_private_data);
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[close-without-open]: close handler stay_close() calls
 * foo_put(vma->vm_private_data), but stay_ops has no open: mremap() copies the VMA with its vm_private_data, and each
 * copy drops it once more; take a reference in open
 */
}
static const struct vm_operations_struct stay_ops = {
	.close = stay_close,
	.may_split = no_split,
	.mremap = stay_mremap,
};
static int stay_mmap(struct file *file, struct vm_area_struct *vma)
{
	vm_flags_set(vma, VM_DONTCOPY);
	vma->vm_ops = &stay_ops;
	return 0;
}
