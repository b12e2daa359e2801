/* release: 6.17 4.0 */
/* find_special_page until 6.17, find_normal_page since 6.18. */
static struct page *foo_find_page(struct vm_area_struct *vma, unsigned long addr)
{
	return NULL;
}

static const struct vm_operations_struct foo_ops = {
	.find_special_page = foo_find_page,
};

static const struct vm_operations_struct bar_ops = {
	.find_normal_page = foo_find_page,
/*	 ^^^^^^^^^^^^^^^^ error[unknown-op]: struct vm_operations_struct of {release} has no member
 * find_normal_page: it comes with 6.18
 */
};
