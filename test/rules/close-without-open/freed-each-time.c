/* release: 6.12 */
/* open counts the mapping in another object, and close frees what both VMAs have, each time. */
struct pot_vma {
	refcount_t users;
	unsigned int number;
};

static void shared_open(struct vm_area_struct *vma)
{
	struct pot_vma *own = vma->vm_private_data;

	mutex_lock(&pots[own->number].lock);
	pots[own->number].mapped++;
	mutex_unlock(&pots[own->number].lock);
}

static void shared_close(struct vm_area_struct *vma)
{
	struct pot_vma *own = vma->vm_private_data;

	mutex_lock(&pots[own->number].lock);
	pots[own->number].mapped--;
	mutex_unlock(&pots[own->number].lock);
	kfree(own);
/*      ^^^^^^^^^^ warning[close-without-open]: close handler shared_close() frees what vm_private_data holds
 * (kfree()) on each call, and open handler shared_open() leaves it with the copy and counts no user of it: a fork, a
 * split or mremap() copies the VMA, and the first that goes takes it from the others; count its users in it, and free
 * it with the last one
 */
}

static const struct vm_operations_struct shared_ops = { .open = shared_open, .close = shared_close };

static int shared_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct pot *pot = file->private_data;
	struct pot_vma *own = kmalloc(sizeof(*own), GFP_KERNEL);

	if (!own)
		return -ENOMEM;
	own->number = pot->number;
	refcount_set(&own->users, 1);
	vma->vm_private_data = own;
	vma->vm_ops = &shared_ops;
	mutex_lock(&pots[own->number].lock);
	pots[own->number].mapped++;
	mutex_unlock(&pots[own->number].lock);
	return 0;
}
static const struct file_operations shared_fops = { .mmap = shared_mmap };

/* open does nothing that matters. */
static void idle_open(struct vm_area_struct *vma)
{
	pr_debug("copied\n");
}

static void idle_close(struct vm_area_struct *vma)
{
	struct pot_vma *own = vma->vm_private_data;

	if (!own)
		return;
	kfree(own);
/*      ^^^^^^^^^^ warning[close-without-open]: close handler idle_close() calls kfree(own), but open handler
 * idle_open() takes nothing for it: a fork, a split or mremap() copies the VMA with its vm_private_data, and each
 * copy drops it once more; set VM_DONTCOPY in mmap and refuse a split in may_split, or count the copies in open
 */
}

static const struct vm_operations_struct idle_ops = { .open = idle_open, .close = idle_close };

static int idle_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct pot *pot = file->private_data;
	struct pot_vma *own = kmalloc(sizeof(*own), GFP_KERNEL);

	if (!own)
		return -ENOMEM;
	own->number = pot->number;
	refcount_set(&own->users, 1);
	vma->vm_private_data = own;
	vma->vm_ops = &idle_ops;
	mutex_lock(&pots[own->number].lock);
	pots[own->number].mapped++;
	mutex_unlock(&pots[own->number].lock);
	return 0;
}
static const struct file_operations idle_fops = { .mmap = idle_mmap };
