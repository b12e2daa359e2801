/* expect: none */
/* release: 4.4 6.12 */
static void area_put(struct area *area, int *count)
{
	spin_lock(&area->dev->lock);
	--*count;
	if (area->urbs == 0 && area->vmas == 0) {
		spin_unlock(&area->dev->lock);
		kfree(area);
	} else
		spin_unlock(&area->dev->lock);
}
static int area_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct area *area = kzalloc(sizeof(*area), GFP_KERNEL);
	int err;

	if (!area)
		return -ENOMEM;
	area->memory = vmalloc_user(PAGE_SIZE);
	if (!area->memory) {
		err = -ENOMEM;
		goto out;
	}
	area->vmas = 1;
	err = remap_vmalloc_range(vma, area->memory, 0);
	if (err) {
		area_put(area, &area->vmas);
		return err;
	}
	vma->vm_private_data = area;
	vma->vm_ops = &area_ops;
	return 0;
out:
	kfree(area);
	return err;
}
static const struct file_operations area_fops = { .mmap = area_mmap };

/* Put on the list last, taken off before, or put on a list of this call alone. */
static int note_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct notes *notes = file->private_data;
	struct note *note = kzalloc(sizeof(*note), GFP_KERNEL);

	if (!note)
		return -ENOMEM;
	if (io_remap_pfn_range(vma, vma->vm_start, notes->pfn, PAGE_SIZE, vma->vm_page_prot)) {
		kfree(note);
		return -EAGAIN;
	}
	vma->vm_private_data = note;
	list_add(&note->node, &notes->list);
	return 0;
}
static int note_mmap_off(struct file *file, struct vm_area_struct *vma)
{
	struct notes *notes = file->private_data;
	struct note *note = kzalloc(sizeof(*note), GFP_KERNEL);

	if (!note)
		return -ENOMEM;
	list_add(&note->node, &notes->list);
	if (io_remap_pfn_range(vma, vma->vm_start, notes->pfn, PAGE_SIZE, vma->vm_page_prot)) {
		list_del(&note->node);
		kfree(note);
		return -EAGAIN;
	}
	return 0;
}
static int note_mmap_all(struct file *file, struct vm_area_struct *vma)
{
	struct notes *notes = file->private_data;
	struct note *note = kzalloc(sizeof(*note), GFP_KERNEL);

	if (!note)
		return -ENOMEM;
	list_add(&note->node, &notes->list);
	if (io_remap_pfn_range(vma, vma->vm_start, notes->pfn, PAGE_SIZE, vma->vm_page_prot)) {
		notes_forget(notes, note);
		kfree(note);
		return -EAGAIN;
	}
	return 0;
}
static int note_mmap_local(struct file *file, struct vm_area_struct *vma)
{
	struct notes *notes = file->private_data;
	struct note *note = kzalloc(sizeof(*note), GFP_KERNEL);
	LIST_HEAD(own);

	if (!note)
		return -ENOMEM;
	list_add(&note->node, &own);
	if (io_remap_pfn_range(vma, vma->vm_start, notes->pfn, PAGE_SIZE, vma->vm_page_prot)) {
		kfree(note);
		return -EAGAIN;
	}
	return notes_take(notes, &own);
}
static const struct file_operations note_fops = { .mmap = note_mmap };
static const struct file_operations note_off_fops = { .mmap = note_mmap_off };
static const struct file_operations note_all_fops = { .mmap = note_mmap_all };
static const struct file_operations note_local_fops = { .mmap = note_mmap_local };

static void grant_put(struct grant *grant)
{
	if (!refcount_dec_and_test(&grant->users))
		return;
	pr_debug("%d pages\n", grant->count);
	kfree(grant);
}
static void grant_open(struct vm_area_struct *vma)
{
	struct grant *grant = vma->vm_private_data;

	refcount_inc(&grant->users);
}
static void grant_close(struct vm_area_struct *vma)
{
	struct grant *grant = vma->vm_private_data;

	pr_debug("closed %d pages\n", grant->count);
	grant_put(grant);
}
static const struct vm_operations_struct grant_ops = { .open = grant_open, .close = grant_close };
