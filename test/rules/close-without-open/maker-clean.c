/* release: 6.12 */
/* expect: none */
/* What mmap and open both call takes a reference. */
struct link {
	struct vm_area_struct *vma;
	struct entry *entry;
	struct list_head list;
};

static void link_init(struct link *link, struct vm_area_struct *vma, struct entry *entry)
{
	link->vma = vma;
	kref_get(&entry->ref);
	link->entry = entry;
	vma->vm_private_data = link;
}
static void link_open(struct vm_area_struct *vma)
{
	struct link *old = vma->vm_private_data;
	struct link *link;

	if (!old)
		return;
	link = kzalloc(sizeof(*link), GFP_KERNEL);
	if (!link) {
		vma->vm_private_data = NULL;
		return;
	}
	link_init(link, vma, old->entry);
}
static void link_close(struct vm_area_struct *vma)
{
	struct link *link = vma->vm_private_data;

	if (!link)
		return;
	kref_put(&link->entry->ref, entry_free);
	kfree(link);
}
static const struct vm_operations_struct link_ops = { .open = link_open, .close = link_close };

static int link_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct link *link = kzalloc(sizeof(*link), GFP_KERNEL);

	if (!link)
		return -ENOMEM;
	link_init(link, vma, file->private_data);
	vma->vm_ops = &link_ops;
	return 0;
}
static const struct file_operations link_fops = { .mmap = link_mmap };
