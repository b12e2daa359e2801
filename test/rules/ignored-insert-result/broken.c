/* release: 6.12 4.20 */
static vm_fault_t foo_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;

	vmf_insert_pfn(vmf->vma, vmf->address, foo->pfn);
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[ignored-insert-result]: fault handler foo_fault()
 * drops the result of vmf_insert_pfn(): when it fails there is no entry, and the access faults again, for ever where
 * the failure stays; return the result
 */
	return VM_FAULT_NOPAGE;
}

/* Overwritten on one path. */
static vm_fault_t foo_pfn_mkwrite(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;
	vm_fault_t ret;

	ret = vmf_insert_mixed_mkwrite(vmf->vma, vmf->address, foo->pfn);
/*            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[ignored-insert-result]: pfn_mkwrite
 * handler foo_pfn_mkwrite() loses the result of vmf_insert_mixed_mkwrite(): when it fails there is no entry, and the
 * access faults again, for ever where the failure stays; return the result
 */
	if (foo->count)
		ret = VM_FAULT_NOPAGE;
	return ret;
}
static const struct vm_operations_struct foo_ops = { .fault = foo_fault, .pfn_mkwrite = foo_pfn_mkwrite };

static int foo_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;

	vma->vm_ops = &foo_ops;
	remap_pfn_range(vma, vma->vm_start, foo->pfn, PAGE_SIZE, vma->vm_page_prot);
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[ignored-insert-result]: foo_mmap()
 * drops the result of remap_pfn_range(): when it fails there is no entry, and the caller is told that all
 * is well; check it and return the error
 */
	return 0;
}
static const struct file_operations foo_fops = { .mmap = foo_mmap };

/* Each turn of the loop forgets the one before. */
static vm_fault_t loop_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;
	vm_fault_t ret = VM_FAULT_SIGBUS;
	unsigned long i;

	for (i = 0; i < foo->count; i++)
		ret = vmf_insert_pfn(vmf->vma, vmf->address + i * PAGE_SIZE, foo->pfn + i);
/*                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[ignored-insert-result]:
 * fault handler loop_fault() loses the result of vmf_insert_pfn(): when it fails there is no entry, and the access
 * faults again, for ever where the failure stays; return the result
 */
	return ret;
}
static const struct vm_operations_struct loop_ops = { .fault = loop_fault };

/* In a callee; the variable is never read. */
static void far_insert(struct vm_fault *vmf, unsigned long pfn)
{
	vm_fault_t ret;

	ret = vmf_insert_pfn(vmf->vma, vmf->address, pfn);
/*            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[ignored-insert-result]: far_insert() never reads the
 * result of vmf_insert_pfn(): when it fails there is no entry, and the access faults again, for ever where the
 * failure stays; return the result
 */
}

static vm_fault_t far_fault(struct vm_fault *vmf)
{
	far_insert(vmf, 7);
	return VM_FAULT_NOPAGE;
}
static const struct vm_operations_struct far_ops = { .fault = far_fault };
