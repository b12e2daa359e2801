/* release: 6.12 */
/* Where an allocation failed, the access that runs again asks for the same memory: VM_FAULT_NOPAGE never ends. */
static vm_fault_t user_fault(struct vm_fault *vmf)
{
	void *memory = vmalloc_user(PAGE_SIZE);

	if (!memory)
		return -EAGAIN;
/*              ^^^^^^^^^^^^^^^ error[errno-as-vm-fault]: fault handler user_fault() returns -EAGAIN, but its result
 * is a set of VM_FAULT bits: return VM_FAULT_OOM instead
 */
	vmf->page = vmalloc_to_page(memory);
	get_page(vmf->page);
	return 0;
}
static const struct vm_operations_struct user_ops = { .fault = user_fault };

static struct page *foo_alloc_page(struct foo *foo)
{
	struct page *page = alloc_page(GFP_KERNEL | __GFP_ZERO);

	if (!page)
		return NULL;
	foo->count++;
	return page;
}

static vm_fault_t own_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;

	vmf->page = foo_alloc_page(foo);
	if (!vmf->page)
		return -EAGAIN;
/*              ^^^^^^^^^^^^^^^ error[errno-as-vm-fault]: fault handler own_fault() returns -EAGAIN, but its result is
 * a set of VM_FAULT bits: return VM_FAULT_OOM instead
 */
	return 0;
}
static const struct vm_operations_struct own_ops = { .fault = own_fault };

static vm_fault_t order_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;
	struct bar *bar = kzalloc(sizeof(*bar), GFP_KERNEL);

	if (bar == NULL)
		return -EINTR;
/*              ^^^^^^^^^^^^^^ error[errno-as-vm-fault]: fault handler order_fault() returns -EINTR, but its result is
 * a set of VM_FAULT bits: return VM_FAULT_OOM instead
 */
	foo_add(foo, bar);
	vmf->page = foo_page(foo, vmf->pgoff);
	return 0;
}
static const struct vm_operations_struct order_ops = { .fault = order_fault };

/* -EBUSY of an insertion: the entry is there. */
static vm_fault_t busy_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;

	if (vm_insert_page(vmf->vma, vmf->address, foo->page) == -EBUSY)
		return -EAGAIN;
/*              ^^^^^^^^^^^^^^^ error[errno-as-vm-fault]: fault handler busy_fault() returns -EAGAIN, but its result
 * is a set of VM_FAULT bits: return VM_FAULT_NOPAGE instead
 */
	return VM_FAULT_NOPAGE;
}
static const struct vm_operations_struct busy_ops = { .fault = busy_fault };

/* The memory is there, and somebody else has the lock. */
static vm_fault_t lock_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;
	struct page *page = alloc_page(GFP_KERNEL | __GFP_ZERO);

	if (!page)
		return VM_FAULT_OOM;
	if (!mutex_trylock(&foo->lock)) {
		__free_page(page);
		return -EAGAIN;
/*              ^^^^^^^^^^^^^^^ error[errno-as-vm-fault]: fault handler lock_fault() returns -EAGAIN, but its result
 * is a set of VM_FAULT bits: return VM_FAULT_NOPAGE instead
 */
	}
	mutex_unlock(&foo->lock);
	vmf->page = page;
	return 0;
}
static const struct vm_operations_struct lock_ops = { .fault = lock_fault };
