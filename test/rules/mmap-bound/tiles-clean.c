/* release: 6.12 6.1 */
/* The sum is held against the size, or the length has a size of its own. */
static unsigned int mem_size = 4194304;
static struct { u16 *cpu; } foo_tiles;

static int left_mmap(struct fb_info *info, struct vm_area_struct *vma)
{
	unsigned long size = vma->vm_end - vma->vm_start;
	unsigned long offset = vma->vm_pgoff << PAGE_SHIFT;
	unsigned long addr;
	u16 *tile;

	if (size > mem_size)
		return -EINVAL;
	if (offset > mem_size - size)
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

static const struct fb_ops left_fb_ops = {
	.fb_mmap = left_mmap,
};

static int rest_mmap(struct fb_info *info, struct vm_area_struct *vma)
{
	unsigned long size = vma->vm_end - vma->vm_start;
	unsigned long offset = vma->vm_pgoff << PAGE_SHIFT;
	unsigned long addr;
	u16 *tile;

	if (offset > mem_size || size > mem_size - offset)
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

static const struct fb_ops rest_fb_ops = {
	.fb_mmap = rest_mmap,
};

static int sum_mmap(struct fb_info *info, struct vm_area_struct *vma)
{
	unsigned long size = vma->vm_end - vma->vm_start;
	unsigned long offset = vma->vm_pgoff << PAGE_SHIFT;
	unsigned long addr;
	u16 *tile;

	if (offset + size > mem_size || offset + size < offset)
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

static const struct fb_ops sum_fb_ops = {
	.fb_mmap = sum_mmap,
};

static int pages_mmap(struct fb_info *info, struct vm_area_struct *vma)
{
	unsigned long size = vma->vm_end - vma->vm_start;
	unsigned long offset = vma->vm_pgoff << PAGE_SHIFT;
	unsigned long addr;
	u16 *tile;

	if (vma->vm_pgoff + vma_pages(vma) > mem_size >> PAGE_SHIFT)
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

static const struct fb_ops pages_fb_ops = {
	.fb_mmap = pages_mmap,
};

static int chunk_mmap(struct fb_info *info, struct vm_area_struct *vma)
{
	unsigned long size = vma->vm_end - vma->vm_start;
	unsigned long offset = vma->vm_pgoff << PAGE_SHIFT;
	unsigned long addr;
	u16 *tile;

	if (size > info->fix.smem_len || offset >= mem_size)
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

static const struct fb_ops chunk_fb_ops = {
	.fb_mmap = chunk_mmap,
};
/* expect: none */
