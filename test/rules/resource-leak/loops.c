/* release: 5.4 6.12 */
/* One loop maps, and another takes that back: the failures lead into its body, and it goes on with the pages before. */
static int back_fill(struct vm_area_struct *vma, struct page **pages, unsigned long start, unsigned long end)
{
	struct page **p;
	unsigned long a;

	for (a = start; a < end; a += PAGE_SIZE) {
		p = &pages[(a - start) / PAGE_SIZE];
		*p = alloc_page(GFP_KERNEL);
		if (!*p)
			goto err_alloc;
		if (box_map_range(a, PAGE_SIZE, p) != 1)
			goto err_map;
		if (vm_insert_page(vma, a, *p))
			goto err_insert;
	}
	return 0;

	for (a = end - PAGE_SIZE; a >= start; a -= PAGE_SIZE) {
err_insert:
		box_unmap_range(a, PAGE_SIZE);
err_map:
		__free_page(*p);
		*p = NULL;
err_alloc:
		;
	}
	return -ENOMEM;
}
static int back_mmap(struct file *file, struct vm_area_struct *vma)
{
	return back_fill(vma, file->private_data, vma->vm_start, vma->vm_end);
}
static const struct file_operations back_fops = { .mmap = back_mmap };

/* Without a loop there is nothing to count. */
static int once_fill(struct vm_area_struct *vma, struct page **pages, unsigned long start)
{
	int err;

	if (box_map_range(start, PAGE_SIZE, pages) != 1)
		return -ENOMEM;
	err = vm_insert_page(vma, start, pages[0]);
	if (err)
		return err;
/*              ^^^^^^^^^^^ warning[resource-leak]: once_fill() fails here and keeps what box_map_range() took, which
 * it gives back on another way out (box_unmap_range()): it stays taken; give it back before this return
 */
	err = vm_insert_page(vma, start + PAGE_SIZE, pages[1]);
	if (err) {
		box_unmap_range(start, PAGE_SIZE);
		return err;
	}
	return 0;
}
static int once_mmap(struct file *file, struct vm_area_struct *vma)
{
	return once_fill(vma, file->private_data, vma->vm_start);
}
static const struct file_operations once_fops = { .mmap = once_mmap };
