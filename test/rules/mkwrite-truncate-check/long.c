/* unresolved: 1 */
/* release: 6.12 */
/* Many ways meet before the lock: each of those behind it is walked by itself. */
struct node { struct mutex lock; int stuffed; unsigned long flags; int journaled; struct volume *volume; };
struct volume { int blocks; spinlock_t lock; };
struct grant { int data; int index; int all; };
int node_ready(struct volume *volume);
int node_map(struct inode *inode, loff_t pos, size_t length, size_t *mapped);

static int volume_quota(struct node *node, struct grant *grant)
{
	if (grant->all > node->volume->blocks)
		return -EDQUOT;
	if (!node->volume->blocks)
		return -ENOSPC;
	if (node->flags & 4)
		return -EROFS;
	return 0;
}

static int node_reserve(struct node *node, struct grant *grant)
{
	if (node->flags & 1)
		return -EROFS;
	if (grant->all > 16) {
		node->flags |= 2;
		return -ENOSPC;
	}
	if (node->flags & 8)
		return -EIO;
	return 0;
}

static int node_begin(struct node *node, int blocks)
{
	if (node->flags & 16)
		return -EIO;
	if (blocks > 64)
		return -ENOSPC;
	if (node->flags & 32)
		return -EROFS;
	return 0;
}

static int node_unstuff(struct node *node)
{
	if (node->flags & 64)
		return -EIO;
	if (node->flags & 128)
		return -ENOMEM;
	node->stuffed = 0;
	return 0;
}

static int node_back(struct folio *folio, size_t length)
{
	loff_t pos = folio_pos(folio);

	do {
		size_t mapped = 0;

		if (node_map(folio->mapping->host, pos, length, &mapped))
			return -EIO;
		if (length < mapped)
			mapped = length;
		length -= mapped;
		pos += mapped;
	} while (length > 0);
	return 0;
}

static vm_fault_t node_mkwrite(struct vm_fault *vmf)
{
	struct folio *folio = page_folio(vmf->page);
	struct inode *inode = file_inode(vmf->vma->vm_file);
	struct node *node = inode->i_private;
	struct grant grant = {};
	loff_t pos = folio_pos(folio);
	vm_fault_t ret = VM_FAULT_LOCKED;
	size_t length;
	loff_t size;
	int blocks, err;

	sb_start_pagefault(inode->i_sb);
	mutex_lock(&node->lock);
	size = i_size_read(inode);
	if (pos >= size) {
		ret = VM_FAULT_SIGBUS;
		goto out_unlock;
	}
	file_update_time(vmf->vma->vm_file);
	if (size - pos < folio_size(folio))
		length = size - pos;
	else
		length = folio_size(folio);
	if (!node->stuffed && !(node->flags & 256)) {
		folio_lock(folio);
		if (!folio_test_uptodate(folio) || folio->mapping != inode->i_mapping) {
			ret = VM_FAULT_NOPAGE;
			folio_unlock(folio);
		}
		goto out_unlock;
	}
	err = node_ready(node->volume);
	if (err) {
		ret = vmf_fs_error(err);
		goto out_unlock;
	}
	grant.all = grant.data + grant.index;
	err = volume_quota(node, &grant);
	if (err) {
		ret = vmf_fs_error(err);
		goto out_unlock;
	}
	err = node_reserve(node, &grant);
	if (err) {
		ret = vmf_fs_error(err);
		goto out_unlock;
	}
	blocks = 1 + grant.index;
	if (node->journaled)
		blocks += grant.data ? grant.data : 1;
	if (grant.index || grant.data)
		blocks += grant.all;
	err = node_begin(node, blocks);
	if (err) {
		ret = vmf_fs_error(err);
		goto out_reserve;
	}
	if (node->stuffed) {
		err = node_unstuff(node);
		if (err) {
			ret = vmf_fs_error(err);
			goto out_end;
		}
	}
	folio_lock(folio);
	if (!folio_test_uptodate(folio)) {
		ret = VM_FAULT_NOPAGE;
		goto out_locked;
	}
	err = node_back(folio, length);
	if (err)
		ret = vmf_fs_error(err);
out_locked:
	if (ret != VM_FAULT_LOCKED)
		folio_unlock(folio);
out_end:
	node->flags &= ~512;
out_reserve:
	node->flags &= ~1024;
out_unlock:
	mutex_unlock(&node->lock);
	if (ret == VM_FAULT_LOCKED) {
		folio_mark_dirty(folio);
		folio_wait_stable(folio);
	}
	sb_end_pagefault(inode->i_sb);
	return ret;
/*      ^^^^^^^^^^^ error[mkwrite-truncate-check]: page_mkwrite handler node_mkwrite() returns VM_FAULT_LOCKED without
 * checking page->mapping after it locked the page: a page truncated meanwhile becomes writable and its data is lost;
 * compare page->mapping and i_size under the lock, and return VM_FAULT_NOPAGE if the page left this mapping or lies
 * beyond i_size
 */
}
static const struct vm_operations_struct node_ops = { .fault = filemap_fault, .page_mkwrite = node_mkwrite };
