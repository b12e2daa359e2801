/* release: 5.4 6.12 */
static vm_fault_t foo_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;
	struct page *page;

	spin_lock(&foo->lock);
	page = alloc_page(GFP_KERNEL);
/*             ^^^^^^^^^^^^^^^^^^^^^^ error[sleep-under-spinlock]: fault handler foo_fault() calls alloc_page() while
 * &foo->lock is held, and alloc_page() may sleep with GFP_KERNEL: the CPU may schedule away with the
 * lock held; end the atomic section before the call
 */
	if (page)
		foo->pages[0] = page;
	spin_unlock(&foo->lock);
	if (!page)
		return VM_FAULT_OOM;
	get_page(page);
	vmf->page = page;
	return 0;
}
static const struct vm_operations_struct foo_ops = { .fault = foo_fault };

static int bar_reserve(struct bar *bar)
{
	bar->table = kmalloc(bar->size, GFP_KERNEL);
	return bar->table ? 0 : -ENOMEM;
}
static int bar_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct bar *bar = file->private_data;
	unsigned long flags;
	int err;

	spin_lock_irqsave(&bar->lock, flags);
	err = bar_reserve(bar);
/*            ^^^^^^^^^^^^^^^^ error[sleep-under-spinlock]: bar_mmap() calls bar_reserve() while &bar->lock is held,
 * and kmalloc() may sleep with GFP_KERNEL: the CPU may schedule away with the lock held; end the
 * atomic section before the call
 */
	spin_unlock_irqrestore(&bar->lock, flags);
	if (err)
		return err;
	vma->vm_ops = &foo_ops;
	return 0;
}

static void baz_close(struct vm_area_struct *vma)
{
	struct bar *bar = vma->vm_private_data;

	rcu_read_lock();
	mutex_lock(&bar->mutex);
/*      ^^^^^^^^^^^^^^^^^^^^^^^ error[sleep-under-spinlock]: close handler baz_close() calls mutex_lock() while inside
 * rcu_read_lock(), and mutex_lock() may sleep: the CPU may schedule away inside the read section; end the
 * atomic section before the call
 */
	bar->maps--;
	mutex_unlock(&bar->mutex);
	rcu_read_unlock();
}
static const struct vm_operations_struct baz_ops = { .close = baz_close };

static void low_wait(struct bar *bar)
{
	preempt_disable();
	wait_for_completion(&bar->done);
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[sleep-under-spinlock]: close handler low_close() calls
 * wait_for_completion() while preempt_disable() is in force, and wait_for_completion() may sleep: the
 * CPU may schedule away inside the atomic section; end the atomic section before the call
 */
	preempt_enable();
}
static void low_close(struct vm_area_struct *vma)
{
	low_wait(vma->vm_private_data);
}
static const struct vm_operations_struct low_ops = { .close = low_close };
