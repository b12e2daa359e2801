/* release: 6.12 5.10 */
/* A callee clips the range to the part that may be mapped, and hands it back. Its types are typedefs. */
typedef unsigned long ulong;
struct part { ulong start, length; };
struct card { struct part *parts; ulong regs, base; int n; };

static bool clip_part(const struct part *part, ulong off, ulong length, struct part *out, ulong *skip)
{
	ulong end = part->start + part->length;

	*skip = 0;
	if (off + length < part->start) {
		return false;
	} else if (off <= part->start) {
		out->start = part->start;
		*skip = part->start - off;
		out->length = min(length - *skip, part->length);
		return true;
	} else if (off < end) {
		out->start = off;
		out->length = min(length, end - off);
		return true;
	}
	return false;
}

static int clip_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct card *card = file->private_data;
	ulong off = (vma->vm_pgoff << PAGE_SHIFT) - card->base;
	struct part out;
	ulong skip;

	if (!clip_part(&card->parts[0], off, vma->vm_end - vma->vm_start, &out, &skip))
		return -EINVAL;
	return io_remap_pfn_range(vma, vma->vm_start + skip, (card->regs + out.start) >> PAGE_SHIFT, out.length,
				  vma->vm_page_prot);
}

/* This one takes what it is handed. */
static bool take_part(const struct part *part, ulong off, ulong length, struct part *out, ulong *skip)
{
	ulong end = part->start + part->length;

	*skip = 0;
	if (end == 0)
		return false;
	out->start = off;
	out->length = min(length, end);
	return true;
}

static int take_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct card *card = file->private_data;
	ulong off = (vma->vm_pgoff << PAGE_SHIFT) - card->base;
	struct part out;
	ulong skip;

	if (!take_part(&card->parts[0], off, vma->vm_end - vma->vm_start, &out, &skip))
		return -EINVAL;
	return io_remap_pfn_range(vma, vma->vm_start + skip, (card->regs + out.start) >> PAGE_SHIFT, out.length,
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]:
 * the offset of what io_remap_pfn_range() maps is never bounds-checked: user space maps what lies past the object;
 * return -EINVAL where it is too large
 */
				  vma->vm_page_prot);
}

static const struct file_operations clip_fops = { .mmap = clip_mmap };
static const struct file_operations take_fops = { .mmap = take_mmap };
