/* release: 6.12 6.1 */
/* The task acts for another user while it maps, and goes back to its own rights on each way out. */
struct layer { const struct cred *owner; struct file *lower; };

static int early_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct layer *layer = file->private_data;
	const struct cred *old;
	int err;

	old = override_creds(layer->owner);
	err = layer_check(layer, vma);
	if (err)
		return err;
/*              ^^^^^^^^^^^ warning[lock-imbalance]: mmap function early_mmap() returns without reverting the
 * credentials of override_creds(): the task goes on with the rights of another user; call
 * revert_creds() on this path too
 */
	err = call_mmap(vma->vm_file, vma);
	revert_creds(old);
	return err;
}

static int clean_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct layer *layer = file->private_data;
	const struct cred *old;
	int err;

	old = override_creds(layer->owner);
	err = layer_check(layer, vma);
	if (!err)
		err = call_mmap(vma->vm_file, vma);
	revert_creds(old);
	return err;
}

/* Helpers of its own, which it cannot look into. */
static int own_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct layer *layer = file->private_data;
	const struct cred *old = override_creds(layer->owner);
	int err = call_mmap(vma->vm_file, vma);

	layer_leave_creds(layer, old);
	return err;
}

/* The callee is to blame, not what calls it. */
static int forward(struct layer *layer, struct vm_area_struct *vma)
{
	const struct cred *old = override_creds(layer->owner);
	int err = layer_check(layer, vma);

	if (err < 0)
		return -EPERM;
/*              ^^^^^^^^^^^^^^ warning[lock-imbalance]: forward() returns without reverting the credentials of
 * override_creds(), which it gives back on another way out: the task goes on with the rights of
 * another user; call revert_creds() on this path too
 */
	err = call_mmap(vma->vm_file, vma);
	revert_creds(old);
	return err;
}

static int outer_mmap(struct file *file, struct vm_area_struct *vma)
{
	return forward(file->private_data, vma);
}

static const struct file_operations early_fops = { .mmap = early_mmap };
static const struct file_operations clean_fops = { .mmap = clean_mmap };
static const struct file_operations own_fops = { .mmap = own_mmap };
static const struct file_operations outer_fops = { .mmap = outer_mmap };
