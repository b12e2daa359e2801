/* release: 6.12 6.1 */
struct foo { struct mutex vma_lock; struct rw_semaphore memory_lock; struct list_head vmas; bool enabled; };

/* The page lock comes last. */
static vm_fault_t foo_page_mkwrite(struct vm_fault *vmf)
{
	struct folio *folio = page_folio(vmf->page);
	struct inode *inode = file_inode(vmf->vma->vm_file);
	struct address_space *mapping = inode->i_mapping;

	folio_lock(folio);
	filemap_invalidate_lock_shared(mapping);
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[lock-order]: page_mkwrite handler foo_page_mkwrite() waits for
 * invalidate_lock with folio locked: truncation and hole punching hold invalidate_lock while they wait
 * for the page lock, so both wait for ever; take invalidate_lock first
 */
	if (folio->mapping != mapping || folio_pos(folio) >= i_size_read(inode)) {
		folio_unlock(folio);
		filemap_invalidate_unlock_shared(mapping);
		return VM_FAULT_NOPAGE;
	}
	filemap_invalidate_unlock_shared(mapping);
	return VM_FAULT_LOCKED;
}
static const struct vm_operations_struct foo_file_ops = { .page_mkwrite = foo_page_mkwrite };

/* Two locks of the module, one of them taken by a helper. */
static void foo_lock_vmas(struct foo *foo)
{
	mutex_lock(&foo->vma_lock);
}

static void foo_disable(struct foo *foo)
{
	foo_lock_vmas(foo);
	down_write(&foo->memory_lock);
	foo->enabled = false;
	up_write(&foo->memory_lock);
	mutex_unlock(&foo->vma_lock);
}

static vm_fault_t foo_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;
	vm_fault_t ret = VM_FAULT_SIGBUS;

	down_read(&foo->memory_lock);
	mutex_lock(&foo->vma_lock);
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[lock-order]: fault handler foo_fault() takes &foo->vma_lock with
 * &foo->memory_lock held, and foo_disable() takes them the other way round: two tasks may wait for each
 * other for ever; take both in one order everywhere
 */
	if (foo->enabled)
		ret = foo_insert(foo, vmf);
	mutex_unlock(&foo->vma_lock);
	up_read(&foo->memory_lock);
	return ret;
}
static const struct vm_operations_struct foo_ops = { .fault = foo_fault };

/* Writeback of the file's mapping locks its pages, this one among them. */
static vm_fault_t flush_page_mkwrite(struct vm_fault *vmf)
{
	struct folio *folio = page_folio(vmf->page);
	struct inode *inode = file_inode(vmf->vma->vm_file);

	folio_lock(folio);
	if (folio->mapping != inode->i_mapping || folio_pos(folio) >= i_size_read(inode)) {
		folio_unlock(folio);
		return VM_FAULT_NOPAGE;
	}
	if (filemap_write_and_wait_range(inode->i_mapping, 0, LLONG_MAX)) {
/*          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[lock-order]: page_mkwrite handler flush_page_mkwrite() calls
 * filemap_write_and_wait_range() with folio locked, which locks the pages of its mapping: when it comes
 * to this page the task waits for itself; unlock the page first
 */
		folio_unlock(folio);
		return VM_FAULT_SIGBUS;
	}
	return VM_FAULT_LOCKED;
}
static const struct vm_operations_struct flush_ops = { .page_mkwrite = flush_page_mkwrite };

struct extent { struct inode *inode; loff_t start, end; unsigned long flags; };

static void start_extent(struct extent *extent)
{
	struct inode *inode = extent->inode;

	if (!test_bit(0, &extent->flags))
		filemap_fdatawrite_range(inode->i_mapping, extent->start, extent->end);
	wait_extent(extent);
}

static vm_fault_t extent_page_mkwrite(struct vm_fault *vmf)
{
	struct folio *folio = page_folio(vmf->page);
	struct inode *inode = file_inode(vmf->vma->vm_file);
	struct extent *extent;

	folio_lock(folio);
	if (folio->mapping != inode->i_mapping || folio_pos(folio) >= i_size_read(inode)) {
		folio_unlock(folio);
		return VM_FAULT_NOPAGE;
	}
	extent = find_extent(inode, folio_pos(folio));
	if (extent) {
		start_extent(extent);
/*              ^^^^^^^^^^^^^^^^^^^^ warning[lock-order]: page_mkwrite handler extent_page_mkwrite() calls start_extent() with
 * folio locked, where filemap_fdatawrite_range() locks the pages of the mapping: when it comes to this
 * page the task waits for itself; unlock the page first
 */
		folio_unlock(folio);
		return VM_FAULT_NOPAGE;
	}
	return VM_FAULT_LOCKED;
}
static const struct vm_operations_struct extent_ops = { .page_mkwrite = extent_page_mkwrite };
