/* release: 6.12 5.15 */
/* expect: none */
struct foo { struct mutex lock; atomic_t mapped; spinlock_t state; int present; };

struct foo *foo_lock_of(struct file *file);

/* The count that falls to 0 takes it. */
static void count_close(struct vm_area_struct *vma)
{
	struct foo *foo = vma->vm_private_data;

	if (!atomic_dec_and_mutex_lock(&foo->mapped, &foo->lock))
		return;
	foo->present = 0;
	mutex_unlock(&foo->lock);
}
static const struct vm_operations_struct count_ops = { .close = count_close };

/* A function that is not seen may have taken it. */
static vm_fault_t seen_fault(struct vm_fault *vmf)
{
	struct foo *foo = foo_lock_of(vmf->vma->vm_file);
	int present = foo->present;

	mutex_unlock(&foo->lock);
	return present ? VM_FAULT_NOPAGE : VM_FAULT_SIGBUS;
}
static const struct vm_operations_struct seen_ops = { .fault = seen_fault };
