/* release: 6.12 5.10 */
/* Paths that were joined before do not make a leak doubtful, unless a later test asks what they knew differently. */
struct foo { struct mutex lock; struct page *page; int a, b, c, d, flags; };

static int foo_prepare(struct foo *foo, struct vm_fault *vmf)
{
	int how = 0;

	if (foo->a)
		how = 1;
	else if (foo->b && vmf->pgoff)
		how = foo->c ? 2 : 3;
	if (foo->d || foo->c)
		how += foo->flags;
	foo_note(how);
	return how;
}

static vm_fault_t leak_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;
	int how = 0;

	if (foo->a)
		how = 1;
	else if (foo->b && vmf->pgoff)
		how = foo->c ? 2 : 3;
	if (foo->d || foo->c)
		how += foo->flags;
	if (how > 4 || foo->flags & 8)
		foo_note(how);
	mutex_lock(&foo->lock);
	vmf->page = foo->page;
	if (!vmf->page)
		return VM_FAULT_SIGBUS;
/*		^^^^^^^^^^^^^^^^^^^^^^^ warning[lock-imbalance]: fault handler leak_fault() returns with
 * &foo->lock still held: the next task that takes it hangs; release it on this path too */
	get_page(vmf->page);
	mutex_unlock(&foo->lock);
	return 0;
}
static const struct vm_operations_struct leak_ops = { .fault = leak_fault };

static vm_fault_t callee_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;

	mutex_lock(&foo->lock);
	if (foo_prepare(foo, vmf) == 2)
		return VM_FAULT_NOPAGE;
/*		^^^^^^^^^^^^^^^^^^^^^^^ warning[lock-imbalance]: fault handler callee_fault() returns with
 * &foo->lock still held: the next task that takes it hangs; release it on this path too */
	mutex_unlock(&foo->lock);
	return VM_FAULT_SIGBUS;
}
static const struct vm_operations_struct callee_ops = { .fault = callee_fault };

/* The second test goes as the first did, whatever happened between. */
static vm_fault_t good_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;
	bool locked = foo->flags & 1;
	int how = 0;

	if (locked)
		mutex_lock(&foo->lock);
	if (foo->a)
		how = 1;
	else if (foo->b && vmf->pgoff)
		how = foo->c ? 2 : 3;
	if (foo->d || foo->c)
		how += foo->flags;
	if (how > 4 || foo->d & 8)
		foo_note(how);
	if (locked)
		mutex_unlock(&foo->lock);
	return VM_FAULT_SIGBUS;
}
static const struct vm_operations_struct good_ops = { .fault = good_fault };
