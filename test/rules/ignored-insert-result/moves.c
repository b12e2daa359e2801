/* release: 6.12 6.1 */
/* What is mapped is told by vm_pgoff, which stays as it was where that fails. */
static int port_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct pci_dev *pdev = file->private_data;

	if (vma->vm_pgoff + vma_pages(vma) > pci_resource_len(pdev, 0) >> PAGE_SHIFT)
		return -EINVAL;
	pci_iobar_pfn(pdev, 0, vma);
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[ignored-insert-result]: port_mmap() drops the result of pci_iobar_pfn():
 * when it fails vm_pgoff is still what user space asked for, and memory that does not belong to the device is mapped
 * by it; check it and return the error
 */
	return io_remap_pfn_range(vma, vma->vm_start, vma->vm_pgoff, vma->vm_end - vma->vm_start,
				  vma->vm_page_prot);
}
static const struct file_operations port_fops = { .mmap = port_mmap };

/* Clean. */
static int clean_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct pci_dev *pdev = file->private_data;
	int ret;

	if (vma->vm_pgoff + vma_pages(vma) > pci_resource_len(pdev, 0) >> PAGE_SHIFT)
		return -EINVAL;
	ret = pci_iobar_pfn(pdev, 0, vma);
	if (ret)
		return ret;
	return io_remap_pfn_range(vma, vma->vm_start, vma->vm_pgoff, vma->vm_end - vma->vm_start,
				  vma->vm_page_prot);
}
static const struct file_operations clean_fops = { .mmap = clean_mmap };
