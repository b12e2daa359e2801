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

static int no_split(struct vm_area_struct *vma, unsigned long addr)
{
	return -EINVAL;
}
static const struct vm_operations_struct split_ops = { .close = foo_close, .may_split = no_split };
static int split_mmap(struct file *file, struct vm_area_struct *vma)
{
	vm_flags_set(vma, VM_DONTCOPY);
	vma->vm_ops = &split_ops;
	return 0;
}

/* The pieces are counted. */
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

/* Not copied by a fork, and the mapping takes all of the object. */
static const struct vm_operations_struct whole_ops = { .close = foo_close };
static int whole_mmap(struct file *file, struct vm_area_struct *vma)
{
	if (vma->vm_end - vma->vm_start != FOO_SIZE)
		return -EINVAL;
	vm_flags_set(vma, VM_DONTCOPY | VM_DONTEXPAND);
	vma->vm_ops = &whole_ops;
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
	vma->vm_ops = &piece_ops;
	return 0;
}

/* Who calls the function that installs keeps copies away. */
static const struct vm_operations_struct below_ops = { .close = foo_close };
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

static int foo_may_split(struct vm_area_struct *vma, unsigned long address)
{
	return -EINVAL;
}

/* A mapping that fails has no copies, whatever its flags. */
static const struct vm_operations_struct refused_ops = { .close = foo_close, .may_split = foo_may_split };
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
static const struct vm_operations_struct many_ops = { .close = foo_close, .may_split = foo_may_split };
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
