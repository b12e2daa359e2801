/* release: 6.12 4.19 */
/* expect: none */
static int foo_find(struct foo *foo, struct vm_fault *vmf)
{
	if (vmf->pgoff >= foo->count)
		return -EINVAL;
	vmf->page = foo->pages[vmf->pgoff];
	get_page(vmf->page);
	return 0;
}

/* Set in a callee. */
static vm_fault_t foo_fault(struct vm_fault *vmf)
{
	if (foo_find(vmf->vma->vm_private_data, vmf))
		return VM_FAULT_SIGBUS;
	return 0;
}
static const struct vm_operations_struct foo_ops = { .fault = foo_fault };

static vm_fault_t bar_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;

	return vmf_insert_pfn(vmf->vma, vmf->address, foo->pfn);
}
static const struct vm_operations_struct bar_ops = { .fault = bar_fault };

/* As page_mkwrite it has a page, as fault it sets one. */
static vm_fault_t two_fault(struct vm_fault *vmf)
{
	if (vmf->flags & FAULT_FLAG_MKWRITE)
		return 0;
	return filemap_fault(vmf);
}
static const struct vm_operations_struct two_ops = { .fault = two_fault, .page_mkwrite = two_fault };

/* An unseen function that is handed the fault may set it. */
static vm_fault_t far_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;

	if (foo->ops->find(foo, vmf))
		return VM_FAULT_SIGBUS;
	return 0;
}
static const struct vm_operations_struct far_ops = { .fault = far_fault };

static vm_fault_t goto_fault(struct vm_fault *vmf)
{
	struct page *page;
	vm_fault_t ret = VM_FAULT_OOM;

	page = alloc_page(GFP_KERNEL);
	if (!page)
		goto out;
	vmf->page = page;
	ret = 0;
out:
	return ret;
}
static const struct vm_operations_struct goto_ops = { .fault = goto_fault };

/* Which of the results of a call belong together is lost where there are many: no one of them is held against it. */
static int many_find(struct vm_fault *vmf, bool *cached)
{
	struct foo *foo = vmf->vma->vm_private_data;
	int ret;

	if (!foo) {
		*cached = false;
		return 0;
	}
	foo_begin(foo, cached);
	if (!*cached)
		return 0;
	if (foo->fail)
		GOTO(out, ret = VM_FAULT_SIGBUS);
	ret = foo->ops->fault(vmf);
out:
	foo_end(foo, ret, cached);
	RETURN(ret);
}

static vm_fault_t many_fault(struct vm_fault *vmf)
{
	bool cached;
	vm_fault_t ret = many_find(vmf, &cached);

	return cached ? ret : VM_FAULT_SIGBUS;
}
static const struct vm_operations_struct many_ops = { .fault = many_fault };
