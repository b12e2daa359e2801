/* release: 6.12 6.3 */
/* What mmap could not insert the fault inserts. */
static vm_fault_t foo_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;

	return vmf_insert_page(vmf->vma, vmf->address, foo->page);
}
static const struct vm_operations_struct foo_ops = { .fault = foo_fault };

static int foo_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;

	vm_flags_set(vma, VM_MIXEDMAP | VM_DONTEXPAND);
	vma->vm_private_data = foo;
	vma->vm_ops = &foo_ops;
	vm_insert_page(vma, vma->vm_start, foo->page);
	return 0;
}
static const struct file_operations foo_fops = { .mmap = foo_mmap };

/* Without a fault nobody does. */
static void bare_open(struct vm_area_struct *vma)
{
}
static const struct vm_operations_struct bare_ops = { .open = bare_open };

static int bare_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;

	vma->vm_ops = &bare_ops;
	vm_insert_page(vma, vma->vm_start, foo->page);
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[ignored-insert-result]: bare_mmap() drops the result of
 * vm_insert_page(): when it fails there is no entry, and the caller is told that all is well; check it
 * and return the error
 */
	return 0;
}
static const struct file_operations bare_fops = { .mmap = bare_mmap };
