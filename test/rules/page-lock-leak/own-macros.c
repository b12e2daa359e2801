/* release: 6.12 5.4 */
/* A log macro changes nothing, one that unlocks does, and a status is what its name stands for. */
#define LOG(fmt, ...) printk(KERN_DEBUG fmt, ##__VA_ARGS__)
#define UNLOCK_AND_LEAVE(page, code) \
	do {                         \
		unlock_page(page);   \
		return code;         \
	} while (0)

enum foo_status { FOO_OK, FOO_BUSY, FOO_NONE = -2 };

struct foo { struct address_space *pages; struct mutex lock; };

static vm_fault_t log_mkwrite(struct vm_fault *vmf)
{
	lock_page(vmf->page);
	LOG("page %p\n", vmf->page);
	if (vmf->page->mapping != vmf->vma->vm_file->f_mapping)
		UNLOCK_AND_LEAVE(vmf->page, VM_FAULT_NOPAGE);
	if (vmf->pgoff > 3)
		return VM_FAULT_SIGBUS;
/*		^^^^^^^^^^^^^^^^^^^^^^^ error[page-lock-leak]: page_mkwrite handler log_mkwrite() returns
 * VM_FAULT_SIGBUS with vmf->page still locked: it is never unlocked, and the next task that wants the page
 * hangs; unlock it first */
	return VM_FAULT_LOCKED;
}
static const struct vm_operations_struct log_ops = { .page_mkwrite = log_mkwrite };

static int foo_get(struct foo *foo, unsigned long at, struct page **out)
{
	struct page *page;

	if (at > 100)
		return FOO_NONE;
	page = shmem_read_mapping_page(foo->pages, at);
	if (IS_ERR(page))
		return FOO_BUSY;
	lock_page(page);
	*out = page;
	return FOO_OK;
}

static vm_fault_t status_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;
	int ret;

	mutex_lock(&foo->lock);
	ret = foo_get(foo, vmf->pgoff, &vmf->page);
	mutex_unlock(&foo->lock);
	return ret == FOO_OK ? VM_FAULT_LOCKED : VM_FAULT_SIGBUS;
}
static const struct vm_operations_struct status_ops = { .fault = status_fault };

/* The same with the statuses mixed up. */
static vm_fault_t mixed_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;

	if (foo_get(foo, vmf->pgoff, &vmf->page) == FOO_BUSY)
		return VM_FAULT_NOPAGE;
	return VM_FAULT_SIGBUS;
/*	^^^^^^^^^^^^^^^^^^^^^^^ error[page-lock-leak]: fault handler mixed_fault() returns VM_FAULT_SIGBUS
 * with the page still locked: it is never unlocked, and the next task that wants the page hangs; unlock it
 * first */
}
static const struct vm_operations_struct mixed_ops = { .fault = mixed_fault };
