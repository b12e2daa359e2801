/* release: 6.12 6.1 */
/* What is handed out is a number, which a variable of the function alone holds. */
struct area { u32 ids[4]; u64 block; };

static int id_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct area *area = file->private_data;
	u32 id;
	int err;

	err = area_alloc_id(area, &id);
	if (err)
		return err;
	err = io_remap_pfn_range(vma, vma->vm_start, id + 16, PAGE_SIZE, vma->vm_page_prot);
	if (err)
		return err;
/*              ^^^^^^^^^^^ warning[resource-leak]: id_mmap() fails here and keeps what area_alloc_id() took: nothing
 * else leads to it, so it is lost for good; give it back before this return
 */
	area->ids[0] = id;
	return 0;
}

static int clean_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct area *area = file->private_data;
	u32 id;
	int err;

	err = area_alloc_id(area, &id);
	if (err)
		return err;
	err = io_remap_pfn_range(vma, vma->vm_start, id + 16, PAGE_SIZE, vma->vm_page_prot);
	if (err) {
		area_free_id(area, id);
		return err;
	}
	area->ids[0] = id;
	return 0;
}

/* Whether it got one the callee tells otherwise. */
static int tried_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct area *area = file->private_data;
	int got;

	if (area_try_get_caps(area, &got) < 0)
		return -EINVAL;
	if (vma->vm_pgoff)
		return -EPERM;
	if (got)
		area_put_caps(area, got);
	return 0;
}

/* What is told the number gives back something else of it. */
static int told_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct area *area = file->private_data;
	u32 id;
	int err;

	err = area_alloc_id(area, &id);
	if (err)
		return err;
	if (vma->vm_pgoff) {
		area_remove_note(area, id);
		err = area_start(area, id);
	} else {
		err = io_remap_pfn_range(vma, vma->vm_start, 16, PAGE_SIZE, vma->vm_page_prot);
	}
	if (err)
		return err;
/*              ^^^^^^^^^^^ warning[resource-leak]: told_mmap() fails here and keeps what area_alloc_id() took:
 * nothing else leads to it, so it is lost for good; give it back before this return
 */
	area->ids[0] = id;
	return 0;
}

/* A block of a disk is the journal's. */
static int block_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct area *area = file->private_data;
	u64 block = 0;
	int err;

	err = area_alloc_block(area, &block);
	if (err)
		return err;
	err = io_remap_pfn_range(vma, vma->vm_start, 16, PAGE_SIZE, vma->vm_page_prot);
	if (err)
		return err;
	area->block = block;
	return 0;
}

/* But the function itself gives it back elsewhere. */
static int freed_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct area *area = file->private_data;
	u64 block = 0;
	int err;

	err = area_alloc_block(area, &block);
	if (err)
		return err;
	if (vma->vm_pgoff) {
		area_free_block(area, block);
		return -EINVAL;
	}
	err = io_remap_pfn_range(vma, vma->vm_start, 16, PAGE_SIZE, vma->vm_page_prot);
	if (err)
		return err;
/*              ^^^^^^^^^^^ warning[resource-leak]: freed_mmap() fails here and keeps what area_alloc_block() took,
 * which it gives back on another way out (area_free_block()): nothing else leads to it, so it is lost for good; give
 * it back before this return
 */
	area->block = block;
	return 0;
}

static void area_close(struct vm_area_struct *vma)
{
	struct area *area = vma->vm_private_data;

	area_free_id(area, area->ids[0]);
	area_free_block(area, area->block);
}

static const struct vm_operations_struct area_ops = { .close = area_close };
static const struct file_operations id_fops = { .mmap = id_mmap };
static const struct file_operations clean_fops = { .mmap = clean_mmap };
static const struct file_operations tried_fops = { .mmap = tried_mmap };
static const struct file_operations told_fops = { .mmap = told_mmap };
static const struct file_operations block_fops = { .mmap = block_mmap };
static const struct file_operations freed_fops = { .mmap = freed_mmap };
