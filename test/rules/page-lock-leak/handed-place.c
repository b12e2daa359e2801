/* release: 6.12 5.15 */
/* expect: none */
struct sketch { struct page *spare; };
int sketch_add_pages(struct sketch *sketch, struct page **pages, int count);

/* The place of the pointer is handed on: that it is NULL afterwards is possible, and not while the page is locked. */
static vm_fault_t sketch_mkwrite(struct vm_fault *vmf)
{
	struct sketch *sketch = vmf->vma->vm_private_data;
	struct page *page = find_get_page(vmf->vma->vm_file->f_mapping, 0);
	int err;

	if (!page)
		return VM_FAULT_SIGBUS;
	lock_page(page);
	err = sketch_add_pages(sketch, &page, 1);
	if (page) {
		unlock_page(page);
		put_page(page);
	}
	return err ? VM_FAULT_SIGBUS : VM_FAULT_NOPAGE;
}
static const struct vm_operations_struct sketch_ops = { .page_mkwrite = sketch_mkwrite };
