/* release: 6.12 */
/* What others find by now is freed behind the scope, for its variable has it still. */
struct tray {
	struct cup *cups[4];
	struct mutex lock;
	bool ready;
};

struct cup {
	int kind;
};

static int given_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct tray *tray = file->private_data;
	struct cup *cup __free(kfree) = kzalloc(sizeof(*cup), GFP_KERNEL);
/*                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[use-after-put]: given_mmap() frees
 * cup (kfree()) and leaves it in tray->cups[1]: what looks there finds freed memory; store it as the last step, or
 * set tray->cups[1] to NULL
 */

	if (!cup)
		return -ENOMEM;
	guard(mutex)(&tray->lock);
	if (tray->cups[1])
		return -EEXIST;
	cup->kind = 1;
	tray->cups[1] = cup;
	return 0;
}
static const struct file_operations given_fops = { .mmap = given_mmap };

/* The one that is returned is freed already. */
static struct cup *cup_new(int kind)
{
	struct cup *cup __free(kfree) = kzalloc(sizeof(*cup), GFP_KERNEL);

	if (!cup)
		return NULL;
	cup->kind = kind;
	return cup;
}

static int made_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct cup *cup = cup_new(vma->vm_pgoff);

	if (!cup)
		return -ENOMEM;
	if (cup->kind > 3)
/*          ^^^^^^^^^ warning[use-after-put]: made_mmap() uses cup->kind after cup_new() freed it: the memory may
 * belong to another user; read what is needed first, and make the put the last step
 */
		return -EINVAL;
	vma->vm_private_data = cup;
	return 0;
}
static const struct file_operations made_fops = { .mmap = made_mmap };
