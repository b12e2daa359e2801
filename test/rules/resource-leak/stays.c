/* release: 6.12 6.1 */
struct tube { struct tube_buffer buffer; struct clk *clk; struct tube_card *card; };

/* What it leaves in the object of the file, release gives back: until then no second mapping is possible. */
static int tube_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct tube *tube = file->private_data;
	int err;

	if (tube->buffer.pages)
		return -EBUSY;
	err = tube_buffer_alloc(&tube->buffer, vma_pages(vma));
	if (err)
		return err;
	if (tube->card->gone) {
		err = -ENODEV;
		goto fail;
	}
	err = vm_map_pages_zero(vma, tube->buffer.pages, tube->buffer.count);
	if (err < 0)
		return err;
/*              ^^^^^^^^^^^ warning[resource-leak]: tube_mmap() fails here and keeps what tube_buffer_alloc() took,
 * which it gives back on another way out (tube_buffer_destroy()): it stays until tube_release() gives it back; give
 * it back before this return
 */
	return 0;
fail:
	tube_buffer_destroy(&tube->buffer, tube->card);
	return err;
}
static int tube_release(struct inode *inode, struct file *file)
{
	struct tube *tube = file->private_data;

	if (tube->buffer.pages)
		tube_buffer_destroy(&tube->buffer, tube->card);
	kfree(tube);
	return 0;
}
static const struct file_operations tube_fops = { .mmap = tube_mmap, .release = tube_release };

/* The same of a counted thing: what another function gives back is what it took itself. */
static int clock_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct tube *tube = file->private_data;
	int err;

	err = tube_clock_enable(tube->clk);
	if (err)
		return err;
	if (tube->card->gone) {
		err = -ENODEV;
		goto fail;
	}
	err = remap_pfn_range(vma, vma->vm_start, tube->card->pfn, PAGE_SIZE, vma->vm_page_prot);
	if (err < 0)
		return err;
/*              ^^^^^^^^^^^ warning[resource-leak]: clock_mmap() fails here and keeps what tube_clock_enable() took,
 * which it gives back on another way out (tube_clock_disable()): it stays taken; give it back before this return
 */
	return 0;
fail:
	tube_clock_disable(tube->clk);
	return err;
}
static int clock_release(struct inode *inode, struct file *file)
{
	struct tube *tube = file->private_data;

	tube_clock_disable(tube->clk);
	return 0;
}
static const struct file_operations clock_fops = { .mmap = clock_mmap, .release = clock_release };

/* Clean: it gives it back itself. */
static int clean_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct tube *tube = file->private_data;
	int err = tube_buffer_alloc(&tube->buffer, vma_pages(vma));

	if (err)
		return err;
	err = vm_map_pages_zero(vma, tube->buffer.pages, tube->buffer.count);
	if (err < 0)
		tube_buffer_destroy(&tube->buffer, tube->card);
	return err;
}
static const struct file_operations clean_fops = { .mmap = clean_mmap, .release = tube_release };
