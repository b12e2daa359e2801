/* release: 6.12 5.15 */
#define FOO_SHARED 1u
#define FOO_EXCL 2u
#define foo_ids(foo) ((foo)->ids[FOO_IDS])
struct foo { struct rw_semaphore sem; unsigned long flags; struct foo_table ids[3]; };

int foo_fill(struct foo *foo, unsigned long n);

static void foo_take(struct foo *foo, unsigned int mode)
{
	if (mode & FOO_EXCL)
		down_write(&foo->sem);
	else if (mode & FOO_SHARED)
		down_read(&foo->sem);
}
static void foo_give(struct foo *foo, unsigned int mode)
{
	if (mode & FOO_EXCL)
		up_write(&foo->sem);
	else if (mode & FOO_SHARED)
		up_read(&foo->sem);
}

/* In one of two modes, and the paths meet. */
static vm_fault_t fixed_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;
	vm_fault_t ret = VM_FAULT_NOPAGE;

	foo_take(foo, FOO_SHARED);
	if (test_bit(0, &foo->flags)) {
		foo_give(foo, FOO_SHARED);
		foo_take(foo, FOO_EXCL);
	}
	if (foo_fill(foo, vmf->pgoff))
		ret = VM_FAULT_SIGBUS;
	foo_give(foo, FOO_SHARED);
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^ error[lock-not-held]: fault handler fixed_fault() gives &foo->sem back in another
 * mode than it took it: the count of readers goes wrong, and the next that takes it hangs or runs
 * beside a writer; give back a read lock by the read variant and a write lock by the write variant
 */
	return ret;
}
static const struct vm_operations_struct fixed_ops = { .fault = fixed_fault };

static vm_fault_t told_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;
	unsigned int mode = FOO_SHARED;
	vm_fault_t ret = VM_FAULT_NOPAGE;

	foo_take(foo, FOO_SHARED);
	if (test_bit(0, &foo->flags)) {
		foo_give(foo, FOO_SHARED);
		foo_take(foo, FOO_EXCL);
		mode = FOO_EXCL;
	}
	if (foo_fill(foo, vmf->pgoff))
		ret = VM_FAULT_SIGBUS;
	foo_give(foo, mode);
	return ret;
}
static const struct vm_operations_struct told_ops = { .fault = told_fault };

/* One element of an array of the object, named twice. */
static void element_close(struct vm_area_struct *vma)
{
	struct foo *foo = vma->vm_private_data;

	down_write(&foo_ids(foo).sem);
	foo_fill(foo, 0);
	up_write(&foo_ids(foo).sem);
}
static const struct vm_operations_struct element_ops = { .close = element_close };
