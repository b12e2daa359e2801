/* release: 6.12 6.1 */
/* The count of who failed to load is kept. */
struct box { struct mutex lock; unsigned int users; atomic_t mapped; void *pages; };
void *box_make(struct box *box);
void box_drop(struct box *box);

static int plain_get_locked(struct box *box)
{
	void *pages;

	if (box->users++ > 0)
		return 0;
	pages = box_make(box);
	if (IS_ERR(pages)) {
		pr_debug("no pages\n");
		return PTR_ERR(pages);
	}
	box->pages = pages;
	return 0;
}
static int plain_get_pages(struct box *box)
{
	int ret = mutex_lock_interruptible(&box->lock);

	if (ret)
		return ret;
	ret = plain_get_locked(box);
	mutex_unlock(&box->lock);
	return ret;
}
static void plain_open(struct vm_area_struct *vma)
{
	plain_get_pages(vma->vm_private_data);
}
static void plain_put_pages(struct box *box)
{
	mutex_lock(&box->lock);
	if (--box->users == 0)
		box_drop(box);
	mutex_unlock(&box->lock);
}
static void plain_close(struct vm_area_struct *vma)
{
	plain_put_pages(vma->vm_private_data);
}
static const struct vm_operations_struct plain_ops = { .open = plain_open, .close = plain_close };
static int plain_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct box *box = file->private_data;
	int ret = plain_get_pages(box);

	if (ret)
		return ret;
/*              ^^^^^^^^^^^ warning[mmap-reference]: plain_mmap() fails here and keeps what plain_get_pages() took,
 * which close gives back (plain_put_pages()), and core does not call close after a failed mmap: give it back before
 * this return
 */
	vma->vm_private_data = box;
	vma->vm_ops = &plain_ops;
	return 0;
}
static const struct file_operations plain_fops = { .mmap = plain_mmap };

static int other_get_locked(struct box *box)
{
	void *pages;

	if (box->users++ > 0)
		return 0;
	pages = box_make(box);
	if (IS_ERR(pages)) {
		box->pages = NULL;
		return PTR_ERR(pages);
	}
	box->pages = pages;
	return 0;
}
static int other_get_pages(struct box *box)
{
	int ret = mutex_lock_interruptible(&box->lock);

	if (ret)
		return ret;
	ret = other_get_locked(box);
	mutex_unlock(&box->lock);
	return ret;
}
static void other_open(struct vm_area_struct *vma)
{
	other_get_pages(vma->vm_private_data);
}
static void other_put_pages(struct box *box)
{
	mutex_lock(&box->lock);
	if (--box->users == 0)
		box_drop(box);
	mutex_unlock(&box->lock);
}
static void other_close(struct vm_area_struct *vma)
{
	other_put_pages(vma->vm_private_data);
}
static const struct vm_operations_struct other_ops = { .open = other_open, .close = other_close };
static int other_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct box *box = file->private_data;
	int ret = other_get_pages(box);

	if (ret)
		return ret;
/*              ^^^^^^^^^^^ warning[mmap-reference]: other_mmap() fails here and keeps what other_get_pages() took,
 * which close gives back (other_put_pages()), and core does not call close after a failed mmap: give it back before
 * this return
 */
	vma->vm_private_data = box;
	vma->vm_ops = &other_ops;
	return 0;
}
static const struct file_operations other_fops = { .mmap = other_mmap };

static int atomic_get_locked(struct box *box)
{
	void *pages;

	if (atomic_inc_return(&box->mapped) > 1)
		return 0;
	pages = box_make(box);
	if (IS_ERR(pages)) {
		pr_debug("no pages\n");
		return PTR_ERR(pages);
	}
	box->pages = pages;
	return 0;
}
static int atomic_get_pages(struct box *box)
{
	int ret = mutex_lock_interruptible(&box->lock);

	if (ret)
		return ret;
	ret = atomic_get_locked(box);
	mutex_unlock(&box->lock);
	return ret;
}
static void atomic_open(struct vm_area_struct *vma)
{
	atomic_get_pages(vma->vm_private_data);
}
static void atomic_put_pages(struct box *box)
{
	mutex_lock(&box->lock);
	if (atomic_dec_and_test(&box->mapped))
		box_drop(box);
	mutex_unlock(&box->lock);
}
static void atomic_close(struct vm_area_struct *vma)
{
	atomic_put_pages(vma->vm_private_data);
}
static const struct vm_operations_struct atomic_ops = { .open = atomic_open, .close = atomic_close };
static int atomic_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct box *box = file->private_data;
	int ret = atomic_get_pages(box);

	if (ret)
		return ret;
/*              ^^^^^^^^^^^ warning[mmap-reference]: atomic_mmap() fails here and keeps what atomic_get_pages() took,
 * which close gives back (atomic_put_pages()), and core does not call close after a failed mmap: give it back before
 * this return
 */
	vma->vm_private_data = box;
	vma->vm_ops = &atomic_ops;
	return 0;
}
static const struct file_operations atomic_fops = { .mmap = atomic_mmap };
