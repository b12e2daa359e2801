/* release: 2.6.29 2.6.24 */
/* The page is an argument, and core takes no locked one back. */
static int foo_page_mkwrite(struct vm_area_struct *vma, struct page *page)
{
	lock_page(page);
	if (!page->mapping)
		return -EINVAL;
/*              ^^^^^^^^^^^^^^^ error[page-lock-leak]: page_mkwrite handler foo_page_mkwrite() returns
 * -EINVAL with page still locked: it is never unlocked, and the next task that wants the page hangs; unlock
 * it first
 */
	unlock_page(page);
	return 0;
}
static struct vm_operations_struct foo_ops = { .page_mkwrite = foo_page_mkwrite };
