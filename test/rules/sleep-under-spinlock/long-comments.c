/* release: 5.4 6.12 */
/* How much is written about a helper says nothing of how large it is. */
static void foo_settle(struct foo *foo)
{
	/*
	 * The table of the device has an entry for each window, and an entry is written
	 * once: what it names stays until the device is closed, which is after the last
	 * mapping has gone. The firmware looks for the entry by its address, so a new one
	 * may not take the place of an old one before that; free() of it is for the owner,
	 * and mutex_unlock(&foo->mutex) is not for this function either.
	 * The table of the device has an entry for each window, and an entry is written
	 * once: what it names stays until the device is closed, which is after the last
	 * mapping has gone. The firmware looks for the entry by its address, so a new one
	 * may not take the place of an old one before that; free() of it is for the owner,
	 * and mutex_unlock(&foo->mutex) is not for this function either.
	 * The table of the device has an entry for each window, and an entry is written
	 * once: what it names stays until the device is closed, which is after the last
	 * mapping has gone. The firmware looks for the entry by its address, so a new one
	 * may not take the place of an old one before that; free() of it is for the owner,
	 * and mutex_unlock(&foo->mutex) is not for this function either.
	 * The table of the device has an entry for each window, and an entry is written
	 * once: what it names stays until the device is closed, which is after the last
	 * mapping has gone. The firmware looks for the entry by its address, so a new one
	 */
	usleep_range(10, 20);
	foo->faults++;
}

static vm_fault_t foo_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;

	spin_lock(&foo->lock);
	foo_settle(foo);
/*      ^^^^^^^^^^^^^^^ error[sleep-under-spinlock]: fault handler foo_fault() calls foo_settle() while &foo->lock is
 * held, and usleep_range() may sleep: the CPU may schedule away with the lock held; end the atomic section before the
 * call
 */
	spin_unlock(&foo->lock);
	return vmf_insert_pfn(vmf->vma, vmf->address, foo->pfn);
}
static const struct vm_operations_struct foo_ops = { .fault = foo_fault };

static void bar_take(struct bar *bar)
{
	/*
	 * The table of the device has an entry for each window, and an entry is written
	 * once: what it names stays until the device is closed, which is after the last
	 * mapping has gone. The firmware looks for the entry by its address, so a new one
	 * may not take the place of an old one before that; free() of it is for the owner,
	 * and mutex_unlock(&foo->mutex) is not for this function either.
	 * The table of the device has an entry for each window, and an entry is written
	 * once: what it names stays until the device is closed, which is after the last
	 * mapping has gone. The firmware looks for the entry by its address, so a new one
	 * may not take the place of an old one before that; free() of it is for the owner,
	 * and mutex_unlock(&foo->mutex) is not for this function either.
	 * The table of the device has an entry for each window, and an entry is written
	 * once: what it names stays until the device is closed, which is after the last
	 * mapping has gone. The firmware looks for the entry by its address, so a new one
	 * may not take the place of an old one before that; free() of it is for the owner,
	 * and mutex_unlock(&foo->mutex) is not for this function either.
	 * The table of the device has an entry for each window, and an entry is written
	 * once: what it names stays until the device is closed, which is after the last
	 * mapping has gone. The firmware looks for the entry by its address, so a new one
	 */
	/* spin_unlock(&bar->lock) is for the caller. */
	spin_lock(&bar->lock);
}

static vm_fault_t bar_fault(struct vm_fault *vmf)
{
	struct bar *bar = vmf->vma->vm_private_data;

	bar_take(bar);
	mutex_lock(&bar->mutex);
/*      ^^^^^^^^^^^^^^^^^^^^^^^ error[sleep-under-spinlock]: fault handler bar_fault() calls mutex_lock() while
 * &bar->lock is held, and mutex_lock() may sleep: the CPU may schedule away with the lock held; end the atomic
 * section before the call
 */
	bar->faults++;
	mutex_unlock(&bar->mutex);
	spin_unlock(&bar->lock);
	return VM_FAULT_SIGBUS;
}
static const struct vm_operations_struct bar_ops = { .fault = bar_fault };

static void baz_settle(struct baz *baz)
{
	/*
	 * The table of the device has an entry for each window, and an entry is written
	 * once: what it names stays until the device is closed, which is after the last
	 * mapping has gone. The firmware looks for the entry by its address, so a new one
	 * may not take the place of an old one before that; free() of it is for the owner,
	 * and mutex_unlock(&foo->mutex) is not for this function either.
	 * The table of the device has an entry for each window, and an entry is written
	 * once: what it names stays until the device is closed, which is after the last
	 * mapping has gone. The firmware looks for the entry by its address, so a new one
	 * may not take the place of an old one before that; free() of it is for the owner,
	 * and mutex_unlock(&foo->mutex) is not for this function either.
	 * The table of the device has an entry for each window, and an entry is written
	 * once: what it names stays until the device is closed, which is after the last
	 * mapping has gone. The firmware looks for the entry by its address, so a new one
	 * may not take the place of an old one before that; free() of it is for the owner,
	 * and mutex_unlock(&foo->mutex) is not for this function either.
	 * The table of the device has an entry for each window, and an entry is written
	 * once: what it names stays until the device is closed, which is after the last
	 * mapping has gone. The firmware looks for the entry by its address, so a new one
	 */
	udelay(10);
	baz->faults++;
}

static vm_fault_t baz_fault(struct vm_fault *vmf)
{
	struct baz *baz = vmf->vma->vm_private_data;

	spin_lock(&baz->lock);
	baz_settle(baz);
	spin_unlock(&baz->lock);
	return vmf_insert_pfn(vmf->vma, vmf->address, baz->pfn);
}
static const struct vm_operations_struct baz_ops = { .fault = baz_fault };
