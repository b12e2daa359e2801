/* expect: none */
/* release: 6.12 */
/* As many pages as the mapping has, in the pieces that a list has of them. */
static int foo_map_pieces(struct foo_window *first, u64 offset, int nr_pages, struct vm_area_struct *vma)
{
	u64 end_offset, at = offset;
	struct foo_window *window = first;
	int nr, left = nr_pages;
	phys_addr_t addr;
	int i, err;

	list_for_each_entry_from(window, &first->ep->windows, list) {
		end_offset = window->offset + (window->nr_pages << PAGE_SHIFT);
		nr = min_t(int, (end_offset - at) >> PAGE_SHIFT, left);
		for (i = 0; i < nr; i++) {
			addr = foo_addr(window, at);
			err = remap_pfn_range(vma, vma->vm_start + at - offset, addr >> PAGE_SHIFT,
					      PAGE_SIZE, vma->vm_page_prot);
			if (err)
				return err;
			at += PAGE_SIZE;
		}
		left -= nr;
		if (!left)
			break;
	}
	return 0;
}

static int foo_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;
	struct foo_window *window = NULL;
	int err;

	err = foo_query_window(foo, vma->vm_pgoff << PAGE_SHIFT, vma_pages(vma), &window);
	if (err)
		return err;
	return foo_map_pieces(window, vma->vm_pgoff << PAGE_SHIFT, vma_pages(vma), vma);
}
static const struct file_operations foo_fops = { .mmap = foo_mmap };
