// SPDX-License-Identifier: GPL-2.0-only
// The lock lies in what is around an argument: it is called as the callee writes it.
#include <linux/fs.h>
#include <linux/mm.h>
#include <linux/spinlock.h>

struct moss_inode {
	struct inode inode;
	spinlock_t lock;
	int writers;
};

static inline struct moss_inode *get_moss_inode(struct inode *inode)
{
	return container_of(inode, struct moss_inode, inode);
}

static void moss_begin(struct inode *inode)
{
	struct moss_inode *mi = get_moss_inode(inode);

	spin_lock(&mi->lock);
	mi->writers++;
}

static void moss_end(struct inode *inode)
{
	spin_unlock(&get_moss_inode(inode)->lock);
}

static vm_fault_t moss_page_mkwrite(struct vm_fault *vmf)
{
	struct inode *inode = file_inode(vmf->vma->vm_file);

	moss_begin(inode);
	if (IS_IMMUTABLE(inode))
		return VM_FAULT_SIGBUS;
/*              ^^^^^^^^^^^^^^^^^^^^^^^ warning[lock-imbalance]: page_mkwrite handler moss_page_mkwrite() returns with
 * &mi->lock still held: the task goes on in atomic context, and the next that takes it spins for ever; release it on
 * this path too
 */
	moss_end(inode);
	lock_page(vmf->page);
	if (vmf->page->mapping != inode->i_mapping) {
		unlock_page(vmf->page);
		return VM_FAULT_NOPAGE;
	}
	return VM_FAULT_LOCKED;
}

static const struct vm_operations_struct moss_vm_ops = {
	.page_mkwrite = moss_page_mkwrite,
};
