/* release: 6.12 */
struct room {
	struct list_head pending;
	struct kref ref;
	struct house *house;
	unsigned long number;
	void *memory;
};

/* The list had a reference, which goes to the one that takes the object out. */
static void room_release(struct kref *ref)
{
	struct room *room = container_of(ref, struct room, ref);

	vfree(room->memory);
	kfree(room);
}
static void room_open(struct vm_area_struct *vma)
{
	struct room *room = vma->vm_private_data;

	kref_get(&room->ref);
}
static void room_close(struct vm_area_struct *vma)
{
	struct room *room = vma->vm_private_data;

	kref_put(&room->ref, room_release);
}
static const struct vm_operations_struct room_ops = { .open = room_open, .close = room_close };
static int owned_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct house *house = file->private_data;
	struct room *room, *next;
	int ret = -EINVAL;

	spin_lock_irq(&house->lock);
	list_for_each_entry_safe(room, next, &house->pending, pending) {
		if (room->number != vma->vm_pgoff)
			continue;
		list_del_init(&room->pending);
		spin_unlock_irq(&house->lock);
		ret = remap_vmalloc_range(vma, room->memory, 0);
		vma->vm_ops = &room_ops;
		vma->vm_private_data = room;
		if (ret == 0)
			room_open(vma);
		house_forget(house, room);
		return ret;
	}
	spin_unlock_irq(&house->lock);
	return ret;
}
static const struct file_operations owned_fops = { .mmap = owned_mmap };

/* Taken under the lock, in the loop or behind it. */
static int under_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct house *house = file->private_data;
	struct room *room;

	spin_lock(&house->lock);
	list_for_each_entry(room, &house->rooms, node)
		if (room->number == vma->vm_pgoff && kref_get_unless_zero(&room->ref))
			goto found;
	spin_unlock(&house->lock);
	return -ENOENT;
found:
	spin_unlock(&house->lock);
	vma->vm_ops = &room_ops;
	vma->vm_private_data = room;
	return 0;
}
static const struct file_operations under_fops = { .mmap = under_mmap };

/* A second one, for the VMA. */
static int second_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct house *house = file->private_data;
	struct room *room;

	spin_lock(&house->lock);
	list_for_each_entry(room, &house->rooms, node)
		if (room->number == vma->vm_pgoff) {
			kref_get(&room->ref);
			goto found;
		}
	spin_unlock(&house->lock);
	return -ENOENT;
found:
	spin_unlock(&house->lock);
	vma->vm_ops = &room_ops;
	vma->vm_private_data = room;
	room_open(vma);
	kref_put(&room->ref, room_release);
	return 0;
}
static const struct file_operations second_fops = { .mmap = second_mmap };

/* A field that nothing empties, */
static vm_fault_t fixed_fault(struct vm_fault *vmf)
{
	struct sheet *sheet = vmf->vma->vm_private_data;
	struct page *page;

	mutex_lock(&sheet->lock);
	page = sheet->first;
	mutex_unlock(&sheet->lock);
	get_page(page);
	vmf->page = page;
	return 0;
}
static int sheet_make(struct sheet *sheet)
{
	mutex_lock(&sheet->lock);
	sheet->first = alloc_page(GFP_KERNEL);
	mutex_unlock(&sheet->lock);
	return sheet->first ? 0 : -ENOMEM;
}
static const struct vm_operations_struct fixed_ops = { .fault = fixed_fault };

/* one that only the end of the file empties, without the lock, */
static vm_fault_t last_fault(struct vm_fault *vmf)
{
	struct sheet *sheet = vmf->vma->vm_private_data;
	struct page *page;

	mutex_lock(&sheet->lock);
	page = sheet->last;
	mutex_unlock(&sheet->lock);
	if (!page)
		return VM_FAULT_SIGBUS;
	get_page(page);
	vmf->page = page;
	return 0;
}
static void sheet_end(struct sheet *sheet)
{
	put_page(sheet->last);
	sheet->last = NULL;
	kfree(sheet);
}
static const struct vm_operations_struct last_ops = { .fault = last_fault };

/* and one whose page is counted under the lock. */
static vm_fault_t held_fault(struct vm_fault *vmf)
{
	struct sheet *sheet = vmf->vma->vm_private_data;
	struct page *page;

	mutex_lock(&sheet->lock);
	page = sheet->middle;
	if (page)
		get_page(page);
	mutex_unlock(&sheet->lock);
	if (!page)
		return VM_FAULT_SIGBUS;
	vmf->page = page;
	return 0;
}
static void sheet_drop(struct sheet *sheet)
{
	mutex_lock(&sheet->lock);
	put_page(sheet->middle);
	sheet->middle = NULL;
	mutex_unlock(&sheet->lock);
}
static const struct vm_operations_struct held_ops = { .fault = held_fault };
/* expect: none */
