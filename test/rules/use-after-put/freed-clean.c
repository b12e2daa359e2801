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
	ret = remap_pfn_range(vma, vma->vm_start, virt_to_phys(slot->memory) >> PAGE_SHIFT, PAGE_SIZE,
			      vma->vm_page_prot);
	if (ret)
		goto free_memory;
	vma->vm_private_data = rack;
	shelve(rack, slot);
	return 0;

free_memory:
	rack_free(rack->card, PAGE_SIZE, slot->memory, slot->handle);
free_slot:
	kfree(slot);
	return ret;
}
static const struct file_operations rack_fops = { .mmap = rack_mmap };
static void unshelve(struct rack *rack, struct slot *slot)
{
	spin_lock_irq(&rack->lock);
	list_del(&slot->node);
	spin_unlock_irq(&rack->lock);
}
static int rack_mmap_off(struct file *file, struct vm_area_struct *vma)
{
	struct rack *rack = file->private_data;
	struct slot *slot;
	int ret;

	slot = kzalloc(sizeof(*slot), GFP_KERNEL);
	if (!slot)
		return -ENOMEM;
	slot->memory = rack_alloc(rack->card, PAGE_SIZE, &slot->handle);
	if (!slot->memory) {
		kfree(slot);
		return -ENOMEM;
	}
	shelve(rack, slot);
	ret = remap_pfn_range(vma, vma->vm_start, virt_to_phys(slot->memory) >> PAGE_SHIFT, PAGE_SIZE,
			      vma->vm_page_prot);
	if (ret)
		goto free_memory;
	vma->vm_private_data = rack;
	return 0;

free_memory:
	unshelve(rack, slot);
	rack_free(rack->card, PAGE_SIZE, slot->memory, slot->handle);
	kfree(slot);
	return ret;
}
static const struct file_operations rack_off_fops = { .mmap = rack_mmap_off };

/* What takes it off is out of sight, behind a callee. */
static void slot_release(struct rack *rack, struct slot *slot)
{
	mutex_lock(&rack->mutex);
	rack_shrink(rack, slot);
	mutex_unlock(&rack->mutex);
}
static int rack_mmap_behind(struct file *file, struct vm_area_struct *vma)
{
	struct rack *rack = file->private_data;
	struct slot *slot = kzalloc(sizeof(*slot), GFP_KERNEL);
	int ret;

	if (!slot)
		return -ENOMEM;
	shelve(rack, slot);
	ret = remap_pfn_range(vma, vma->vm_start, rack->pfn, PAGE_SIZE, vma->vm_page_prot);
	if (ret) {
		slot_release(rack, slot);
		kfree(slot);
		return ret;
	}
	return 0;
}
static const struct file_operations rack_behind_fops = { .mmap = rack_mmap_behind };
