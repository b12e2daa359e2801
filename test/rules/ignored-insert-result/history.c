/* release: 6.12 6.1 */

/* Only the last of many results is kept, and not even that. */
static vm_fault_t loop_fault(struct vm_fault *vmf)
{
	struct gem *obj = vmf->vma->vm_private_data;
	vm_fault_t ret;
	int i;

	for (i = 0; i < obj->n; i++)
		ret = vmf_insert_pfn(vmf->vma, vmf->address + i * PAGE_SIZE, obj->pfn + i);
/*                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[ignored-insert-result]:
 * fault handler loop_fault() never reads the result of vmf_insert_pfn(): when it fails there is no entry, and the
 * access faults again, for ever where the failure stays; return the result
 */
	return VM_FAULT_NOPAGE;
}
static const struct vm_operations_struct loop_fault_ops = { .fault = loop_fault };

static vm_fault_t good_loop_fault(struct vm_fault *vmf)
{
	struct gem *obj = vmf->vma->vm_private_data;
	vm_fault_t ret = VM_FAULT_NOPAGE;
	int i;

	for (i = 0; i < obj->n; i++)
		ret |= vmf_insert_pfn(vmf->vma, vmf->address + i * PAGE_SIZE, obj->pfn + i);
	return ret;
}
static const struct vm_operations_struct good_loop_fault_ops = { .fault = good_loop_fault };
