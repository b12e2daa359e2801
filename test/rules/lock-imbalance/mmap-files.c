/* release: 6.12 */
/* file: drivers/foo/mmap.c */
/* The table of file operations stands in a file that nothing else asks for. */
int foo_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;
	struct foo_buf *buf;

	rcu_read_lock();
	buf = foo_find(foo, vma->vm_pgoff);
	if (!buf)
		return foo->dead ? -EACCES : -EINVAL;
/*              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[lock-imbalance]: mmap function foo_mmap() returns with
 * the RCU read lock still held: the task goes on inside the read section, and grace periods never end;
 * release it on this path too
 */
	rcu_read_unlock();
	vm_flags_set(vma, VM_IO);
	return 0;
}

int clean_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;
	struct foo_buf *buf;

	rcu_read_lock();
	buf = foo_find(foo, vma->vm_pgoff);
	rcu_read_unlock();
	if (!buf)
		return foo->dead ? -EACCES : -EINVAL;
	vm_flags_set(vma, VM_IO);
	return 0;
}

/* What takes the lock is to blame, not those that call it; an error that is handed on is one too. */
static int bar_fill(struct bar *bar, struct vm_area_struct *vma)
{
	int ret;

	dma_resv_lock(bar->resv, NULL);
	ret = bar_get_pages(bar);
	if (ret)
		return ret;
/*              ^^^^^^^^^^^ warning[lock-imbalance]: bar_fill() returns with bar->resv still held: the next task that
 * takes it hangs; release it on this path too
 */
	dma_resv_unlock(bar->resv);
	vm_flags_set(vma, VM_PFNMAP);
	return 0;
}

static int bar_step(struct bar *bar, struct vm_area_struct *vma)
{
	return bar_fill(bar, vma);
}

int bar_mmap(struct file *file, struct vm_area_struct *vma)
{
	return bar_step(file->private_data, vma);
}

/* A jump out of a guard's scope gives the lock back, and one in front of a guard never had it. */
int scoped_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;
	int ret = 0;

	if (vma->vm_pgoff)
		goto out;
	scoped_guard(spinlock_irq, &foo->lock) {
		if (foo->dead)
			goto out;
		vm_flags_set(vma, VM_IO);
	}
	return 0;
out:
	return -EINVAL;
}

/* A callee that drops the lock fails without it. */
static int drop_and_fill(struct foo *foo, int n)
{
	while (foo->count < n) {
		spin_unlock(&foo->lock);
		if (!foo_alloc(foo))
			return -ENOMEM;
		spin_lock(&foo->lock);
	}
	return 0;
}

int drop_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;

	spin_lock(&foo->lock);
	if (drop_and_fill(foo, vma_pages(vma)))
		return -ENOMEM;
	spin_unlock(&foo->lock);
	vm_flags_set(vma, VM_IO);
	return 0;
}

/* Whatever has a lock is there. */
int there_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = NULL;

	if (file->private_data) {
		foo = file->private_data;
		mutex_lock(&foo->mutex);
	}
	vm_flags_set(vma, VM_IO);
	if (foo)
		mutex_unlock(&foo->mutex);
	return 0;
}

int looked_up_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct address_space *mapping = NULL;

	if (vma->vm_file) {
		mapping = vma->vm_file->f_mapping;
		i_mmap_lock_write(mapping);
	}
	vm_flags_set(vma, VM_IO);
	if (mapping)
		i_mmap_unlock_write(mapping);
	return 0;
}
