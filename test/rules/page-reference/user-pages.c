/* release: 6.6 */
/* get_user_pages*() gives the page with a reference, which is the one for core. */
static vm_fault_t twice_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;
	struct page *page = NULL;
	int result;

	mmap_read_lock(foo->mm);
	result = get_user_pages_remote(foo->mm, foo->addr, 1, FOLL_WRITE, &page, NULL);
	mmap_read_unlock(foo->mm);
	if (result != 1)
		return VM_FAULT_SIGBUS;
	get_page(page);
	vmf->page = page;
	return 0;
/*      ^^^^^^^^^ warning[page-reference]: fault handler twice_fault() takes two references to the page in vmf->page,
 * of which core puts one: the page is never freed; take one
 */
}
static const struct vm_operations_struct twice_ops = { .fault = twice_fault };

static vm_fault_t once_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;
	struct page *page = NULL;
	int result;

	mmap_read_lock(foo->mm);
	result = get_user_pages_remote(foo->mm, foo->addr, 1, FOLL_WRITE, &page, NULL);
	mmap_read_unlock(foo->mm);
	if (result != 1)
		return VM_FAULT_SIGBUS;
	vmf->page = page;
	return 0;
}
static const struct vm_operations_struct once_ops = { .fault = once_fault };

/* The second one goes with the object. */
static vm_fault_t kept_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;
	struct page *pages[4];
	long n;

	mmap_read_lock(foo->mm);
	n = get_user_pages_remote(foo->mm, foo->addr, 4, FOLL_WRITE, pages, NULL);
	mmap_read_unlock(foo->mm);
	if (n <= 0)
		return VM_FAULT_SIGBUS;
	get_page(pages[0]);
	foo->page = pages[0];
	vmf->page = pages[0];
	return 0;
}
static const struct vm_operations_struct kept_ops = { .fault = kept_fault };
