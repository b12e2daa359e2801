/* release: 6.12 */
/* The list has no reference of its own: the last put takes the object out. */
struct room {
	struct list_head pending;
	struct kref ref;
	struct house *house;
	unsigned long number;
	void *memory;
};

static void room_release(struct kref *ref)
{
	struct room *room = container_of(ref, struct room, ref);

	spin_lock(&room->house->lock);
	list_del(&room->pending);
	spin_unlock(&room->house->lock);
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

/* Taken out by the one that found it, and counted by open. */
static int first_mmap(struct file *file, struct vm_area_struct *vma)
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
		if (ret)
			goto done;
		vma->vm_ops = &room_ops;
		vma->vm_private_data = room;
		room_open(vma);
/*              ^^^^^^^^^^^^^^ warning[use-after-put]: first_mmap() takes its first reference to room after
 * spin_unlock_irq() has given back the lock under which it was found: another task may have put the last one by then,
 * and the object is freed; take the reference before
 */
		goto done;
	}
	spin_unlock_irq(&house->lock);
done:
	return ret;
}
static const struct file_operations first_fops = { .mmap = first_mmap };

/* Left where it is. */
static int left_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct house *house = file->private_data;
	struct room *room;
	int ret;

	spin_lock_bh(&house->lock);
	list_for_each_entry(room, &house->pending, pending)
		if (room->number == vma->vm_pgoff)
			goto found;
	spin_unlock_bh(&house->lock);
	return -EINVAL;
found:
	list_del_init(&room->pending);
	spin_unlock_bh(&house->lock);
	kref_get(&room->ref);
/*      ^^^^^^^^^^^^^^^^^^^^ warning[use-after-put]: left_mmap() takes its first reference to room after
 * spin_unlock_bh() has given back the lock under which it was found: another task may have put the last one by then,
 * and the object is freed; take the reference before
 */
	ret = remap_vmalloc_range(vma, room->memory, 0);
	if (ret) {
		kref_put(&room->ref, room_release);
		return ret;
	}
	vma->vm_ops = &room_ops;
	vma->vm_private_data = room;
	return 0;
}
static const struct file_operations left_fops = { .mmap = left_mmap };

/* By a function of the file, and with a test. */
static void room_get(struct room *room)
{
	kref_get(&room->ref);
}
static int call_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct house *house = file->private_data;
	struct room *room;
	bool found = false;

	mutex_lock(&house->mutex);
	list_for_each_entry(room, &house->rooms, node) {
		if (room->number == vma->vm_pgoff) {
			found = true;
			break;
		}
	}
	mutex_unlock(&house->mutex);
	if (!found)
		return -ENOENT;
	vma->vm_pgoff = 0;
	room_get(room);
/*      ^^^^^^^^^^^^^^ warning[use-after-put]: call_mmap() takes its first reference to room after mutex_unlock() has
 * given back the lock under which it was found: another task may have put the last one by then, and the object is
 * freed; take the reference before
 */
	vma->vm_private_data = room;
	vma->vm_ops = &room_ops;
	return 0;
}
static const struct file_operations call_fops = { .mmap = call_mmap };

static int unless_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct house *house = file->private_data;
	struct room *room;

	spin_lock(&house->lock);
	room = idr_find(&house->numbers, vma->vm_pgoff);
	spin_unlock(&house->lock);
	if (!room || !kref_get_unless_zero(&room->ref))
/*                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[use-after-put]: unless_mmap() takes its first reference
 * to room after spin_unlock() has given back the lock under which it was found: another task may have put the last
 * one by then, and the object is freed; take the reference before
 */
		return -ENOENT;
	vma->vm_private_data = room;
	vma->vm_ops = &room_ops;
	return 0;
}
static const struct file_operations unless_fops = { .mmap = unless_mmap };

/* A field that another function empties under the lock. */
static vm_fault_t field_fault(struct vm_fault *vmf)
{
	struct sheet *sheet = vmf->vma->vm_private_data;
	struct page *page;

	mutex_lock(&sheet->lock);
	page = sheet->pages[vmf->pgoff & 3];
	mutex_unlock(&sheet->lock);
	if (!page)
		return VM_FAULT_SIGBUS;
	get_page(page);
/*      ^^^^^^^^^^^^^^ warning[use-after-put]: fault handler field_fault() takes its first reference to page after
 * mutex_unlock() has given back the lock under which it was found: another task may have put the last one by then,
 * and the object is freed; take the reference before
 */
	vmf->page = page;
	return 0;
}
static void sheet_drop(struct sheet *sheet, int n)
{
	struct page *page;

	mutex_lock(&sheet->lock);
	page = sheet->pages[n];
	sheet->pages[n] = NULL;
	mutex_unlock(&sheet->lock);
	if (page)
		put_page(page);
}
static const struct vm_operations_struct field_ops = { .fault = field_fault };

/* A list and a tree without the macros that are loops. */
static int node_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct house *house = file->private_data;
	struct list_head *at;
	struct room *room;

	mutex_lock(&house->lock);
	list_for_each(at, &house->rooms) {
		room = list_entry(at, struct room, pending);
		if (room->number == vma->vm_pgoff)
			goto found;
	}
	mutex_unlock(&house->lock);
	return -ENOENT;
found:
	mutex_unlock(&house->lock);
	kref_get(&room->ref);
/*      ^^^^^^^^^^^^^^^^^^^^ warning[use-after-put]: node_mmap() takes its first reference to room after
 * mutex_unlock() has given back the lock under which it was found: another task may have put the last one by then,
 * and the object is freed; take the reference before
 */
	vma->vm_private_data = room;
	return 0;
}
static const struct file_operations node_fops = { .mmap = node_mmap };

static struct room *tree_room(struct house *house, unsigned long number)
{
	struct rb_node *node;
	struct room *room = NULL;

	read_lock(&house->lock);
	node = house->tree.rb_node;
	while (node) {
		room = rb_entry(node, struct room, node);
		if (room->number == number)
			break;
		node = number < room->number ? node->rb_left : node->rb_right;
	}
	read_unlock(&house->lock);
	if (!node)
		return NULL;
	refcount_inc(&room->users);
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[use-after-put]: tree_room() takes its first reference to room after
 * read_unlock() has given back the lock under which it was found: another task may have put the last one by then, and
 * the object is freed; take the reference before
 */
	return room;
}
static int tree_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct room *room = tree_room(file->private_data, vma->vm_pgoff);

	if (!room)
		return -ENOENT;
	vma->vm_private_data = room;
	return 0;
}
static const struct file_operations tree_fops = { .mmap = tree_mmap };
