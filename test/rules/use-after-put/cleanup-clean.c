/* release: 6.12 */
/* expect: none */
/* What __free() would free has gone to another, and its variable is empty. */

struct tray {
	struct cup *cups[4];
	struct mutex lock;
	struct list_head list;
	bool ready;
};

struct cup {
	struct list_head list;
	int kind;
};

DEFINE_FREE(tray_put, struct tray *, if (_T) tray_put(_T))

static bool tray_has(struct tray *tray, int kind)
{
	return tray->cups[kind];
}

static int tray_take(struct tray *tray, struct cup *cup)
{
	tray->cups[cup->kind] = cup;
	return 0;
}

static struct cup *cup_new(struct tray *tray, int kind)
{
	struct cup *cup __free(kfree) = kzalloc(sizeof(*cup), GFP_KERNEL);

	if (!cup)
		return NULL;
	if (kind > 3)
		return NULL;
	cup->kind = kind;
	return_ptr(cup);
}

static int given_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct tray *tray = file->private_data;
	struct cup *cup __free(kfree) = kzalloc(sizeof(*cup), GFP_KERNEL);

	if (!cup)
		return -ENOMEM;
	guard(mutex)(&tray->lock);
	if (!tray->ready)
		return -ENXIO;
	if (tray_has(tray, 1))
		return -EEXIST;
	cup->kind = 1;
	tray->cups[1] = no_free_ptr(cup);
	return 0;
}

static int kept_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct tray *tray = file->private_data;
	struct cup *cup __free(kfree) = kzalloc(sizeof(*cup), GFP_KERNEL);

	if (!cup)
		return -ENOMEM;
	scoped_guard(mutex, &tray->lock) {
		if (tray->cups[1])
			return -EEXIST;
		tray->cups[1] = cup;
		retain_and_null_ptr(cup);
	}
	return 0;
}

static int handed_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct tray *tray = file->private_data;
	struct cup *cup __free(kfree) = kzalloc(sizeof(*cup), GFP_KERNEL);

	if (!cup)
		return -ENOMEM;
	guard(mutex)(&tray->lock);
	if (tray->cups[1])
		return -EEXIST;
	return tray_take(tray, no_free_ptr(cup));
}

static int made_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct tray *tray = file->private_data;
	struct cup *cup = cup_new(tray, 2);

	if (!cup)
		return -ENOMEM;
	guard(mutex)(&tray->lock);
	if (tray->cups[2]) {
		kfree(cup);
		return -EEXIST;
	}
	tray->cups[2] = cup;
	return 0;
}

static int listed_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct tray *tray = file->private_data;
	struct cup *cup __free(kfree) = kzalloc(sizeof(*cup), GFP_KERNEL);

	if (!cup)
		return -ENOMEM;
	guard(mutex)(&tray->lock);
	if (!tray->ready)
		return -ENXIO;
	list_add(&cup->list, &tray->list);
	vma->vm_private_data = no_free_ptr(cup);
	return 0;
}

static int found_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct tray *tray __free(tray_put) = tray_get(file->private_data);

	if (!tray)
		return -ENODEV;
	if (!tray->ready)
		return -ENXIO;
	vma->vm_private_data = no_free_ptr(tray);
	return 0;
}

static int numbered_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct tray *tray = file->private_data;

	CLASS(get_unused_fd, fd)(O_CLOEXEC);
	if (fd < 0)
		return fd;
	tray->ready = take_fd(fd);
	return 0;
}

static const struct file_operations given_fops = { .mmap = given_mmap };
static const struct file_operations kept_fops = { .mmap = kept_mmap };
static const struct file_operations handed_fops = { .mmap = handed_mmap };
static const struct file_operations made_fops = { .mmap = made_mmap };
static const struct file_operations listed_fops = { .mmap = listed_mmap };
static const struct file_operations found_fops = { .mmap = found_mmap };
static const struct file_operations numbered_fops = { .mmap = numbered_mmap };
