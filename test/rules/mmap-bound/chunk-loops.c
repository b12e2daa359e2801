/* release: 6.12 4.14 */
struct rack {
	unsigned int count;
	unsigned long chunk;
	unsigned long pfn[16];
	struct list_head parts;
};
struct part {
	struct list_head node;
	unsigned long pfn;
};
int rack_window(struct rack *rack, size_t *bytes);

/* The place of each piece is worked out from its number. */
static int numbered_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct rack *rack = file->private_data;
	unsigned int i;
	int rc;

	for (i = 0; i < rack->count; i++) {
		rc = remap_pfn_range(vma, vma->vm_start + i * rack->chunk, rack->pfn[i], rack->chunk, vma->vm_page_prot);
/*                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]:
 * the loop around remap_pfn_range() goes on whatever the length of the mapping is: past vm_end it writes page table
 * entries of another mapping; return -EINVAL where the mapping is too short
 */
		if (rc)
			return rc;
	}
	return 0;
}
static const struct file_operations numbered_fops = { .mmap = numbered_mmap };

/* The same with a shift, by a variable, */
static int shifted_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct rack *rack = file->private_data;
	unsigned long i = 0;

	while (i < rack->count) {
		unsigned long addr = vma->vm_start + (i << PAGE_SHIFT);

		if (remap_pfn_range(vma, addr, rack->pfn[i], PAGE_SIZE, vma->vm_page_prot))
/*                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]: the
 * loop around remap_pfn_range() goes on whatever the length of the mapping is: past vm_end it writes page table
 * entries of another mapping; return -EINVAL where the mapping is too short
 */
			return -EAGAIN;
		i++;
	}
	return 0;
}
static const struct file_operations shifted_fops = { .mmap = shifted_mmap };

/* of a list, */
static int listed_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct rack *rack = file->private_data;
	struct part *part;
	int n = 0;

	list_for_each_entry(part, &rack->parts, node) {
		if (remap_pfn_range(vma, vma->vm_start + rack->chunk * n, part->pfn, rack->chunk, vma->vm_page_prot))
/*                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]:
 * the loop around remap_pfn_range() goes on whatever the length of the mapping is: past vm_end it writes page table
 * entries of another mapping; return -EINVAL where the mapping is too short
 */
			return -EAGAIN;
		n++;
	}
	return 0;
}
static const struct file_operations listed_fops = { .mmap = listed_mmap };

/* by a helper, */
static int put_chunk(struct vm_area_struct *vma, struct rack *rack, unsigned int n)
{
	return remap_pfn_range(vma, vma->vm_start + n * rack->chunk, rack->pfn[n], rack->chunk, vma->vm_page_prot);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]:
 * remap_pfn_range() maps rack->chunk bytes, whatever the length of the mapping is: past vm_end it writes page table
 * entries of another mapping; return -EINVAL where the mapping is too short
 */
}

static int helped_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct rack *rack = file->private_data;
	unsigned int i;
	int rc = 0;

	for (i = 0; !rc && i < rack->count; i++)
		rc = put_chunk(vma, rack, i);
	return rc;
}
static const struct file_operations helped_fops = { .mmap = helped_mmap };

/* and by an offset that is counted beside. */
static int counted_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct rack *rack = file->private_data;
	unsigned long at = 0;
	unsigned int i;

	for (i = 0; i < rack->count; i++, at += rack->chunk)
		if (remap_pfn_range(vma, vma->vm_start + at, rack->pfn[i], rack->chunk, vma->vm_page_prot))
/*                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]:
 * the loop around remap_pfn_range() goes on whatever the length of the mapping is: past vm_end it writes page table
 * entries of another mapping; return -EINVAL where the mapping is too short
 */
			return -EAGAIN;
	return 0;
}
static const struct file_operations counted_fops = { .mmap = counted_mmap };

/* As many as the mapping has room for, */
static int fitting_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct rack *rack = file->private_data;
	unsigned long length = vma->vm_end - vma->vm_start;
	unsigned int i;

	if (vma->vm_pgoff || length != rack->count * rack->chunk)
		return -EINVAL;
	for (i = 0; i < rack->count; i++)
		if (remap_pfn_range(vma, vma->vm_start + i * rack->chunk, rack->pfn[i], rack->chunk, vma->vm_page_prot))
			return -EAGAIN;
	return 0;
}
static const struct file_operations fitting_fops = { .mmap = fitting_mmap };

/* which may be asked in the loop, */
static int ending_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct rack *rack = file->private_data;
	unsigned int i;

	for (i = 0; i < rack->count; i++) {
		if (vma->vm_start + (i + 1) * rack->chunk > vma->vm_end)
			break;
		if (remap_pfn_range(vma, vma->vm_start + i * rack->chunk, rack->pfn[i], rack->chunk, vma->vm_page_prot))
			return -EAGAIN;
	}
	return 0;
}
static const struct file_operations ending_fops = { .mmap = ending_mmap };

/* or be the loop. */
static int whole_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct rack *rack = file->private_data;
	unsigned long i;

	if (vma->vm_pgoff || vma_pages(vma) > rack->count)
		return -EINVAL;
	for (i = 0; i < vma_pages(vma); i++)
		if (remap_pfn_range(vma, vma->vm_start + i * PAGE_SIZE, rack->pfn[i], PAGE_SIZE, vma->vm_page_prot))
			return -EAGAIN;
	return 0;
}
static const struct file_operations whole_fops = { .mmap = whole_mmap };
