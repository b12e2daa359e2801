/* release: 6.12 5.15 */
/* Whether the callee waits for the lock is told by its caller. */
struct run {
	struct mutex params;
	int changed;
	char *buffer;
};

static int run_change(struct run *run, bool trylock)
{
	int err;

	if (trylock) {
		if (!mutex_trylock(&run->params))
			return -EAGAIN;
	} else if (mutex_lock_interruptible(&run->params)) {
/*                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-lock-order]: run_change() takes &run->params
 * under mmap_lock, and run_write() holds it over copy_from_user(), which may take mmap_lock: two tasks may wait for
 * each other for ever; release the lock before user memory is touched
 */
		return -ERESTARTSYS;
	}
	err = run->changed;
	mutex_unlock(&run->params);
	return err;
}

static int run_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct run *run = file->private_data;
	int err = run_change(run, false);

	if (err < 0)
		return err;
	return run_map(run, vma);
}
static const struct file_operations run_fops = { .mmap = run_mmap };

static ssize_t run_write(struct file *file, const char __user *buf, size_t count, loff_t *pos)
{
	struct run *run = file->private_data;
	ssize_t ret = count;

	if (mutex_lock_interruptible(&run->params))
		return -ERESTARTSYS;
	if (copy_from_user(run->buffer, buf, count))
		ret = -EFAULT;
	mutex_unlock(&run->params);
	return ret;
}

/* It never waits. */
struct try {
	struct mutex params;
	int changed;
	char *buffer;
};

static int try_change(struct try *try, bool trylock)
{
	int err;

	if (trylock) {
		if (!mutex_trylock(&try->params))
			return -EAGAIN;
	} else if (mutex_lock_interruptible(&try->params)) {
		return -ERESTARTSYS;
	}
	err = try->changed;
	mutex_unlock(&try->params);
	return err;
}

static int try_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct try *try = file->private_data;
	int err = try_change(try, true);

	if (err < 0)
		return err;
	return try_map(try, vma);
}
static const struct file_operations try_fops = { .mmap = try_mmap };

static ssize_t try_write(struct file *file, const char __user *buf, size_t count, loff_t *pos)
{
	struct try *try = file->private_data;
	ssize_t ret = try_change(try, false);

	if (ret < 0)
		return ret;
	mutex_lock(&try->params);
	ret = copy_from_user(try->buffer, buf, count) ? -EFAULT : count;
	mutex_unlock(&try->params);
	return ret;
}

/* The caller says so by what it has, which may be either. */
struct any {
	struct mutex params;
	int mode;
	char *buffer;
};

static int any_change(struct any *any, int waits)
{
	if (!waits)
		return -EAGAIN;
	mutex_lock(&any->params);
	any->mode++;
	mutex_unlock(&any->params);
	return 0;
}

static int any_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct any *any = file->private_data;
	int err = any_change(any, any->mode);

	if (err < 0)
		return err;
	return any_map(any, vma);
}
static const struct file_operations any_fops = { .mmap = any_mmap };

static ssize_t any_write(struct file *file, const char __user *buf, size_t count, loff_t *pos)
{
	struct any *any = file->private_data;
	ssize_t ret;

	mutex_lock(&any->params);
	ret = copy_from_user(any->buffer, buf, count) ? -EFAULT : count;
	mutex_unlock(&any->params);
	return ret;
}
