/* expect: none */
/* release: 6.12 */
/* Where the first pointer is NULL, the second test reads through it: nothing behind that runs. */
static vm_fault_t foo_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;

	if (foo != NULL || foo->memory->pages != NULL) {
		vmf->page = foo->memory->pages[vmf->pgoff];
		get_page(vmf->page);
	}
	return 0;
}
static const struct vm_operations_struct foo_ops = { .fault = foo_fault };

static vm_fault_t bar_fault(struct vm_fault *vmf)
{
	struct bar *bar = vmf->vma->vm_private_data;

	if (!bar && !bar->page)
		return 0;
	get_page(bar->page);
	vmf->page = bar->page;
	return 0;
}
static const struct vm_operations_struct bar_ops = { .fault = bar_fault };
