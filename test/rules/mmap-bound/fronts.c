/* release: 6.12 2.6.34 */
/* uio_mmap() has looked up the region that vm_pgoff names, and compared its size with the length. */
struct card { struct uio_info info; unsigned long regs; };

static int region_mmap(struct uio_info *info, struct vm_area_struct *vma)
{
	int mi = vma->vm_pgoff;

	return remap_pfn_range(vma, vma->vm_start, info->mem[mi].addr >> PAGE_SHIFT, vma->vm_end - vma->vm_start,
			       vma->vm_page_prot);
}

int card_probe(struct card *card)
{
	card->info.mmap = region_mmap;
	return 0;
}

static struct uio_info other_info = { .name = "other", .mmap = region_mmap };

/* The same in a file of its own compares nothing. */
static int own_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct uio_info *info = file->private_data;
	int mi = vma->vm_pgoff;

	return remap_pfn_range(vma, vma->vm_start, info->mem[mi].addr >> PAGE_SHIFT, vma->vm_end - vma->vm_start,
/*                                                 ^^^^^^^^^^^^^ warning[mmap-bound]: mi is never bounds-checked: user
 * space reaches what lies past info->mem; return -EINVAL where it is too large
 */
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]:
 * the length of what remap_pfn_range() maps is never bounds-checked: user space maps what lies past the object;
 * return -EINVAL where it is too large
 */
			       vma->vm_page_prot);
}

static const struct file_operations own_fops = { .mmap = own_mmap };

/* clcdfb_mmap() compares both. */
static int board_mmap(struct clcd_fb *fb, struct vm_area_struct *vma)
{
	return remap_pfn_range(vma, vma->vm_start, (fb->fb.fix.smem_start >> PAGE_SHIFT) + vma->vm_pgoff,
			       vma->vm_end - vma->vm_start, vma->vm_page_prot);
}

static struct clcd_board board = { .name = "board", .mmap = board_mmap };

/* drm_gem_mmap() compares, whether its result is looked at or not. */
static int dropped_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct frame_object *obj;

	drm_gem_mmap(file, vma);
	obj = vma->vm_private_data;
	return remap_pfn_range(vma, vma->vm_start, obj->paddr >> PAGE_SHIFT, vma->vm_end - vma->vm_start,
			       vma->vm_page_prot);
}

static const struct file_operations dropped_fops = { .mmap = dropped_mmap };
