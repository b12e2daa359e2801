/* release: 6.12 6.3 */
/* unresolved: 5 */
/* All ways to map are of device memory, with either table. */
static const struct vm_operations_struct cached_ops = { .fault = foo_fault };
/*					 ^^^^^^^^^^ information[missing-access]: cached_ops has no access, and foo_mmap() maps with
 * VM_PFNMAP: a debugger cannot read the mapping; add .access (generic_access_phys() serves page frames of a
 * device), or suppress with a reason */
struct foo;
static const struct vm_operations_struct uncached_ops = { .fault = foo_fault };
/*					 ^^^^^^^^^^^^ information[missing-access]: uncached_ops has no access, and foo_mmap() maps with
 * VM_PFNMAP: a debugger cannot read the mapping; add .access (generic_access_phys() serves page frames of a
 * device), or suppress with a reason */

static int foo_mmap(struct foo *foo, struct vm_area_struct *vma)
{
	vm_flags_set(vma, VM_PFNMAP | VM_IO);
	switch (foo->type) {
	case FOO_CACHED:
		vma->vm_ops = &cached_ops;
		break;
	case FOO_UNCACHED:
		vma->vm_ops = &uncached_ops;
		break;
	}
	vma->vm_page_prot = pgprot_decrypted(vma->vm_page_prot);
	return 0;
}

/* One of the two is ordinary memory, and which is not known. */
static const struct vm_operations_struct page_ops = { .fault = foo_fault };
static const struct vm_operations_struct pfn_ops = { .fault = foo_fault, .access = generic_access_phys };

static int bar_mmap(struct foo *foo, struct vm_area_struct *vma)
{
	if (foo->is_pages) {
		vma->vm_ops = &page_ops;
		return 0;
	}
	vm_flags_set(vma, VM_PFNMAP | VM_IO);
	vma->vm_ops = &pfn_ops;
	return 0;
}
