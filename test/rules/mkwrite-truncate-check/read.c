/* release: 6.12 5.15 */
/* The mapping decides nothing where it is only read: it may be that of another file by then, or NULL. */
struct snap;
struct snap *foo_oldest(struct inode *inode);

static int foo_compatible(struct page *page)
{
	struct inode *inode = page->mapping->host;
	struct snap *snap = foo_oldest(inode);

	return snap == NULL;
}
static vm_fault_t read_mkwrite(struct vm_fault *vmf)
{
	struct page *page = vmf->page;

	lock_page(page);
	if (!foo_compatible(page)) {
		unlock_page(page);
		return VM_FAULT_NOPAGE;
	}
	set_page_dirty(page);
	return VM_FAULT_LOCKED;
/*      ^^^^^^^^^^^^^^^^^^^^^^^ error[mkwrite-truncate-check]: page_mkwrite handler read_mkwrite() returns
 * VM_FAULT_LOCKED without checking page->mapping after it locked the page: a page truncated meanwhile
 * becomes writable and its data is lost; compare page->mapping and i_size under the lock, and return
 * VM_FAULT_NOPAGE if the page left this mapping or lies beyond i_size
 */
}
static const struct vm_operations_struct read_ops = { .page_mkwrite = read_mkwrite };

static vm_fault_t size_mkwrite(struct vm_fault *vmf)
{
	struct page *page = vmf->page;
	struct address_space *mapping;

	lock_page(page);
	mapping = page->mapping;
	if (i_size_read(mapping->host) <= page_offset(page)) {
		unlock_page(page);
		return VM_FAULT_NOPAGE;
	}
	set_page_dirty(page);
	return VM_FAULT_LOCKED;
/*      ^^^^^^^^^^^^^^^^^^^^^^^ error[mkwrite-truncate-check]: page_mkwrite handler size_mkwrite() returns
 * VM_FAULT_LOCKED without checking page->mapping after it locked the page: a page truncated meanwhile
 * becomes writable and its data is lost; compare page->mapping under the lock, and return VM_FAULT_NOPAGE if
 * the page left this mapping
 */
}
static const struct vm_operations_struct size_ops = { .page_mkwrite = size_mkwrite };

/* The size is compared before there is a lock. */
static vm_fault_t soon_mkwrite(struct vm_fault *vmf)
{
	struct page *page = vmf->page;
	struct inode *inode = file_inode(vmf->vma->vm_file);

	if (i_size_read(inode) <= page_offset(page))
		return VM_FAULT_NOPAGE;
	lock_page(page);
	set_page_dirty(page);
	return VM_FAULT_LOCKED;
/*      ^^^^^^^^^^^^^^^^^^^^^^^ error[mkwrite-truncate-check]: page_mkwrite handler soon_mkwrite() returns
 * VM_FAULT_LOCKED without checking page->mapping after it locked the page: a page truncated meanwhile becomes
 * writable and its data is lost; compare page->mapping and i_size under the lock, and return VM_FAULT_NOPAGE if the
 * page left this mapping or lies beyond i_size
 */
}
static const struct vm_operations_struct soon_ops = { .page_mkwrite = soon_mkwrite };

/* Again and again until it works: the paths meet, and none of them compares. */
static vm_fault_t loop_mkwrite(struct vm_fault *vmf)
{
	struct page *page = vmf->page;
	vm_fault_t ret = VM_FAULT_SIGBUS;
	struct foo *foo = vmf->vma->vm_private_data;
	int err = 0;

	do {
		lock_page(page);
		if (!foo_snap(foo)) {
			set_page_dirty(page);
			ret = VM_FAULT_LOCKED;
			break;
		}
		unlock_page(page);
		if (foo->broken) {
			ret = VM_FAULT_SIGBUS;
			break;
		}
		err = foo_wait_snap(foo);
	} while (err == 0);
	if (ret == VM_FAULT_LOCKED)
		foo->writes++;
	if (err < 0)
		ret = vmf_error(err);
	return ret;
/*      ^^^^^^^^^^^ error[mkwrite-truncate-check]: page_mkwrite handler loop_mkwrite() returns VM_FAULT_LOCKED without
 * checking page->mapping after it locked the page: a page truncated meanwhile becomes writable and its
 * data is lost; compare page->mapping and i_size under the lock, and return VM_FAULT_NOPAGE if the
 * page left this mapping or lies beyond i_size
 */
}
static const struct vm_operations_struct loop_ops = { .page_mkwrite = loop_mkwrite };

/* Right: it is compared, here or in a callee, by the mapping, by its inode, or for NULL. */
static vm_fault_t local_mkwrite(struct vm_fault *vmf)
{
	struct page *page = vmf->page;
	struct address_space *mapping;

	lock_page(page);
	mapping = page->mapping;
	if (mapping != file_inode(vmf->vma->vm_file)->i_mapping) {
		unlock_page(page);
		return VM_FAULT_NOPAGE;
	}
	set_page_dirty(page);
	return VM_FAULT_LOCKED;
}
static const struct vm_operations_struct local_ops = { .page_mkwrite = local_mkwrite };

static bool foo_has_page(struct inode *inode, struct page *page)
{
	return page->mapping == inode->i_mapping;
}
static vm_fault_t told_mkwrite(struct vm_fault *vmf)
{
	struct page *page = vmf->page;

	lock_page(page);
	if (!foo_has_page(file_inode(vmf->vma->vm_file), page)) {
		unlock_page(page);
		return VM_FAULT_NOPAGE;
	}
	set_page_dirty(page);
	return VM_FAULT_LOCKED;
}
static const struct vm_operations_struct told_ops = { .page_mkwrite = told_mkwrite };

static vm_fault_t host_mkwrite(struct vm_fault *vmf)
{
	struct page *page = vmf->page;
	bool is_gone;

	lock_page(page);
	is_gone = !page->mapping || page->mapping->host != file_inode(vmf->vma->vm_file);
	if (is_gone) {
		unlock_page(page);
		return VM_FAULT_NOPAGE;
	}
	set_page_dirty(page);
	return VM_FAULT_LOCKED;
}
static const struct vm_operations_struct host_ops = { .page_mkwrite = host_mkwrite };

/* Nobody knows what a function out of sight does with the mapping. */
int foo_check(struct inode *inode, struct address_space *mapping);
static vm_fault_t unseen_mkwrite(struct vm_fault *vmf)
{
	struct page *page = vmf->page;

	lock_page(page);
	if (foo_check(file_inode(vmf->vma->vm_file), page->mapping)) {
		unlock_page(page);
		return VM_FAULT_NOPAGE;
	}
	set_page_dirty(page);
	return VM_FAULT_LOCKED;
}
static const struct vm_operations_struct unseen_ops = { .page_mkwrite = unseen_mkwrite };
