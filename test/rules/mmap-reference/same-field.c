/* release: 6.12 6.1 */
/* Two structs count their users in a field of one name. */
struct slot { int users; struct page *page; struct slot *next; };
struct view { int users; struct slot *slot; };

static void view_open(struct vm_area_struct *vma)
{
	struct view *view = vma->vm_private_data;

	view->users++;
}
static void view_close(struct vm_area_struct *vma)
{
	struct view *view = vma->vm_private_data;

	view->users--;
	if (view->users == 0) {
		view->slot->users--;
		kfree(view);
	}
}
static const struct vm_operations_struct view_ops = { .open = view_open, .close = view_close };

/* Both are counted by close: what is kept is a user of the slot. */
static int view_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct slot *slot = file->private_data;
	struct view *view;
	int ret;

	slot->users++;
	ret = vm_insert_page(vma, vma->vm_start, slot->page);
	if (ret)
		return ret;
/*              ^^^^^^^^^^^ warning[mmap-reference]: view_mmap() fails here and keeps what slot->users++ took, which
 * another way out gives back (slot->users--): give it back before this return
 */
	view = kmalloc(sizeof(*view), GFP_KERNEL);
	if (!view) {
		slot->users--;
		return -ENOMEM;
	}
	view->users = 1;
	view->slot = slot;
	vma->vm_private_data = view;
	vma->vm_ops = &view_ops;
	return 0;
}
static const struct file_operations view_fops = { .mmap = view_mmap };

/* The view is counted twice; the slots that are counted meanwhile are others. */
static int twice_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct slot *slot = file->private_data;
	struct view *view = kmalloc(sizeof(*view), GFP_KERNEL);

	if (!view)
		return -ENOMEM;
	slot->users++;
	view->users = 1;
	view->slot = slot;
	vma->vm_private_data = view;
	vma->vm_ops = &view_ops;
	view_open(vma);
/*      ^^^^^^^^^^^^^^ warning[mmap-reference]: twice_mmap() counts the mapping twice in the users of the object that
 * it makes for it (view_open()), and close counts it down once (view->users--): the count never comes to 0, and the
 * object is never freed; begin with one user
 */
	return 0;
}
static const struct file_operations twice_fops = { .mmap = twice_mmap };
