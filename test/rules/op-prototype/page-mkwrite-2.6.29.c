/* release: 2.6.29 2.6.18 */
/* page_mkwrite takes the page before 2.6.30. */
static int foo_page_mkwrite(struct vm_area_struct *vma, struct vm_fault *vmf)
/*	   ^^^^^^^^^^^^^^^^ error[op-prototype]: int foo_page_mkwrite(struct vm_area_struct *, struct vm_fault
 * *) does not fit int (*page_mkwrite)(struct vm_area_struct *, struct page *) of {release}
 */
{
	return 0;
}

static int bar_page_mkwrite(struct vm_area_struct *vma, struct page *page)
{
	return 0;
}

static struct vm_operations_struct foo_ops = { .page_mkwrite = foo_page_mkwrite };
static struct vm_operations_struct bar_ops = { .page_mkwrite = bar_page_mkwrite };
