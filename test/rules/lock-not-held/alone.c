/* release: 6.12 5.15 */
struct foo { struct mutex lock; atomic_t mapped; spinlock_t state; int present; };

void foo_drop(struct foo *foo);
int foo_fill(struct foo *foo, unsigned long n);
struct foo *foo_lock_of(struct file *file);

/* Nothing takes it: core holds no lock for a handler. */
static void count_close(struct vm_area_struct *vma)
{
	struct foo *foo = vma->vm_private_data;

	if (!atomic_dec_and_test(&foo->mapped))
		return;
	foo->present = 0;
	mutex_unlock(&foo->lock);
/*      ^^^^^^^^^^^^^^^^^^^^^^^^ error[lock-not-held]: close handler count_close() gives &foo->lock back, which it has
 * not taken on this path: another task that holds it meanwhile loses it, and two run where one should;
 * leave past the release, or take it first
 */
}
static const struct vm_operations_struct count_ops = { .close = count_close };

static vm_fault_t spin_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;

	if (!foo->present) {
		spin_unlock(&foo->state);
/*              ^^^^^^^^^^^^^^^^^^^^^^^^ error[lock-not-held]: fault handler spin_fault() gives &foo->state back,
 * which it has not taken on this path: another task that holds it meanwhile loses it, and two run
 * where one should; leave past the release, or take it first
 */
		return VM_FAULT_SIGBUS;
	}
	if (foo_fill(foo, vmf->pgoff))
		return VM_FAULT_OOM;
	return VM_FAULT_NOPAGE;
}
static const struct vm_operations_struct spin_ops = { .fault = spin_fault };
