/* release: 6.12 6.1 */
/* expect: none */
struct foo {
	struct mutex vma_lock;
	struct rw_semaphore memory_lock;
	struct mutex outer;
	struct mutex a;
	struct mutex b;
	struct rw_semaphore x;
	struct rw_semaphore y;
	struct foo *parent;
	bool enabled;
};

static vm_fault_t foo_page_mkwrite(struct vm_fault *vmf)
{
	struct folio *folio = page_folio(vmf->page);
	struct inode *inode = file_inode(vmf->vma->vm_file);
	struct address_space *mapping = inode->i_mapping;

	filemap_invalidate_lock_shared(mapping);
	folio_lock(folio);
	if (folio->mapping != mapping || folio_pos(folio) >= i_size_read(inode)) {
		folio_unlock(folio);
		filemap_invalidate_unlock_shared(mapping);
		return VM_FAULT_NOPAGE;
	}
	filemap_invalidate_unlock_shared(mapping);
	return VM_FAULT_LOCKED;
}
static const struct vm_operations_struct foo_file_ops = { .page_mkwrite = foo_page_mkwrite };

/* One order. */
static void foo_disable(struct foo *foo)
{
	mutex_lock(&foo->vma_lock);
	down_write(&foo->memory_lock);
	foo->enabled = false;
	up_write(&foo->memory_lock);
	mutex_unlock(&foo->vma_lock);
}

/* The other order, and it does not wait. */
static bool foo_try_disable(struct foo *foo)
{
	down_write(&foo->memory_lock);
	if (!mutex_trylock(&foo->vma_lock)) {
		up_write(&foo->memory_lock);
		return false;
	}
	foo->enabled = false;
	mutex_unlock(&foo->vma_lock);
	up_write(&foo->memory_lock);
	return true;
}

/* One after the other. */
static void foo_both(struct foo *foo)
{
	down_write(&foo->memory_lock);
	foo->enabled = false;
	up_write(&foo->memory_lock);
	mutex_lock(&foo->vma_lock);
	foo_forget(foo);
	mutex_unlock(&foo->vma_lock);
}

static vm_fault_t foo_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;
	vm_fault_t ret = VM_FAULT_SIGBUS;

	mutex_lock(&foo->vma_lock);
	down_read(&foo->memory_lock);
	if (foo->enabled)
		ret = foo_insert(foo, vmf);
	up_read(&foo->memory_lock);
	mutex_unlock(&foo->vma_lock);
	return ret;
}
static const struct vm_operations_struct foo_ops = { .fault = foo_fault };

/* A third lock keeps the two apart; readers do not wait for each other; another object is another lock. */
static void foo_reverse(struct foo *foo)
{
	mutex_lock(&foo->outer);
	mutex_lock(&foo->b);
	mutex_lock(&foo->a);
	foo->enabled = true;
	mutex_unlock(&foo->a);
	mutex_unlock(&foo->b);
	mutex_unlock(&foo->outer);
}

static bool foo_read(struct foo *foo)
{
	bool is;

	down_read(&foo->y);
	down_write(&foo->x);
	is = foo->enabled;
	up_write(&foo->x);
	up_read(&foo->y);
	return is;
}

static void foo_other(struct foo *foo)
{
	struct foo *parent = foo->parent;

	mutex_lock(&parent->b);
	mutex_lock(&foo->a);
	foo->enabled = true;
	mutex_unlock(&foo->a);
	mutex_unlock(&parent->b);
}

static vm_fault_t bar_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;
	vm_fault_t ret;

	mutex_lock(&foo->outer);
	mutex_lock(&foo->a);
	mutex_lock(&foo->b);
	ret = foo_insert(foo, vmf);
	mutex_unlock(&foo->b);
	mutex_unlock(&foo->a);
	mutex_unlock(&foo->outer);
	down_write(&foo->x);
	down_read(&foo->y);
	foo->enabled = false;
	up_read(&foo->y);
	up_write(&foo->x);
	return ret;
}
static const struct vm_operations_struct bar_ops = { .fault = bar_fault };

/* Unlocked first; another mapping. */
static vm_fault_t flush_page_mkwrite(struct vm_fault *vmf)
{
	struct folio *folio = page_folio(vmf->page);
	struct inode *inode = file_inode(vmf->vma->vm_file);
	struct foo_sb *sbi = inode->i_sb->s_fs_info;

	if (filemap_write_and_wait_range(inode->i_mapping, 0, LLONG_MAX))
		return VM_FAULT_SIGBUS;
	folio_lock(folio);
	if (folio->mapping != inode->i_mapping || folio_pos(folio) >= i_size_read(inode)) {
		folio_unlock(folio);
		return VM_FAULT_NOPAGE;
	}
	if (filemap_write_and_wait_range(sbi->meta->i_mapping, 0, LLONG_MAX)) {
		folio_unlock(folio);
		return VM_FAULT_SIGBUS;
	}
	return VM_FAULT_LOCKED;
}
static const struct vm_operations_struct flush_ops = { .page_mkwrite = flush_page_mkwrite };
