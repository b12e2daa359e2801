/* release: 6.12 */
/* What looks an object up and locks it is left with the lock, and any other file's fault handler may sleep. */
struct foo_perm { spinlock_t lock; bool gone; };
struct foo_seg { struct foo_perm perm; struct file *file; const struct vm_operations_struct *ops; };
struct foo_file { int id; const struct vm_operations_struct *vm_ops; };

static inline void foo_lock_object(struct foo_perm *perm)
{
	spin_lock(&perm->lock);
}

static inline void foo_unlock_object(struct foo_perm *perm)
{
	spin_unlock(&perm->lock);
}

static struct foo_seg *foo_lock(int id)
{
	struct foo_perm *perm;

	rcu_read_lock();
	perm = foo_find(id);
	if (IS_ERR(perm))
		goto err;
	foo_lock_object(perm);
	if (!perm->gone)
		return container_of(perm, struct foo_seg, perm);
	foo_unlock_object(perm);
	perm = ERR_PTR(-EIDRM);
err:
	rcu_read_unlock();
	return ERR_CAST(perm);
}

static void foo_unlock(struct foo_seg *seg)
{
	foo_unlock_object(&seg->perm);
	rcu_read_unlock();
}

static vm_fault_t foo_fault(struct vm_fault *vmf)
{
	struct foo_file *priv = vmf->vma->vm_file->private_data;
	struct foo_seg *seg;
	vm_fault_t ret;

	seg = foo_lock(priv->id);
	if (IS_ERR(seg))
		return VM_FAULT_SIGBUS;
	ret = priv->vm_ops->fault(vmf);
/*            ^^^^^^^^^^^^^^^^^^^^^^^^ error[sleep-under-spinlock]: fault handler foo_fault() calls
 * priv->vm_ops->fault() while inside rcu_read_lock(), and any fault handler may sleep: the CPU may schedule away
 * inside the read section; end the atomic section before the call
 */
	foo_unlock(seg);
	return ret;
}

/* It was there, and is left alone before the handler runs. */
static vm_fault_t bar_fault(struct vm_fault *vmf)
{
	struct foo_file *priv = vmf->vma->vm_file->private_data;
	struct foo_seg *seg;

	seg = foo_lock(priv->id);
	if (IS_ERR(seg))
		return VM_FAULT_SIGBUS;
	foo_unlock(seg);
	return priv->vm_ops->fault(vmf);
}

/* The object that it locks is not the one that it gives. */
static struct foo_seg *baz_find(int id)
{
	struct foo_perm *perm = foo_find(id);
	struct foo_seg *seg;

	foo_lock_object(perm);
	seg = perm->gone ? NULL : foo_seg_of(perm);
	foo_unlock_object(perm);
	return seg;
}

static vm_fault_t baz_fault(struct vm_fault *vmf)
{
	struct foo_file *priv = vmf->vma->vm_file->private_data;
	struct foo_seg *seg = baz_find(priv->id);

	if (!seg)
		return VM_FAULT_SIGBUS;
	return seg->ops->fault(vmf);
}

/* A variable holds the table, and a mutex may be held over it. */
static vm_fault_t held_fault(struct vm_fault *vmf)
{
	struct foo_file *priv = vmf->vma->vm_file->private_data;
	const struct vm_operations_struct *ops = priv->vm_ops;
	vm_fault_t ret;

	mutex_lock(&foo_mutex);
	ret = ops->fault(vmf);
	mutex_unlock(&foo_mutex);
	return ret;
}

static vm_fault_t spun_fault(struct vm_fault *vmf)
{
	struct foo_file *priv = vmf->vma->vm_file->private_data;
	const struct vm_operations_struct *ops = priv->vm_ops;
	vm_fault_t ret;

	spin_lock(&foo_spin);
	ret = ops->fault(vmf);
/*            ^^^^^^^^^^^^^^^ error[sleep-under-spinlock]: fault handler spun_fault() calls ops->fault() while
 * &foo_spin is held, and any fault handler may sleep: the CPU may schedule away with the lock held; end the atomic
 * section before the call
 */
	spin_unlock(&foo_spin);
	return ret;
}

static const struct vm_operations_struct foo_ops = { .fault = foo_fault };
static const struct vm_operations_struct bar_ops = { .fault = bar_fault };
static const struct vm_operations_struct baz_ops = { .fault = baz_fault };
static const struct vm_operations_struct held_ops = { .fault = held_fault };
static const struct vm_operations_struct spun_ops = { .fault = spun_fault };
