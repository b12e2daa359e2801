/* release: 6.12 4.18 */
/* expect: none */
static vm_fault_t zero_pfn_mkwrite(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;

	set_bit(vmf->pgoff, foo->dirty);
	return 0;
}
static const struct vm_operations_struct zero_ops = { .pfn_mkwrite = zero_pfn_mkwrite };

static vm_fault_t mixed_pfn_mkwrite(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;

	return vmf_insert_mixed_mkwrite(vmf->vma, vmf->address, foo->pfn);
}
static const struct vm_operations_struct mixed_ops = { .pfn_mkwrite = mixed_pfn_mkwrite };

/* The entry changed meanwhile: the access runs again. */
static vm_fault_t raced_pfn_mkwrite(struct vm_fault *vmf)
{
	if (!pte_same(*vmf->pte, vmf->orig_pte))
		return VM_FAULT_NOPAGE;
	return 0;
}
static const struct vm_operations_struct raced_ops = { .pfn_mkwrite = raced_pfn_mkwrite };

/* The entry is taken away, so the access comes back as a fault. */
static vm_fault_t zap_pfn_mkwrite(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;

	unmap_mapping_range(foo->mapping, vmf->pgoff << PAGE_SHIFT, PAGE_SIZE, 1);
	return VM_FAULT_NOPAGE;
}
static const struct vm_operations_struct zap_ops = { .pfn_mkwrite = zap_pfn_mkwrite };

/* Nobody knows what is behind the pointer. */
static vm_fault_t pointer_pfn_mkwrite(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;

	foo->ops->upgrade(vmf);
	return VM_FAULT_NOPAGE;
}
static const struct vm_operations_struct pointer_ops = { .pfn_mkwrite = pointer_pfn_mkwrite };

/* Only a DAX mapping has entries without a page. */
static vm_fault_t dax_pfn_mkwrite_fault(struct vm_fault *vmf)
{
	struct inode *inode = file_inode(vmf->vma->vm_file);
	struct foo *foo = vmf->vma->vm_private_data;
	vm_fault_t ret = VM_FAULT_NOPAGE;

	if (vmf->pgoff >= foo->nr_pages)
		ret = VM_FAULT_SIGBUS;
	else if (IS_DAX(inode))
		ret = dax_iomap_fault(vmf, 0, NULL, NULL, &foo_iomap_ops);
	return ret;
}
static const struct vm_operations_struct dax_pfn_ops = { .pfn_mkwrite = dax_pfn_mkwrite_fault };
