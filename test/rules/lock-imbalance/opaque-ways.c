/* release: 6.12 4.19 */
/* What a call through a pointer is handed stays taken where another way out gives it back after that call. */
static int node_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct kernfs_open_file *of = file->private_data;
	int rc = -ENODEV;

	mutex_lock(&of->mutex);
	if (!kernfs_get_active(of->kn))
		goto out_unlock;
	rc = of->ops->mmap(of, vma);
	if (rc)
		goto out_put;
	if (vma->vm_file != file)
		goto out_unlock;
	rc = -EINVAL;
	if (of->mmapped)
		goto out_put;
	rc = 0;
out_put:
	kernfs_put_active(of->kn);
out_unlock:
	mutex_unlock(&of->mutex);
	return rc;
/*      ^^^^^^^^^^ warning[lock-imbalance]: mmap function node_mmap() returns with the active reference of
 * kernfs_get_active() still held: the task that removes the object waits for ever; release it on this path too
 */
}
static const struct file_operations node_fops = { .mmap = node_mmap };

static int node_good_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct kernfs_open_file *of = file->private_data;
	int rc = -ENODEV;

	mutex_lock(&of->mutex);
	if (!kernfs_get_active(of->kn))
		goto out_unlock;
	rc = of->ops->mmap(of, vma);
	if (rc)
		goto out_put;
	if (vma->vm_file != file)
		goto out_put;
	rc = 0;
out_put:
	kernfs_put_active(of->kn);
out_unlock:
	mutex_unlock(&of->mutex);
	return rc;
}
static const struct file_operations node_good_fops = { .mmap = node_good_mmap };

/* The device is kept awake where mapping fails. */
static int awake_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct engine *engine = file->private_data;
	int err;

	err = pm_runtime_resume_and_get(engine->dev);
	if (err)
		return err;
	err = engine->ops->prepare(engine, vma);
	if (err)
		goto out;
	if (engine->pages < vma_pages(vma))
		return -EINVAL;
/*              ^^^^^^^^^^^^^^^ warning[lock-imbalance]: mmap function awake_mmap() returns with the power reference
 * of pm_runtime_resume_and_get() still held: the device is never suspended again; release it on this path too
 */
	err = engine->ops->map(engine, vma);
out:
	pm_runtime_put(engine->dev);
	return err;
}
static const struct file_operations awake_fops = { .mmap = awake_mmap };

/* It is awake as long as it is mapped. */
static void held_open(struct vm_area_struct *vma)
{
	struct engine *engine = vma->vm_private_data;

	pm_runtime_get_noresume(engine->dev);
}

static void held_close(struct vm_area_struct *vma)
{
	struct engine *engine = vma->vm_private_data;

	pm_runtime_put(engine->dev);
}
static const struct vm_operations_struct held_ops = { .open = held_open, .close = held_close };

static int held_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct engine *engine = file->private_data;
	int err;

	err = pm_runtime_resume_and_get(engine->dev);
	if (err)
		return err;
	err = engine->ops->map(engine, vma);
	if (err) {
		pm_runtime_put(engine->dev);
		return err;
	}
	vm_flags_set(vma, VM_DONTCOPY | VM_DONTEXPAND);
	vma->vm_private_data = engine;
	vma->vm_ops = &held_ops;
	return 0;
}
static const struct file_operations held_fops = { .mmap = held_mmap };

/* The callee's name says that it may release something. */
static int finish_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct engine *engine = file->private_data;

	mutex_lock(&engine->lock);
	engine->ops->finish(engine);
	if (vma->vm_pgoff)
		return -EINVAL;
/*              ^^^^^^^^^^^^^^^ warning[lock-imbalance]: mmap function finish_mmap() returns with &engine->lock still
 * held: the next task that takes it hangs; release it on this path too
 */
	engine->maps++;
	mutex_unlock(&engine->lock);
	return 0;
}
static const struct file_operations finish_fops = { .mmap = finish_mmap };

static int finish_good_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct engine *engine = file->private_data;
	int err = -EINVAL;

	mutex_lock(&engine->lock);
	engine->ops->finish(engine);
	if (vma->vm_pgoff)
		goto out;
	engine->maps++;
	err = 0;
out:
	mutex_unlock(&engine->lock);
	return err;
}
static const struct file_operations finish_good_fops = { .mmap = finish_good_mmap };

/* One that releases it where it fails says so by what it returns. */
static int fails_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct engine *engine = file->private_data;
	int err;

	mutex_lock(&engine->lock);
	err = engine->ops->finish(engine);
	if (err)
		return err;
	engine->maps++;
	mutex_unlock(&engine->lock);
	return 0;
}
static const struct file_operations fails_fops = { .mmap = fails_mmap };

/* So does one by a variable of its caller's. */
static int tells_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct engine *engine = file->private_data;
	bool kept = true;

	mutex_lock(&engine->lock);
	engine->ops->finish(engine, &kept);
	if (!kept)
		return -EAGAIN;
	engine->maps++;
	mutex_unlock(&engine->lock);
	return 0;
}
static const struct file_operations tells_fops = { .mmap = tells_mmap };

/* A function of the file gives it back. */
static void engine_unlock(struct engine *engine)
{
	engine->depth--;
	up_write(&engine->sem);
}

static int wrapped_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct engine *engine = file->private_data;
	int err;

	down_write(&engine->sem);
	err = engine_wait_idle(engine);
	if (err)
		goto out;
	if (engine->gone)
		return -ENODEV;
/*              ^^^^^^^^^^^^^^^ warning[lock-imbalance]: mmap function wrapped_mmap() returns with &engine->sem still
 * held: the next task that takes it hangs; release it on this path too
 */
	engine->maps++;
out:
	engine_unlock(engine);
	return err;
}
static const struct file_operations wrapped_fops = { .mmap = wrapped_mmap };

/* By a variable. */
static int variable_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct engine *engine = file->private_data;
	int (*map)(struct engine *, struct vm_area_struct *) = engine->map;
	int err;

	spin_lock(&engine->slot_lock);
	err = map(engine, vma);
	if (err < 0)
		goto out;
	if (engine->gone)
		return -ENODEV;
/*              ^^^^^^^^^^^^^^^ warning[lock-imbalance]: mmap function variable_mmap() returns with &engine->slot_lock
 * still held: the task goes on in atomic context, and the next that takes it spins for ever; release it on this path
 * too
 */
	engine->maps++;
out:
	spin_unlock(&engine->slot_lock);
	return err;
}
static const struct file_operations variable_fops = { .mmap = variable_mmap };

/* A handler. */
static vm_fault_t section_fault(struct vm_fault *vmf)
{
	struct engine *engine = vmf->vma->vm_private_data;
	vm_fault_t ret;
	int idx;

	if (!drm_dev_enter(engine->drm, &idx))
		return VM_FAULT_SIGBUS;
	ret = engine->ops->fault(engine, vmf);
	if (ret & VM_FAULT_ERROR)
		goto out;
	if (engine->gone)
		return VM_FAULT_SIGBUS;
/*              ^^^^^^^^^^^^^^^^^^^^^^^ warning[lock-imbalance]: fault handler section_fault() returns with the read
 * section of drm_dev_enter() still held: the task that waits for the readers, to remove the device, waits for ever;
 * release it on this path too
 */
out:
	drm_dev_exit(idx);
	return ret;
}
static const struct vm_operations_struct section_ops = { .fault = section_fault };
