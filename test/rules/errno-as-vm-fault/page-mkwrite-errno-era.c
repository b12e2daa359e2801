/* release: 2.6.18 2.6.24 2.6.29 */
/* expect: none */
/* page_mkwrite answered with an errno before 2.6.30. */
static int foo_page_mkwrite(struct vm_area_struct *vma, struct page *page)
{
	struct inode *inode = vma->vm_file->f_mapping->host;
	int ret = -EINVAL;

	lock_page(page);
	if (page->mapping != inode->i_mapping)
		goto out;
	ret = foo_reserve(inode);
	if (ret == 0)
		return 0;
	ret = -ENOSPC;
out:
	unlock_page(page);
	return ret;
}

static struct vm_operations_struct foo_ops = {
	.page_mkwrite = foo_page_mkwrite,
};
