/* release: 6.12 6.1 */
/* expect: none */
/* Two structs count their users in a field of one name, and each is counted for itself. */
struct slot { int users; struct page *page; };
struct pool { struct slot *slot; };
struct view { int users; struct pool *pool; };

static void view_open(struct vm_area_struct *vma)
{
	struct view *view = vma->vm_private_data;

	view->users++;
}
static void view_close(struct vm_area_struct *vma)
{
	struct view *view = vma->vm_private_data;

	if (--view->users == 0)
		kfree(view);
}
static const struct vm_operations_struct view_ops = { .open = view_open, .close = view_close };

/* A slot that was ever shown is counted for good: close is for the view alone. */
static int view_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct pool *pool = file->private_data;
	struct slot *slot = pool->slot;
	struct view *view = kzalloc(sizeof(*view), GFP_KERNEL);
	int ret;

	if (!view)
		return -ENOMEM;
	slot->users++;
	ret = vm_insert_page(vma, vma->vm_start, slot->page);
	if (ret) {
		kfree(view);
		return ret;
	}
	view->users = 1;
	view->pool = pool;
	vma->vm_private_data = view;
	vma->vm_ops = &view_ops;
	return 0;
}
static const struct file_operations view_fops = { .mmap = view_mmap };
