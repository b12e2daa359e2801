/* release: 6.12 4.19 */
/* Macros of the module itself hide locks, returns and tests; each means what it stands for. */
struct foo { struct mutex lock; struct page *page; int gone; };

#define FOO_LOCK(foo) mutex_lock(&(foo)->lock)
#define FOO_UNLOCK(foo)				\
	do {					\
		foo_trace(foo);			\
		mutex_unlock(&(foo)->lock);	\
	} while (0)
#define FOO_GONE(foo) ((foo)->gone || !(foo)->page)
#define FOO_FAILED VM_FAULT_SIGBUS
#define BAIL_OUT(test, code)					\
	do {							\
		if (test) {					\
			pr_err("%s: " #test "\n", __func__);	\
			return code;				\
		}						\
	} while (0)
#ifdef FOO_DEBUG
#define FOO_LOG(fmt, args...) printk(KERN_DEBUG "foo: " fmt, ##args)
#else
#define FOO_LOG(fmt, args...)
#endif

static vm_fault_t bail_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;

	FOO_LOCK(foo);
	FOO_LOG("page %p\n", vmf->page);
	BAIL_OUT(FOO_GONE(foo), FOO_FAILED);
/*	^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[lock-imbalance]: fault handler bail_fault() returns with
 * &foo->lock still held: the next task that takes it hangs; release it on this path too */
	vmf->page = foo->page;
	get_page(vmf->page);
	FOO_UNLOCK(foo);
	return 0;
}
static const struct vm_operations_struct bail_ops = { .fault = bail_fault };

static vm_fault_t good_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;

	FOO_LOG("no arguments\n");
	BAIL_OUT(FOO_GONE(foo), FOO_FAILED);
	FOO_LOCK(foo);
	if (FOO_GONE(foo)) {
		FOO_UNLOCK(foo);
		return FOO_FAILED;
	}
	vmf->page = foo->page;
	get_page(vmf->page);
	FOO_UNLOCK(foo);
	return 0;
}
static const struct vm_operations_struct good_ops = { .fault = good_fault };
/* file: drivers/foo/foo.h */
struct bar { spinlock_t lock; struct page *page; };

#define bar_lock(bar) spin_lock(&(bar)->lock)
#define bar_unlock(bar) spin_unlock(&(bar)->lock)
/* file: drivers/foo/bar.c */
#include "foo.h"

static vm_fault_t bar_fault(struct vm_fault *vmf)
{
	struct bar *bar = vmf->vma->vm_private_data;

	bar_lock(bar);
	if (!bar->page)
		return VM_FAULT_SIGBUS;
/*		^^^^^^^^^^^^^^^^^^^^^^^ warning[lock-imbalance]: fault handler bar_fault() returns with
 * &bar->lock still held: the task goes on in atomic context, and the next that takes it spins for ever;
 * release it on this path too */
	vmf->page = bar->page;
	get_page(vmf->page);
	bar_unlock(bar);
	return 0;
}
static const struct vm_operations_struct bar_ops = { .fault = bar_fault };
