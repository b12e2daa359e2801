/* release: 6.12 */
/* expect: none */
/* The free hangs on the count. */
struct pot_vma {
	refcount_t users;
	unsigned int number;
};

static void counted_open(struct vm_area_struct *vma)
{
	struct pot_vma *own = vma->vm_private_data;

	refcount_inc(&own->users);
}

static void counted_close(struct vm_area_struct *vma)
{
	struct pot_vma *own = vma->vm_private_data;

	if (!refcount_dec_and_test(&own->users))
		return;
	mutex_lock(&pots[own->number].lock);
	pots[own->number].mapped--;
	mutex_unlock(&pots[own->number].lock);
	kfree(own);
}

static const struct vm_operations_struct counted_ops = { .open = counted_open, .close = counted_close };

static int counted_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct pot *pot = file->private_data;
	struct pot_vma *own = kmalloc(sizeof(*own), GFP_KERNEL);

	if (!own)
		return -ENOMEM;
	own->number = pot->number;
	refcount_set(&own->users, 1);
	vma->vm_private_data = own;
	vma->vm_ops = &counted_ops;
	mutex_lock(&pots[own->number].lock);
	pots[own->number].mapped++;
	mutex_unlock(&pots[own->number].lock);
	return 0;
}
static const struct file_operations counted_fops = { .mmap = counted_mmap };

/* The copy gets one of its own. */
static void copied_open(struct vm_area_struct *vma)
{
	struct pot_vma *own = vma->vm_private_data;

	vma->vm_private_data = kmemdup(own, sizeof(*own), GFP_KERNEL | __GFP_NOFAIL);
	mutex_lock(&pots[own->number].lock);
	pots[own->number].mapped++;
	mutex_unlock(&pots[own->number].lock);
}

static void copied_close(struct vm_area_struct *vma)
{
	struct pot_vma *own = vma->vm_private_data;

	mutex_lock(&pots[own->number].lock);
	pots[own->number].mapped--;
	mutex_unlock(&pots[own->number].lock);
	kfree(own);
}

static const struct vm_operations_struct copied_ops = { .open = copied_open, .close = copied_close };

static int copied_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct pot *pot = file->private_data;
	struct pot_vma *own = kmalloc(sizeof(*own), GFP_KERNEL);

	if (!own)
		return -ENOMEM;
	own->number = pot->number;
	refcount_set(&own->users, 1);
	vma->vm_private_data = own;
	vma->vm_ops = &copied_ops;
	mutex_lock(&pots[own->number].lock);
	pots[own->number].mapped++;
	mutex_unlock(&pots[own->number].lock);
	return 0;
}
static const struct file_operations copied_fops = { .mmap = copied_mmap };

/* The copy has none. */
static void without_open(struct vm_area_struct *vma)
{
	vma->vm_private_data = NULL;
}

static void without_close(struct vm_area_struct *vma)
{
	kfree(vma->vm_private_data);
}

static const struct vm_operations_struct without_ops = { .open = without_open, .close = without_close };

static int without_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct pot *pot = file->private_data;
	struct pot_vma *own = kmalloc(sizeof(*own), GFP_KERNEL);

	if (!own)
		return -ENOMEM;
	own->number = pot->number;
	refcount_set(&own->users, 1);
	vma->vm_private_data = own;
	vma->vm_ops = &without_ops;
	mutex_lock(&pots[own->number].lock);
	pots[own->number].mapped++;
	mutex_unlock(&pots[own->number].lock);
	return 0;
}
static const struct file_operations without_fops = { .mmap = without_mmap };

/* close asks which of them it is. */
static void asked_open(struct vm_area_struct *vma)
{
	struct pot_vma *own = vma->vm_private_data;

	pots[own->number].copies++;
}

static void asked_close(struct vm_area_struct *vma)
{
	struct pot_vma *own = vma->vm_private_data;

	if (pots[own->number].copies-- > 0)
		return;
	kfree(own);
}

static const struct vm_operations_struct asked_ops = { .open = asked_open, .close = asked_close };

static int asked_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct pot *pot = file->private_data;
	struct pot_vma *own = kmalloc(sizeof(*own), GFP_KERNEL);

	if (!own)
		return -ENOMEM;
	own->number = pot->number;
	refcount_set(&own->users, 1);
	vma->vm_private_data = own;
	vma->vm_ops = &asked_ops;
	mutex_lock(&pots[own->number].lock);
	pots[own->number].mapped++;
	mutex_unlock(&pots[own->number].lock);
	return 0;
}
static const struct file_operations asked_fops = { .mmap = asked_mmap };
