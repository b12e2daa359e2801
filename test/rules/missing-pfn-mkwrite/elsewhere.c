/* release: 6.12 6.6 */
/* The table and the flag come together through a callee, a caller, an initializer, another file. */
/* file: drivers/foo/foo_ops.c */
const struct vm_operations_struct foo_ops = {
	.open = NULL,
};

void foo_install(struct vm_area_struct *vma)
{
	vma->vm_ops = &foo_ops;
}

static int foo_object_mmap(struct foo_object *obj, struct vm_area_struct *vma)
{
	vm_flags_set(vma, VM_MIXEDMAP);
/*	^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[missing-pfn-mkwrite]: foo_object_mmap() maps with VM_MIXEDMAP, but
 * obj_ops has no pfn_mkwrite: the first write to a read-only entry without a struct page goes unnoticed, and with it what hangs on that: a dirty mark, a time, freeze protection; add pfn_mkwrite, or set contract = "core" in vmops.toml where no first write matters
 */
	return 0;
}

static const struct vm_operations_struct obj_ops = {
	.open = NULL,
};

static const struct foo_object_funcs obj_funcs = {
	.mmap = foo_object_mmap,
	.vm_ops = &obj_ops,
};
/* file: drivers/foo/foo_main.c */
static int callee_mmap(struct file *file, struct vm_area_struct *vma)
{
	vm_flags_set(vma, VM_MIXEDMAP);
/*	^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[missing-pfn-mkwrite]: callee_mmap() maps with VM_MIXEDMAP, but foo_ops
 * has no pfn_mkwrite: the first write to a read-only entry without a struct page goes unnoticed, and with it what hangs on that: a dirty mark, a time, freeze protection; add pfn_mkwrite, or
 * set contract = "core" in vmops.toml where no first write matters
 */
	foo_install(vma);
	return 0;
}

static int clean_mmap(struct file *file, struct vm_area_struct *vma)
{
	vm_flags_set(vma, VM_DONTEXPAND);
	foo_install(vma);
	return 0;
}

static void foo_flags(struct vm_area_struct *vma)
{
	vm_flags_set(vma, VM_MIXEDMAP | VM_DONTDUMP);
/*	^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[missing-pfn-mkwrite]: flags_mmap() maps with VM_MIXEDMAP,
 * but foo_ops has no pfn_mkwrite: the first write to a read-only entry without a struct page goes unnoticed, and with it what hangs on that: a dirty mark, a time, freeze protection; add pfn_mkwrite, or set contract = "core" in vmops.toml where no first write matters
 */
}

static int flags_mmap(struct file *file, struct vm_area_struct *vma)
{
	foo_flags(vma);
	vma->vm_ops = &foo_ops;
	return 0;
}

static int choice_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;

	vma->vm_ops = foo->special ? &foo_ops : &foo_other_ops;
	vm_flags_set(vma, VM_MIXEDMAP);
/*	^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[missing-pfn-mkwrite]: choice_mmap() maps with VM_MIXEDMAP, but foo_ops
 * has no pfn_mkwrite: the first write to a read-only entry without a struct page goes unnoticed, and with it what hangs on that: a dirty mark, a time, freeze protection; add pfn_mkwrite, or
 * set contract = "core" in vmops.toml where no first write matters
 */
	return 0;
}

static const struct file_operations callee_fops = { .mmap = callee_mmap };
static const struct file_operations clean_fops = { .mmap = clean_mmap };

/* The table is an argument. */
static const struct vm_operations_struct argument_ops = {
	.open = NULL,
};

static int map_with(struct vm_area_struct *vma, const struct vm_operations_struct *ops)
{
	vm_flags_set(vma, VM_MIXEDMAP);
/*	^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[missing-pfn-mkwrite]: argument_mmap() maps with VM_MIXEDMAP, but
 * argument_ops has no pfn_mkwrite: the first write to a read-only entry without a struct page goes unnoticed, and with it what hangs on that: a dirty mark, a time, freeze protection; add pfn_mkwrite, or set contract = "core" in vmops.toml where no first write matters
 */
	vma->vm_ops = ops;
	return 0;
}

static int argument_mmap(struct file *file, struct vm_area_struct *vma)
{
	return map_with(vma, &argument_ops);
}
