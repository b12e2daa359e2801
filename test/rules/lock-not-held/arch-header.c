/* release: 6.1 6.12 */
/* A macro of a header beside the code, in arch/: it may come back without the lock. */
/* file: arch/powerpc/platforms/foo/foo.h */
static inline int foo_acquire(struct foo *foo)
{
	return mutex_lock_interruptible(&foo->lock);
}
static inline void foo_release(struct foo *foo)
{
	mutex_unlock(&foo->lock);
}
#define foo_wait(wq, condition)					\
({								\
	int __ret = 0;						\
	DEFINE_WAIT(__wait);					\
	for (;;) {						\
		prepare_to_wait(&(wq), &__wait, TASK_INTERRUPTIBLE);	\
		if (condition)					\
			break;					\
		foo_release(foo);				\
		if (signal_pending(current)) {			\
			__ret = -ERESTARTSYS;			\
			break;					\
		}						\
		schedule();					\
		__ret = foo_acquire(foo);			\
		if (__ret)					\
			break;					\
	}							\
	finish_wait(&(wq), &__wait);				\
	__ret;							\
})
/* file: arch/powerpc/platforms/foo/file.c */
#include "foo.h"
static vm_fault_t broken_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_file->private_data;
	vm_fault_t ret = VM_FAULT_NOPAGE;

	if (foo_acquire(foo))
		return VM_FAULT_NOPAGE;
	if (foo->is_saved) {
		mmap_read_unlock(current->mm);
		foo_wait(foo->wq, foo->is_running);
		mmap_read_lock(current->mm);
	} else {
		ret = vmf_insert_pfn(vmf->vma, vmf->address, foo->pfn);
	}
	foo_release(foo);
/*      ^^^^^^^^^^^^^^^^ error[lock-not-held]: fault handler broken_fault() releases &foo->lock twice on this path:
 * another task that holds it meanwhile loses it, and two run where one should; release it once
 */
	return ret;
}
static const struct vm_operations_struct broken_ops = { .fault = broken_fault };

static vm_fault_t clean_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_file->private_data;
	vm_fault_t ret = VM_FAULT_NOPAGE;
	int err = 0;

	if (foo_acquire(foo))
		return VM_FAULT_NOPAGE;
	if (foo->is_saved) {
		mmap_read_unlock(current->mm);
		err = foo_wait(foo->wq, foo->is_running);
		mmap_read_lock(current->mm);
	} else {
		ret = vmf_insert_pfn(vmf->vma, vmf->address, foo->pfn);
	}
	if (!err)
		foo_release(foo);
	return ret;
}
static const struct vm_operations_struct clean_ops = { .fault = clean_fault };
