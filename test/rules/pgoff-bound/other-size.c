/* release: 6.12 */
/* What is compared is the size of something else than what is reached: by one page more or less nothing is mended. */
static u32 *levels;
static char *window;

static vm_fault_t levels_fault(struct vm_fault *vmf)
{
	unsigned long offset = vmf->pgoff << PAGE_SHIFT;

	if (offset > PAGE_SIZE << 4)
		return VM_FAULT_SIGBUS;
	vmf->page = virt_to_page(levels + offset);
	get_page(vmf->page);
	return 0;
}
static const struct vm_operations_struct levels_ops = { .fault = levels_fault };

static vm_fault_t window_fault(struct vm_fault *vmf)
{
	unsigned long offset = vmf->pgoff << PAGE_SHIFT;

	if (offset > PAGE_SIZE << 4)
/*          ^^^^^^^^^^^^^^^^^^^^^^^ warning[pgoff-bound]: the index may be PAGE_SIZE << 4 itself, one past the end,
 * and user space reaches what lies there: compare with >=
 */
		return VM_FAULT_SIGBUS;
	vmf->page = virt_to_page(window + offset);
	get_page(vmf->page);
	return 0;
}
static const struct vm_operations_struct window_ops = { .fault = window_fault };

static int __init both_init(void)
{
	levels = (u32 *)__get_free_pages(GFP_KERNEL | __GFP_ZERO, 1);
	window = (char *)__get_free_pages(GFP_KERNEL | __GFP_ZERO, 4);
	return levels && window ? 0 : -ENOMEM;
}
