/* release: 6.12 4.4 */
/* As many pages as the mapping has, in the pieces that a list has of them: the loop ends when none is left. */
struct piece { struct list_head node; s64 first; int pages; };
struct pool { struct list_head pieces; phys_addr_t base; struct piece *start; int pages; };

static int map_left(struct pool *pool, s64 offset, int nr_pages, struct vm_area_struct *vma)
{
	struct piece *piece = pool->start;
	int nr, left = nr_pages, i, err;
	s64 at = offset;

	list_for_each_entry_from(piece, &pool->pieces, node) {
		nr = min_t(int, piece->first + piece->pages - (at >> PAGE_SHIFT), left);
		for (i = 0; i < nr; i++) {
			err = remap_pfn_range(vma, vma->vm_start + at - offset, pool_frame(piece, at), PAGE_SIZE,
					      vma->vm_page_prot);
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
static int left_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct pool *pool = file->private_data;
	s64 offset = vma->vm_pgoff << PAGE_SHIFT;
	int nr_pages = vma_pages(vma);
	int err = pool_query(pool);

	return err ? err : map_left(pool, offset, nr_pages, vma);
}
static const struct file_operations left_fops = { .mmap = left_mmap };

/* By itself, and cut by a test. */
static int own_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct pool *pool = file->private_data;
	struct piece *piece = pool->start;
	unsigned long addr = vma->vm_start;
	unsigned long left = vma_pages(vma);
	int nr, i, err;

	while (piece) {
		nr = piece->pages;
		if (nr > left)
			nr = left;
		for (i = 0; i < nr; i++) {
			err = remap_pfn_range(vma, addr, pool_frame(piece, i), PAGE_SIZE, vma->vm_page_prot);
			if (err)
				return err;
			addr += PAGE_SIZE;
		}
		left -= nr;
		if (left == 0)
			return 0;
		piece = next_piece(piece);
	}
	return 0;
}
static const struct file_operations own_fops = { .mmap = own_mmap };

static int while_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct pool *pool = file->private_data;
	struct piece *piece = pool->start;
	unsigned long addr = vma->vm_start;
	int left = (vma->vm_end - vma->vm_start) >> PAGE_SHIFT;
	int err;

	do {
		err = remap_pfn_range(vma, addr, pool_frame(piece, left), PAGE_SIZE, vma->vm_page_prot);
		if (err)
			return err;
		addr += PAGE_SIZE;
		piece = next_piece(piece);
	} while (--left);
	return 0;
}
static const struct file_operations while_fops = { .mmap = while_mmap };

static int map_up(struct pool *pool, unsigned long length, struct vm_area_struct *vma)
{
	struct piece *piece;
	unsigned long done = 0, rest;
	int err;

	list_for_each_entry(piece, &pool->pieces, node) {
		err = remap_pfn_range(vma, vma->vm_start + done, piece->first, PAGE_SIZE, vma->vm_page_prot);
		if (err)
			return err;
		done += PAGE_SIZE;
		rest = length - done;
		if (!rest)
			break;
	}
	return 0;
}
static int up_mmap(struct file *file, struct vm_area_struct *vma)
{
	return map_up(file->private_data, vma->vm_end - vma->vm_start, vma);
}
static const struct file_operations up_fops = { .mmap = up_mmap };

/* Broken: what is left is of the pool, not of the mapping. */
static int map_pool(struct pool *pool, int nr_pages, struct vm_area_struct *vma)
{
	struct piece *piece;
	unsigned long addr = vma->vm_start;
	int left = nr_pages, err;

	list_for_each_entry(piece, &pool->pieces, node) {
		err = remap_pfn_range(vma, addr, piece->first, PAGE_SIZE, vma->vm_page_prot);
/*                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]: the
 * loop around remap_pfn_range() goes on whatever the length of the mapping is: past vm_end it writes page table
 * entries of another mapping; return -EINVAL where the mapping is too short
 */
		if (err)
			return err;
		addr += PAGE_SIZE;
		left -= 1;
		if (!left)
			break;
	}
	return 0;
}
static int pool_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct pool *pool = file->private_data;

	return map_pool(pool, pool->pages, vma);
}
static const struct file_operations pool_fops = { .mmap = pool_mmap };
