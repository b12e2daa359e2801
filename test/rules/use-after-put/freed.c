/* release: 4.4 6.12 */
/* Freed by a callee, and again behind the label. */
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
	area->vmas = 1;
	err = remap_vmalloc_range(vma, area->memory, 0);
	if (err) {
		area_put(area, &area->vmas);
		goto out;
	}
	vma->vm_private_data = area;
	vma->vm_ops = &area_ops;
	return 0;
out:
	kfree(area);
/*      ^^^^^^^^^^^ warning[use-after-put]: area_mmap() frees area again: area_put() has freed it already; leave one
 * of the two out
 */
	return err;
}
static const struct file_operations area_fops = { .mmap = area_mmap };

/* Freed while the list of the file has it. */
static void note_init(struct note *note, struct vm_area_struct *vma)
{
	struct notes *notes = vma->vm_file->private_data;

	note->start = vma->vm_start;
	vma->vm_private_data = note;
	spin_lock(&notes->lock);
	list_add(&note->node, &notes->list);
	spin_unlock(&notes->lock);
}
static int note_map(struct vm_area_struct *vma, unsigned long pfn)
{
	struct note *note = kzalloc(sizeof(*note), GFP_KERNEL);

	if (!note)
		return -ENOMEM;
	note_init(note, vma);
	if (io_remap_pfn_range(vma, vma->vm_start, pfn, PAGE_SIZE, vma->vm_page_prot)) {
		kfree(note);
/*              ^^^^^^^^^^^ warning[use-after-put]: note_map() frees note while note_init() has it on a list: a
 * walk of the list finds freed memory; take it out first, or put it there as the last step
 */
		return -EAGAIN;
	}
	return 0;
}
static int note_mmap(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_ops = &area_ops;
	return note_map(vma, 17);
}
static const struct file_operations note_fops = { .mmap = note_mmap };

/* A counter of references of its own kind, two calls down. */
static void grant_free(struct grant *grant)
{
	if (!grant)
		return;
	kvfree(grant->frames);
	kfree(grant);
}
static void grant_put(struct grant *grant)
{
	if (!grant)
		return;
	if (!refcount_dec_and_test(&grant->users))
		return;
	grant_free(grant);
}
static void grant_open(struct vm_area_struct *vma)
{
	struct grant *grant = vma->vm_private_data;

	refcount_inc(&grant->users);
}
static void grant_close(struct vm_area_struct *vma)
{
	struct grant *grant = vma->vm_private_data;

	grant_put(grant);
	pr_debug("closed %d pages\n", grant->count);
/*                                    ^^^^^^^^^^^^ warning[use-after-put]: close handler grant_close() uses
 * grant->count after grant_put() freed it: the memory may belong to another user; read what is needed
 * first, and make the put the last step
 */
}
static const struct vm_operations_struct grant_ops = { .open = grant_open, .close = grant_close };

/* A callee that sees no VMA puts it on the list; what frees its memory has no list in hand. */
static void shelve(struct rack *rack, struct slot *slot)
{
	unsigned long flags;

	spin_lock_irqsave(&rack->lock, flags);
	list_add(&slot->node, &rack->slots);
	spin_unlock_irqrestore(&rack->lock, flags);
}
static int rack_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct rack *rack = file->private_data;
	struct slot *slot;
	int ret;

	slot = kzalloc(sizeof(*slot), GFP_KERNEL);
	if (!slot)
		return -ENOMEM;
	slot->memory = rack_alloc(rack->card, PAGE_SIZE, &slot->handle);
	if (!slot->memory) {
		ret = -ENOMEM;
		goto free_slot;
	}
	shelve(rack, slot);
	ret = remap_pfn_range(vma, vma->vm_start, virt_to_phys(slot->memory) >> PAGE_SHIFT, PAGE_SIZE,
			      vma->vm_page_prot);
	if (ret)
		goto free_memory;
	vma->vm_private_data = rack;
	return 0;

free_memory:
	rack_free(rack->card, PAGE_SIZE, slot->memory, slot->handle);
free_slot:
	kfree(slot);
/*      ^^^^^^^^^^^ warning[use-after-put]: rack_mmap() frees slot while shelve() has it on a list: a walk of the list
 * finds freed memory; take it out first, or put it there as the last step
 */
	return ret;
}
static const struct file_operations rack_fops = { .mmap = rack_mmap };
