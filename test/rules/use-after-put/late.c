/* release: 6.12 */
/* Whoever takes it out of the collection may put it as soon as the lock is free. */
static vm_fault_t pool_fault(struct vm_fault *vmf)
{
	struct pool *pool = vmf->vma->vm_private_data;
	struct page *page;

	mutex_lock(&pool->lock);
	page = xa_load(&pool->pages, vmf->pgoff);
	mutex_unlock(&pool->lock);
	if (!page)
		return VM_FAULT_SIGBUS;
	get_page(page);
/*      ^^^^^^^^^^^^^^ warning[use-after-put]: fault handler pool_fault() takes its first reference to page after
 * mutex_unlock() has given back the lock under which it was found: another task may have put the last one by then,
 * and the object is freed; take the reference before
 */
	vmf->page = page;
	return 0;
}
static const struct vm_operations_struct pool_ops = { .fault = pool_fault };

static vm_fault_t held_fault(struct vm_fault *vmf)
{
	struct pool *pool = vmf->vma->vm_private_data;
	struct page *page;

	mutex_lock(&pool->lock);
	page = xa_load(&pool->pages, vmf->pgoff);
	if (page)
		get_page(page);
	mutex_unlock(&pool->lock);
	if (!page)
		return VM_FAULT_SIGBUS;
	vmf->page = page;
	return 0;
}
static const struct vm_operations_struct held_ops = { .fault = held_fault };

/* In a function that the handler calls, */
static struct page *sheet_page(struct sheet *sheet, unsigned long index)
{
	struct page *page;

	spin_lock(&sheet->lock);
	page = radix_tree_lookup(&sheet->tree, index);
	if (page) {
		spin_unlock(&sheet->lock);
		get_page(page);
/*              ^^^^^^^^^^^^^^ warning[use-after-put]: sheet_page() takes its first reference to page after
 * spin_unlock() has given back the lock under which it was found: another task may have put the last one by then, and
 * the object is freed; take the reference before
 */
		return page;
	}
	spin_unlock(&sheet->lock);
	return NULL;
}

static vm_fault_t sheet_fault(struct vm_fault *vmf)
{
	vmf->page = sheet_page(vmf->vma->vm_private_data, vmf->pgoff);
	return vmf->page ? 0 : VM_FAULT_SIGBUS;
}
static const struct vm_operations_struct sheet_ops = { .fault = sheet_fault };

/* that holds another lock of it meanwhile: what takes out holds that, too. */
static vm_fault_t both_fault(struct vm_fault *vmf)
{
	struct sheet *sheet = vmf->vma->vm_private_data;

	mutex_lock(&sheet->outer);
	vmf->page = both_page(sheet, vmf->pgoff);
	mutex_unlock(&sheet->outer);
	return vmf->page ? 0 : VM_FAULT_SIGBUS;
}
static struct page *both_page(struct sheet *sheet, unsigned long index)
{
	struct page *page;

	spin_lock(&sheet->lock);
	page = radix_tree_lookup(&sheet->tree, index);
	spin_unlock(&sheet->lock);
	if (page)
		get_page(page);
	return page;
}
static const struct vm_operations_struct both_ops = { .fault = both_fault };

/* Objects of a list are counted by a kref. */
static int room_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct house *house = file->private_data;
	struct room *room;
	bool is_found = false;

	mutex_lock(&house->lock);
	list_for_each_entry(room, &house->rooms, node) {
		if (room->number == vma->vm_pgoff) {
			is_found = true;
			break;
		}
	}
	mutex_unlock(&house->lock);
	if (!is_found)
		return -ENOENT;
	kref_get(&room->ref);
/*      ^^^^^^^^^^^^^^^^^^^^ warning[use-after-put]: room_mmap() takes its first reference to room after
 * mutex_unlock() has given back the lock under which it was found: another task may have put the last one by then,
 * and the object is freed; take the reference before
 */
	vma->vm_private_data = room;
	return 0;
}
static const struct file_operations room_fops = { .mmap = room_mmap };

/* Here a reference may have been taken before, */
static int guest_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct house *house = file->private_data;
	struct guest *guest;

	mutex_lock(&house->lock);
	guest = idr_find(&house->guests, vma->vm_pgoff);
	if (guest)
		guest_enter(guest);
	mutex_unlock(&house->lock);
	if (guest == NULL)
		return -ENOENT;
	kref_get(&guest->ref);
	vma->vm_private_data = guest;
	return 0;
}
static const struct file_operations guest_fops = { .mmap = guest_mmap };

/* and here none is taken where it is gone. */
static int last_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct house *house = file->private_data;
	struct guest *guest;

	mutex_lock(&house->lock);
	guest = idr_find(&house->guests, vma->vm_pgoff);
	if (guest && !kref_get_unless_zero(&guest->ref))
		guest = NULL;
	mutex_unlock(&house->lock);
	if (!guest)
		return -ENOENT;
	vma->vm_private_data = guest;
	return 0;
}
static const struct file_operations last_fops = { .mmap = last_mmap };

/* The guard ends with the block. */
static int key_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct house *house = file->private_data;
	struct guest *guest;

	scoped_guard(mutex, &house->lock)
		guest = idr_find(&house->guests, vma->vm_pgoff);
	if (!guest)
		return -ENOENT;
	kref_get(&guest->ref);
/*      ^^^^^^^^^^^^^^^^^^^^^ warning[use-after-put]: key_mmap() takes its first reference to guest after the guard
 * has given back the lock under which it was found: another task may have put the last one by then, and the object is
 * freed; take the reference before
 */
	vma->vm_private_data = guest;
	return 0;
}
static const struct file_operations key_fops = { .mmap = key_mmap };

/* Who replaces what the field holds may put it when the lock is free again, by its count, */
static void stage_replace(struct stage *stage, struct scene *scene)
{
	struct scene *old;

	mutex_lock(&stage->lock);
	old = stage->scene;
	stage->scene = scene;
	mutex_unlock(&stage->lock);
	kref_put(&old->ref, scene_free);
}

static vm_fault_t stage_fault(struct vm_fault *vmf)
{
	struct stage *stage = vmf->vma->vm_private_data;
	struct scene *scene;
	vm_fault_t ret;

	mutex_lock(&stage->lock);
	scene = stage->scene;
	mutex_unlock(&stage->lock);
	if (!scene)
		return VM_FAULT_SIGBUS;
	kref_get(&scene->ref);
/*      ^^^^^^^^^^^^^^^^^^^^^ warning[use-after-put]: fault handler stage_fault() takes its first reference to scene
 * after mutex_unlock() has given back the lock under which it was found: another task may have put the last one by
 * then, and the object is freed; take the reference before
 */
	ret = vmf_insert_pfn(vmf->vma, vmf->address, scene->pfn);
	kref_put(&scene->ref, scene_free);
	return ret;
}
static const struct vm_operations_struct stage_ops = { .fault = stage_fault };

/* or exchange it in one step. */
static void board_replace(struct board *board, struct sketch *sketch)
{
	struct sketch *old;

	spin_lock(&board->lock);
	old = xchg(&board->sketch, sketch);
	spin_unlock(&board->lock);
	kref_put(&old->ref, sketch_free);
}

static vm_fault_t board_fault(struct vm_fault *vmf)
{
	struct board *board = vmf->vma->vm_private_data;
	struct sketch *sketch;
	vm_fault_t ret;

	spin_lock(&board->lock);
	sketch = board->sketch;
	spin_unlock(&board->lock);
	if (!sketch)
		return VM_FAULT_SIGBUS;
	kref_get(&sketch->ref);
/*      ^^^^^^^^^^^^^^^^^^^^^^ warning[use-after-put]: fault handler board_fault() takes its first reference to sketch
 * after spin_unlock() has given back the lock under which it was found: another task may have put the last one by
 * then, and the object is freed; take the reference before
 */
	ret = vmf_insert_pfn(vmf->vma, vmf->address, sketch->pfn);
	kref_put(&sketch->ref, sketch_free);
	return ret;
}
static const struct vm_operations_struct board_ops = { .fault = board_fault };
