/* release: 6.12 6.1 */
/* Memory is a table of tiles: one is picked by the offset, and a loop goes on from there as far as the mapping is long. */
static unsigned int mem_size = 4194304;
static struct { u16 *cpu; } foo_tiles;

static int both_mmap(struct fb_info *info, struct vm_area_struct *vma)
{
	unsigned long size = vma->vm_end - vma->vm_start;
	unsigned long offset = vma->vm_pgoff << PAGE_SHIFT;
	unsigned long addr;
	u16 *tile;

	if (size > mem_size || offset >= mem_size)
/*                             ^^^^^^^^^^^^^^^^^^ warning[mmap-bound]: offset and length are each compared with
 * mem_size, but not their sum: a mapping that begins near the end goes on past it, and user space maps what lies past
 * foo_tiles.cpu; compare the length with what is left behind the offset
 */
		return -EINVAL;

	tile = &foo_tiles.cpu[offset >> 16];
	addr = vma->vm_start;
	offset &= 0xffff;
	do {
		unsigned long part = offset + size < 65536 ? size : 65536 - offset;

		if (remap_pfn_range(vma, addr, (((unsigned long)*tile << 16) + offset) >> PAGE_SHIFT, part,
				    vma->vm_page_prot))
			return -EAGAIN;
		offset = 0;
		size -= part;
		addr += part;
		tile++;
	} while (size);
	return 0;
}

static const struct fb_ops both_fb_ops = {
	.fb_mmap = both_mmap,
};

static int two_mmap(struct fb_info *info, struct vm_area_struct *vma)
{
	unsigned long size = vma->vm_end - vma->vm_start;
	unsigned long offset = vma->vm_pgoff << PAGE_SHIFT;
	unsigned long addr;
	u16 *tile;

	if (size > mem_size)
		return -EINVAL;
	if (offset > mem_size)
/*          ^^^^^^^^^^^^^^^^^ warning[mmap-bound]: offset and length are each compared with mem_size, but not their
 * sum: a mapping that begins near the end goes on past it, and user space maps what lies past foo_tiles.cpu; compare
 * the length with what is left behind the offset
 */
		return -EINVAL;

	tile = &foo_tiles.cpu[offset >> 16];
	addr = vma->vm_start;
	offset &= 0xffff;
	do {
		unsigned long part = min(size, 65536 - offset);

		if (remap_pfn_range(vma, addr, (((unsigned long)*tile << 16) + offset) >> PAGE_SHIFT, part,
				    vma->vm_page_prot))
			return -EAGAIN;
		offset = 0;
		size -= part;
		addr += part;
		tile++;
	} while (size);
	return 0;
}

static const struct fb_ops two_fb_ops = {
	.fb_mmap = two_mmap,
};

static int nested_mmap(struct fb_info *info, struct vm_area_struct *vma)
{
	unsigned long size = vma->vm_end - vma->vm_start;
	unsigned long offset = (unsigned long)vma->vm_pgoff * PAGE_SIZE;
	unsigned long addr;
	u16 *tile;

	if (offset >= mem_size)
/*          ^^^^^^^^^^^^^^^^^^ warning[mmap-bound]: offset and length are each compared with mem_size, but not their
 * sum: a mapping that begins near the end goes on past it, and user space maps what lies past foo_tiles.cpu; compare
 * the length with what is left behind the offset
 */
		return -ENXIO;
	if (vma->vm_end - vma->vm_start > mem_size)
		return -ENXIO;

	tile = &foo_tiles.cpu[offset >> 16];
	addr = vma->vm_start;
	offset &= 0xffff;
	do {
		unsigned long part = offset + size < 65536 ? size : 65536 - offset;

		if (remap_pfn_range(vma, addr, (((unsigned long)*tile << 16) + offset) >> PAGE_SHIFT, part,
				    vma->vm_page_prot))
			return -EAGAIN;
		offset = 0;
		size -= part;
		addr += part;
		tile++;
	} while (size);
	return 0;
}

static const struct fb_ops nested_fb_ops = {
	.fb_mmap = nested_mmap,
};

static int wraps_mmap(struct fb_info *info, struct vm_area_struct *vma)
{
	unsigned long size = vma->vm_end - vma->vm_start;
	unsigned long offset = vma->vm_pgoff << PAGE_SHIFT;
	unsigned long addr;
	u16 *tile;

	if (offset > mem_size - size)
/*          ^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]: the size less the length wraps where the length is larger: a
 * long mapping passes, and user space maps what lies past foo_tiles.cpu; compare the length with the size first
 */
		return -EINVAL;

	tile = &foo_tiles.cpu[offset >> 16];
	addr = vma->vm_start;
	offset &= 0xffff;
	do {
		unsigned long part = offset + size < 65536 ? size : 65536 - offset;

		if (remap_pfn_range(vma, addr, (((unsigned long)*tile << 16) + offset) >> PAGE_SHIFT, part,
				    vma->vm_page_prot))
			return -EAGAIN;
		offset = 0;
		size -= part;
		addr += part;
		tile++;
	} while (size);
	return 0;
}

static const struct fb_ops wraps_fb_ops = {
	.fb_mmap = wraps_mmap,
};

static int starts_mmap(struct fb_info *info, struct vm_area_struct *vma)
{
	unsigned long size = vma->vm_end - vma->vm_start;
	unsigned long offset = vma->vm_pgoff << PAGE_SHIFT;
	unsigned long addr;
	u16 *tile;

	if (size > mem_size - offset)
/*          ^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]: the size less the offset wraps where the offset is larger: a
 * large vm_pgoff passes, and user space maps what lies past foo_tiles.cpu; compare the offset with the size first
 */
		return -EINVAL;

	tile = &foo_tiles.cpu[offset >> 16];
	addr = vma->vm_start;
	offset &= 0xffff;
	do {
		unsigned long part = offset + size < 65536 ? size : 65536 - offset;

		if (remap_pfn_range(vma, addr, (((unsigned long)*tile << 16) + offset) >> PAGE_SHIFT, part,
				    vma->vm_page_prot))
			return -EAGAIN;
		offset = 0;
		size -= part;
		addr += part;
		tile++;
	} while (size);
	return 0;
}

static const struct fb_ops starts_fb_ops = {
	.fb_mmap = starts_mmap,
};
