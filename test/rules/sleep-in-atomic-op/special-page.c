/* release: 6.12 4.19 */
static struct page *foo_special_page(struct vm_area_struct *vma, unsigned long addr)
{
	struct foo *foo = vma->vm_private_data;
	struct page *page;

	mutex_lock(&foo->lock);
/*	^^^^^^^^^^^^^^^^^^^^^^ error[sleep-in-atomic-op]: find_special_page handler
 * foo_special_page() calls mutex_lock(), and mutex_lock() may sleep: core calls find_special_page with the
 * page table lock held; look up what is there without waiting */
	page = foo->page;
	mutex_unlock(&foo->lock);
	return page;
}
static const struct vm_operations_struct foo_ops = { .find_special_page = foo_special_page };
