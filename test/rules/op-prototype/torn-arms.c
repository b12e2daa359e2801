/* release: 6.12 6.1 */
/* Each arm has a head with its own brace; its parameters belong to it. What asks for features is for other kernels. */
#ifdef FOO_HAVE_VMA_ARGUMENT
static int foo_mkwrite(struct vm_area_struct *vma, struct vm_fault *vmf)
{
#else
static vm_fault_t foo_mkwrite(struct vm_fault *vmf)
{
	struct vm_area_struct *vma = vmf->vma;
#endif
	folio_lock(page_folio(vmf->page));
	if (page_folio(vmf->page)->mapping != vma->vm_file->f_mapping) {
		folio_unlock(page_folio(vmf->page));
		return VM_FAULT_NOPAGE;
	}
	return VM_FAULT_LOCKED;
}

#ifdef FOO_HAVE_VMA_ARGUMENT
static int bar_mkwrite(struct vm_area_struct *vma, struct vm_fault *vmf)
{
#else
static vm_fault_t bar_mkwrite(struct vm_fault *vmf, int unused)
{
	struct vm_area_struct *vma = vmf->vma;
#endif
	return VM_FAULT_SIGBUS;
}

static const struct vm_operations_struct foo_ops = { .page_mkwrite = foo_mkwrite };

#if LINUX_VERSION_CODE < KERNEL_VERSION(4, 11, 0)
static int baz_fault(struct vm_area_struct *vma, struct vm_fault *vmf)
{
#else
static vm_fault_t baz_fault(struct vm_fault *vmf, int unused)
/*		  ^^^^^^^^^ error[op-prototype]: vm_fault_t baz_fault(struct vm_fault *, int) does not fit
 * vm_fault_t (*fault)(struct vm_fault *) of {release} */
{
#endif
	return VM_FAULT_SIGBUS;
}

static const struct vm_operations_struct bar_ops = { .page_mkwrite = bar_mkwrite };
static const struct vm_operations_struct baz_ops = { .fault = baz_fault };
