/* release: 6.18 7.0 */
static struct page *foo_find_page(struct vm_area_struct *vma, unsigned long addr)
{
	return NULL;
}

static const struct vm_operations_struct foo_ops = {
	.find_special_page = foo_find_page,
/*	 ^^^^^^^^^^^^^^^^^ error[unknown-op]: struct vm_operations_struct of {release} has no member
 * find_special_page: it was last in 6.17, use find_normal_page
 */
	.mapped = NULL,
/*	 ^^^^^^ error[unknown-op]: struct vm_operations_struct of {release} has no member mapped: it comes
 * with 7.1
 */
};

static const struct vm_operations_struct bar_ops = {
	.find_normal_page = foo_find_page,
};
